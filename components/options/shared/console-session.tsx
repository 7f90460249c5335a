import type { ConsoleOrigin } from '../../../lib/console/console-site.ts';
import type { ConsoleSession } from '../../../lib/domain/console-session.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { vaultLocked } from '../../../lib/state/app-state.ts';
import { obstacleText } from '../../ui/obstacle-text.ts';

/** Returns who is signed in to a console, and in which profile. */
export function sessionText({ email, accountName, profileName, moved }: ConsoleSession): string {
  const account = email || accountName;
  return moved
    ? `${isolate(account)} · ${t('popupConsoleUnknown')}`
    : t('settingsConsoleSession', account, profileName);
}

/** Says how a console's session becomes known. */
export function SessionAwaited({ site }: { site: ConsoleOrigin }) {
  if (vaultLocked.value)
    return (
      <p class="soft" role="status">
        {obstacleText('locked')}
      </p>
    );
  return (
    <p class="row" role="status">
      <span class="soft">{t('settingsConsoleWaiting')}</span>
      <a class="link" href={site} target="_blank" rel="noreferrer">
        {t('profileOpenConsole')}
      </a>
    </p>
  );
}
