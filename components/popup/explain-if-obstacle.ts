import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import { obstacleText } from '../ui/obstacle-text.ts';
import type { ActionRequest } from './action-request.ts';
import { loadLazyParts } from './load-lazy-parts.ts';
import { showStatus } from './status-message.ts';

/**
 * If there is an obstacle, says in the status bar what to do first, without calling it an error, and returns true.
 */
export function explainIfObstacle(obstacle: Obstacle | null, request: ActionRequest): boolean {
  if (!obstacle) return false;
  loadLazyParts().then(
    ({ explainObstacle }) => explainObstacle(obstacle, request),
    // An update has removed the file while the page is open.
    () => showStatus({ tone: 'info', text: obstacleText(obstacle) }),
  );
  return true;
}
