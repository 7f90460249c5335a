import { CLOCK_TOLERANCE_MS } from '../domain/time.ts';

/** How far this computer's clock is ahead of the server's, as of the last response with a date; 0 if unknown. */
let aheadMs = 0;

/** Records the date of a response that arrived at `now` (epoch ms, this computer's clock). */
export function recordServerDate(headers: Headers, now: number): void {
  const served = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(served)) return;
  // Dates have a resolution of seconds and responses take time: only a clock that is clearly wrong is corrected.
  aheadMs = Math.abs(now - served) > CLOCK_TOLERANCE_MS ? now - served : 0;
}

/** Returns the time by the server's clock, epoch ms; this computer's time if the server's isn't known. */
export function serverNow(now: number = Date.now()): number {
  return now - aheadMs;
}
