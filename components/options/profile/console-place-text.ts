import { consoleOf } from '../../../lib/console/console-site.ts';
import { consolePlace } from '../../../lib/domain/console-session.ts';
import { originOf } from '../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { t } from '../../../lib/i18n/t.ts';
import { consoleSessions } from '../../../lib/state/console.ts';

/**
 * Says that the console isn't in this profile, whose pages would then be another one's; null if it is, or if that isn't
 * known. Reads signals.
 */
export function consolePlaceText(profile: Profile): string | null {
  const session = consoleSessions.value[consoleOf(originOf(profile.connectionKey))];
  if (!session) return null;
  switch (consolePlace(session, profile)) {
    case 'here':
      return null;
    case 'other-profile':
      return t('popupConsoleOther', session.profileName);
    case 'other-account':
      return t('popupConsoleOtherAccount', session.email);
    case 'unknown':
      return t('popupConsoleUnknown');
  }
}
