import { useState } from 'preact/hooks';
import { type ConsoleOrigin, consoleOf, followableConsoles } from '../../../lib/console/console-site.ts';
import { connectionName } from '../../../lib/domain/identity/connection.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, policy } from '../../../lib/state/app-state.ts';
import { consoleSessions } from '../../../lib/state/console.ts';
import { CheckField } from '../../ui/choices.tsx';
import { FieldError } from '../../ui/field.tsx';
import { redrawControls } from '../../ui/redraw-controls.ts';
import { SessionAwaited, sessionText } from '../shared/console-session.tsx';
import { useConsoleAccess } from '../shared/use-console-access.ts';
import { Section } from '../shell/page.tsx';

/** Whether the extension switches the profile of the console too, for each console that a connected account uses. */
export function ConsoleSection() {
  return (
    <Section title={t('settingsConsole')} soft={t('settingsConsoleSoft')}>
      <div class="stack">
        {followableConsoles(connections.value).map((site) => (
          <FollowField key={site} site={site} />
        ))}
      </div>
    </Section>
  );
}

/** The browser's permission for the console's host is the setting, so that no second one can differ from it. */
function FollowField({ site }: { site: ConsoleOrigin }) {
  const access = useConsoleAccess(site);
  const [refused, setRefused] = useState(false);
  const host = new URL(site).host;
  const isAllowed = policy.value.allowConsoleFollowing;
  const change = (follow: boolean) => {
    setRefused(false);
    void (follow ? access.request() : access.remove()).then((changed) => {
      setRefused(follow && !changed);
      if (!changed) redrawControls();
    });
  };
  return (
    <>
      <CheckField
        label={t('settingsConsoleFollow', host)}
        hint={t(isAllowed ? 'settingsConsoleFollowHint' : 'failure_policy_allowConsoleFollowing')}
        checked={access.granted === true && isAllowed}
        disabled={!isAllowed}
        onChange={change}
      />
      <FieldError error={refused ? t('settingsConsoleRefused') : null} />
      {access.granted && isAllowed && (
        <>
          <SessionState site={site} />
          <ConnectedBySession site={site} />
        </>
      )}
    </>
  );
}

function SessionState({ site }: { site: ConsoleOrigin }) {
  const session = consoleSessions.value[site];
  if (!session) return <SessionAwaited site={site} />;
  return (
    <p class="soft" role="status">
      {sessionText(session)}
    </p>
  );
}

/** Names the accounts that are connected by this console's session: they need another way once it isn't followed. */
function ConnectedBySession({ site }: { site: ConsoleOrigin }) {
  const names = connections.value
    .filter(({ credential, origin }) => credential.kind === 'console' && consoleOf(origin) === site)
    .map((connection) => isolate(connectionName(connection)));
  return names.length > 0 && <p class="soft">{t('settingsConsoleConnected', names.join(', '))}</p>;
}
