import { type ConsoleOrigin, canFollow, consoleOf } from '../../../lib/console/console-site.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { onlyApi } from '../../../lib/domain/policy/policy.ts';
import { originOfRegion, REGIONS } from '../../../lib/domain/regions/region.ts';
import { t } from '../../../lib/i18n/t.ts';
import { policy } from '../../../lib/state/app-state.ts';
import { consoleSessions } from '../../../lib/state/console.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { unableToSend } from '../../ui/unable.ts';
import { useSend } from '../../ui/use-send.ts';
import { SessionAwaited, sessionText } from '../shared/console-session.tsx';
import { useConsoleAccess } from '../shared/use-console-access.ts';

/**
 * Returns the console to connect with. The regions share one, whose session says which of them it is in; an
 * organization can prescribe the API of a TagoDeploy instance.
 */
function consoleToUse(): ConsoleOrigin {
  const only = onlyApi(policy.value);
  return consoleOf(only && canFollow(only) ? only : originOfRegion(REGIONS[0]));
}

/** Connects with the session of the admin console: no password, no token; the browser asks for its host first. */
export function ConsoleForm({
  again,
  onConnected,
}: {
  /** The connection that is signed in again. */
  again?: ConnectionKey;
  onConnected: (key: ConnectionKey) => void;
}) {
  const site = consoleToUse();
  const access = useConsoleAccess(site);
  const connect = useSend('connectConsole');
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
      <p>{t('connectConsoleSoft')}</p>
      {access.granted === false && (
        <Button kind="primary" onClick={() => void access.request()}>
          {t('connectConsoleAllow', new URL(site).host)}
        </Button>
      )}
      {access.granted && !session && <SessionAwaited site={site} />}
      {access.granted && session && (
        <>
          <p role="status">{sessionText(session)}</p>
          <SubmitButton
            busy={connect.busy}
            unable={unableToSend()}
            label={t('connectButton')}
            busyLabel={t('connectBusy')}
          />
        </>
      )}
      <FieldError error={connect.failure && failureText(connect.failure)} />
    </form>
  );
}
