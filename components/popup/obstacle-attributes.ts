import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import { obstacleText } from '../ui/obstacle-text.ts';

/** Returns how a button says that it can't succeed now. Pressed, it says what to do first. */
export function obstacleAttributes(
  obstacle: Obstacle | null,
): { title: string; 'aria-disabled'?: true } | undefined {
  if (!obstacle) return undefined;
  // While locked, the press leads to the passphrase's field.
  return { title: obstacleText(obstacle), ...(obstacle === 'locked' ? {} : { 'aria-disabled': true }) };
}
