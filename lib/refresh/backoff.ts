import type { TimedFailure } from '../domain/failure.ts';
import { HOUR_MS, isFromFuture } from '../domain/time.ts';

const FIRST_DELAY_MS = 30_000;
/** The longest back-off. */
export const MAX_DELAY_MS = HOUR_MS;

/**
 * Returns until when a target isn't refreshed after a 429 (epoch ms): as long as the platform requested. 0 for other
 * failures, and for one in the future, which was recorded while the clock was ahead.
 */
export function waitUntil(failed: TimedFailure | null | undefined, now: number): number {
  if (failed?.failure.code !== 'rate-limited' || isFromFuture(failed.at, now)) return 0;
  return failed.at + (failed.failure.retryAfterMs ?? 0);
}

/**
 * Returns how long to wait after the `failures`-th failure in a row, in ms: exponential up to an hour with full jitter,
 * so that clients don't retry at the same moment. `random` is in [0, 1).
 */
export function backoff(failures: number, random: number): number {
  const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(Math.max(failures - 1, 0), 20));
  return Math.max(1_000, Math.round(ceiling * random));
}

/** Delay for a profile that needs its own token: nothing changes until a person acts. */
export const DENIED_DELAY_MS = MAX_DELAY_MS;
