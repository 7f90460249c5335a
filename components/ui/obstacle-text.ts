import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import { t } from '../../lib/i18n/t.ts';
import { lacksPassphrase, policyState } from '../../lib/state/app-state.ts';
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
      // The detail is the policy's: the others have none.
      return failureText({
        code: obstacle,
        detail: policyState.value.status === 'invalid' ? 'invalid' : 'allowedHosts',
      });
  }
}
