import { consoleOf } from '../../../lib/console/console-site.ts';
import { consolePlace } from '../../../lib/domain/console-session.ts';
import { originOf } from '../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { consoleText } from '../../../lib/i18n/console-text.ts';
import { consoleSessions } from '../../../lib/state/console.ts';

/**
 * Says where the console is if that isn't this profile, through whichever account: its pages are those of another one
 * then. Null if it is here, or if no session is known. Reads signals.
 */
export function consolePlaceText(profile: Profile): string | null {
  const session = consoleSessions.value[consoleOf(originOf(profile.connectionKey))];
  if (!session) return null;
  const { connectionKey } = session.profileKey === profile.profileKey ? session : profile;
  const place = consolePlace(session, { ...profile, connectionKey });
  return place === 'here' ? null : consoleText(place, session);
}
