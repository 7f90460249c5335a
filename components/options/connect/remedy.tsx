import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections } from '../../../lib/state/app-state.ts';
import { AllowHost } from './restore-host-access.tsx';

/**
 * What the person can do from a form about what keeps its account from being asked: allow the host in place, or go and
 * sign in again. The form says why, and asks for the passphrase by itself.
 */
export function Remedy({ connectionKey }: { connectionKey: ConnectionKey }) {
  const connection = connections.value.find(({ key }) => key === connectionKey);
  if (connection?.state === 'host-permission') return <AllowHost connection={connection} />;
  if (connection?.state !== 'needs-sign-in') return null;
  return (
    <a class="link" href={optionsRoutes.reconnect(connectionKey)}>
      {t('connectTitleAgain')}
    </a>
  );
}
