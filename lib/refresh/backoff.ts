import type { Failure } from '../domain/failure.ts';
import { HOUR_MS, MINUTE_MS, msSince } from '../domain/time.ts';

const FIRST_DELAY_MS = 30_000;
const MAX_DELAY_MS = HOUR_MS;

/**
 * Epoch ms until which a target is left alone after a 429 at `at`: what the platform asked for, else until the
 * clock minute turns (its limits are counted by clock minutes). 0 for any other failure, and for one that is dated
 * in the future: it was noted while the clock was ahead.
 */
export function waitUntil(failed: { failure: Failure; at: number } | null | undefined, now: number): number {
  if (failed?.failure.code !== 'rate-limited' || !Number.isFinite(msSince(failed.at, now))) return 0;
  const { retryAfterMs } = failed.failure;
  if (retryAfterMs !== undefined && retryAfterMs > 0) return failed.at + retryAfterMs;
  return (Math.floor(failed.at / MINUTE_MS) + 1) * MINUTE_MS;
}

/**
 * Milliseconds to wait after the `failures`-th failure in a row: exponential to one hour with full jitter, so
 * that many clients of a failing platform do not come back at the same moment. `random` is in [0, 1).
 */
export function backoff(failures: number, random: number): number {
  const ceiling = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(Math.max(failures - 1, 0), 20));
  return Math.max(1_000, Math.round(ceiling * random));
}

/** How long a profile that needs a token of its own is left alone: nothing changes until somebody acts. */
export const DENIED_DELAY_MS = MAX_DELAY_MS;
