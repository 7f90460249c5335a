import type { ConsolePage } from '../../lib/console/console-site.ts';
import { type ConnectionKey, type ProfileRef, refOf } from '../../lib/domain/identity/keys.ts';
import { t } from '../../lib/i18n/t.ts';
import { resultOf, send } from '../../lib/messages/client.ts';
import { obstacleToAccount, obstacleToNetwork, obstacleToSend } from '../../lib/state/obstacle.ts';
import { explainObstacle, showFailure } from './explain.ts';
import { showStatus } from './status-message.ts';

/** Accepts or declines a shared profile; the banner goes, and the profile appears, when the store changes. */
export async function answerInvitation(
  connectionKey: ConnectionKey,
  notificationId: string,
  answer: 'accept' | 'refuse',
): Promise<void> {
  const obstacle = obstacleToAccount(connectionKey);
  if (obstacle) return explainObstacle(obstacle, { connectionKey });
  const result = await resultOf(() => send('answerInvitation', { connectionKey, notificationId, answer }));
  if (!result.ok) return showFailure(result.failure);
  showStatus({ tone: 'done', text: t(answer === 'accept' ? 'invitationAccepted' : 'invitationDeclined') });
}

/** Opens a page of the console in a profile. */
export async function openConsole(ref: ProfileRef, page: ConsolePage): Promise<void> {
  const obstacle = obstacleToNetwork();
  if (obstacle) return explainObstacle(obstacle, { connectionKey: null });
  const result = await resultOf(() => send('openConsole', { ...refOf(ref), page }));
  if (!result.ok) showFailure(result.failure);
}

/** Switches a console that isn't in the profile to it (`follow`), or leaves it where it is. */
export async function settleConsole(ref: ProfileRef, follow: boolean): Promise<void> {
  const obstacle = follow ? obstacleToSend() : null;
  if (obstacle) return explainObstacle(obstacle, { connectionKey: null });
  const result = await resultOf(() => send('settleConsole', { ...refOf(ref), follow }));
  if (!result.ok) showFailure(result.failure);
}
