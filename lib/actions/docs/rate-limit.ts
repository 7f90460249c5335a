import { FailureError } from '../../domain/failure.ts';
import { msSince } from '../../domain/time.ts';

/** One of each kind a second, per tab. */
const MIN_INTERVAL_MS = 1000;
const last = new Map<string, number>();

/**
 * Throws `too-often` when a tab asks for the same kind of thing again within a second. Kept in memory: a
 * worker that answers is awake for longer than that.
 */
export function assertNotTooOften(kind: 'copy' | 'offer' | 'open', tabId: number, now = Date.now()): void {
  const key = `${kind} ${tabId}`;
  const before = last.get(key);
  const isRecent = (at: number) => msSince(at, now) < MIN_INTERVAL_MS;
  if (before !== undefined && isRecent(before)) throw new FailureError({ code: 'too-often' });
  for (const [other, at] of last) if (!isRecent(at)) last.delete(other);
  last.set(key, now);
}
