import { useState } from 'preact/hooks';
import type { ConsoleOrigin } from '../../../lib/console/console-site.ts';
import { type ConnectionKey, originOf } from '../../../lib/domain/identity/keys.ts';
import { onlyApi } from '../../../lib/domain/policy/policy.ts';
import { t } from '../../../lib/i18n/t.ts';
import { policy } from '../../../lib/state/app-state.ts';
import { consoleSessions } from '../../../lib/state/console.ts';
import { obstacleToSend } from '../../../lib/state/obstacle.ts';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { SessionAwaited, sessionText } from '../shared/console-session.tsx';
import { useConsoleAccess } from '../shared/use-console-access.ts';
import { HOST_REFUSED } from './region-field.tsx';

/** Connects with the session of the admin console: no password, no token; the browser asks for its host first. */
export function ConsoleForm({
  site,
  again,
  onConnected,
}: {
  site: ConsoleOrigin;
  /** The connection that is signed in again. */
  again?: ConnectionKey;
  onConnected: (key: ConnectionKey) => void;
}) {
  const { host } = new URL(site);
  const access = useConsoleAccess(site, again ? originOf(again) : onlyApi(policy.value));
  const connect = useSend('connectConsole');
  const [refused, setRefused] = useState(false);
  const failure = refused && access.granted === false ? HOST_REFUSED : connect.failure;
  const allow = async () => {
    setRefused(false);
    setRefused(!(await access.request()));
  };
  const session = consoleSessions.value[site];
  const submit = async () => {
    if (!session) return;
    const result = await connect.run({ origin: session.api, ...(again && { expected: again }) });
    if (result?.ok) onConnected(result.value.connectionKey);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{t('connectConsoleSoft', host)}</p>
      {access.granted === false && (
        <VanishingButton kind="primary" onClick={allow}>
          {t('connectConsoleAllow', host)}
        </VanishingButton>
      )}
      {access.granted && !session && <SessionAwaited site={site} />}
      {access.granted && session && (
        <>
          <p role="status">{sessionText(session)}</p>
          <SubmitButton
            busy={connect.busy}
            obstacle={obstacleToSend()}
            label={t('connectButton')}
            busyLabel={t('connectBusy')}
          />
        </>
      )}
      <FieldError error={failure && failureText(failure)} />
    </form>
  );
}
