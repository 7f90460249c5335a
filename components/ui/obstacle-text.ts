import type { ConnectionKey } from '../../lib/domain/identity/keys.ts';
import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { t } from '../../lib/i18n/t.ts';
import { lacksPassphrase } from '../../lib/state/app-state.ts';
import { obstacleToAccount, obstacleToProfile } from '../../lib/state/obstacle.ts';
import { failureText } from './failure-text.ts';

/** Returns why something can't be done now, and what to do first. Reads signals. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle) {
    case 'locked':
      return t(lacksPassphrase.value ? 'policyPassphrase' : 'unlockFirst');
    case 'denied':
      return t('popupDenied');
    case 'offline':
      return t('offlineFirst');
    default:
      return failureText({ code: obstacle });
  }
}

/** Returns why a button for an account can't succeed now; undefined if it can. Reads signals. */
export function unableForAccount(key: ConnectionKey): string | undefined {
  const obstacle = obstacleToAccount(key);
  return obstacle ? obstacleText(obstacle) : undefined;
}

/** The same for a profile. */
export function unableForProfile(profile: Profile): string | undefined {
  const obstacle = obstacleToProfile(profile);
  return obstacle ? obstacleText(obstacle) : undefined;
}
