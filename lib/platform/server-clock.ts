import type { ApiOrigin } from '../domain/identity/keys.ts';
import { CLOCK_TOLERANCE_MS, DAY_MS } from '../domain/time.ts';

/** How far this computer's clock is ahead of each server's, as of its last response with a date, ms. */
const aheadMs = new Map<ApiOrigin, number>();

/** Before the first release: a server of that time doesn't know what time it is. */
const RELEASED = Date.UTC(2026, 0, 1);
/** A computer’s clock that hasn’t lost the date altogether is never this far behind. */
const MAX_AHEAD_MS = 10 * 365 * DAY_MS;

/**
 * Records the date of a server's response that arrived at `now` (epoch ms, this computer's clock), unless it can't be
 * right: from before the first release, or from many years ahead.
 */
export function recordServerDate(origin: ApiOrigin, headers: Headers, now: number): void {
  const served = Date.parse(headers.get('date') ?? '');
  if (!(served >= RELEASED && served <= Math.max(now, RELEASED) + MAX_AHEAD_MS)) return;
  // Dates have a resolution of seconds and responses take time: only a clock that is clearly wrong is corrected.
  aheadMs.set(origin, Math.abs(now - served) > CLOCK_TOLERANCE_MS ? now - served : 0);
}

/** Returns the time by a server's clock, epoch ms; this computer's time if the server's isn't known. */
export function serverNow(origin: ApiOrigin, now: number = Date.now()): number {
  return now - (aheadMs.get(origin) ?? 0);
}
