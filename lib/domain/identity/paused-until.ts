import { isFromFuture } from '../time.ts';
import type { Connection } from './connection.ts';

/**
 * Returns until when a connection's refreshes are paused, epoch ms; 0 if they aren't, or it began while the clock was
 * ahead.
 */
export function pausedUntil({ pause }: Pick<Connection, 'pause'>, now: number): number {
  return pause && pause.until > now && !isFromFuture(pause.at, now) ? pause.until : 0;
}
