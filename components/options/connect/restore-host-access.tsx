import { useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { Button } from '../../ui/button.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { usePermissions } from '../shared/permissions.ts';

/** Requests a host permission that the person withdrew, and then refreshes what was missed. */
export function RestoreHostAccess({ connection }: { connection: Connection }) {
  return (
    <div class="note note--warning row">
      <span>{t('hostWithdrawn', new URL(connection.origin).host)}</span>
      <AllowHost connection={connection} />
    </div>
  );
}

/** Only the button, for places that say why themselves. */
export function AllowHost({ connection }: { connection: Connection }) {
  const permissions = usePermissions();
  const [refused, setRefused] = useState(false);
  const host = new URL(connection.origin).host;
  const box = useReturnFocus<HTMLSpanElement>();
  const restore = async () => {
    const granted = await permissions.host(connection.origin).request();
    setRefused(!granted);
    if (!granted) return;
    const result = await resultOf(() => send('refreshNow', { ref: null }));
    if (result.ok) announce(t('settingsHostAllowed', host));
    else announceFailure(result.failure);
  };
  return (
    <span class="row" {...box}>
      <Button onClick={restore}>{t('settingsHostAllow')}</Button>
      {refused && <span role="alert">{t('settingsHostRefused')}</span>}
    </span>
  );
}
