import { FailureError } from '../../domain/failure.ts';
import { msSince } from '../../domain/time.ts';

/** Between two requests of the same kind from the same tab. */
const MIN_INTERVAL_MS = 1000;
const lastRequests = new Map<string, number>();

/**
 * Throws `too-often` when a tab repeats a kind of request within {@link MIN_INTERVAL_MS}. Kept in memory, since the
 * worker stays alive for longer than that after a request.
 */
export function requireNotTooOften(kind: 'copy' | 'offer' | 'open', tabId: number, now = Date.now()): void {
  const key = `${kind} ${tabId}`;
  const before = lastRequests.get(key);
  const isRecent = (at: number) => msSince(at, now) < MIN_INTERVAL_MS;
  if (before !== undefined && isRecent(before)) throw new FailureError({ code: 'too-often' });
  for (const [other, at] of lastRequests) if (!isRecent(at)) lastRequests.delete(other);
  lastRequests.set(key, now);
}
