import { consoleOf } from '../../../lib/console/console-site.ts';
import { originOf } from '../../../lib/domain/identity/keys.ts';
import {
  moveTargetBeforeRemoval,
  profileEndingSession,
} from '../../../lib/domain/profiles/before-removal.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { t } from '../../../lib/i18n/t.ts';
import { profiles } from '../../../lib/state/app-state.ts';
import { consoleSessions } from '../../../lib/state/console.ts';

/**
 * Says what becomes of the console when the profile that it is in is deleted or left; nothing if it is in another one.
 */
export function ConsoleNote({ profile }: { profile: Profile }) {
  const session = consoleSessions.value[consoleOf(originOf(profile.connectionKey))];
  const ending = session && !session.moved ? profileEndingSession(session, profile) : null;
  if (!ending) return null;
  const target = moveTargetBeforeRemoval(ending, profiles.value);
  return <p class="note">{target ? t('profileConsoleMoves', target.name) : t('profileConsoleEnds')}</p>;
}
