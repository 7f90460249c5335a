import { CLOCK_TOLERANCE_MS } from '../domain/time.ts';

/** By how much this computer's clock was ahead of the server's at the last answer, ms; 0 until one had a date. */
let aheadMs = 0;

/** Notes the date of an answer that came at `now` (epoch ms by this computer). */
export function noteServerDate(headers: Headers, now: number): void {
  const served = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(served)) return;
  // Dates have whole seconds and answers take time: only a clock that is clearly wrong is corrected.
  aheadMs = Math.abs(now - served) > CLOCK_TOLERANCE_MS ? now - served : 0;
}

/** Returns the time by the server's clock, epoch ms, as far as an answer had a date. */
export function serverNow(now: number = Date.now()): number {
  return now - aheadMs;
}
