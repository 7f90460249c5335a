import { type Failure, FailureError } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { type ConnectionKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import { pausedUntil } from '../domain/identity/paused-until.ts';
import { HOUR_MS, SECOND_MS } from '../domain/time.ts';
import { getConnection, updateConnection } from '../store/connections.ts';

/** Limits are counted by profile; 429s of this many profiles without a success in between concern the connection. */
const REFUSED_TO_PAUSE = 3;
const FIRST_PAUSE_MS = 15 * SECOND_MS;
const MAX_PAUSE_MS = HOUR_MS;

/**
 * The profiles of a connection that were refused with 429 since its last success; calls about the account count as one
 * more. In memory only; the pause itself is stored.
 */
const refused = new Map<ConnectionKey, Set<string>>();

/** Throws `rate-limited` while a connection's refreshes are paused, before anything is sent. */
export async function requireNotPaused(key: ConnectionKey): Promise<void> {
  const connection = await getConnection(key);
  const now = Date.now();
  const until = connection ? pausedUntil(connection, now) : 0;
  if (until > 0)
    throw new FailureError({ code: 'rate-limited', retryAfterMs: until - now, field: 'connection' });
}

/** Returns true for the failure of a call that wasn't sent because of a pause. */
export function isPause({ field }: Failure): boolean {
  return field === 'connection';
}

/**
 * Records a 429 of a call for `ref`, or for the account. Once {@link REFUSED_TO_PAUSE} of a connection's profiles were
 * refused without a success, all its refreshes pause: as long as the platform asks, and at least 15 seconds, doubled
 * with each pause in a row up to an hour. Until then each waits for itself.
 */
export async function recordRateLimited(
  key: ConnectionKey,
  ref: ProfileRef | null,
  error: unknown,
): Promise<void> {
  if (!(error instanceof FailureError) || error.failure.code !== 'rate-limited' || isPause(error.failure))
    return;
  const all = (refused.get(key) ?? new Set()).add(ref ? refId(ref) : 'account');
  refused.set(key, all);
  if (all.size < REFUSED_TO_PAUSE) return;
  const { retryAfterMs = 0 } = error.failure;
  await updateConnection(key, (connection) => {
    const now = Date.now();
    // Calls that were in flight when the pause began don't prolong it.
    if (pausedUntil(connection, now) > 0) return connection;
    const pauses = (connection.pause?.pauses ?? 0) + 1;
    const grown = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(pauses - 1, 12));
    // Random jitter of up to a quarter, so that several browsers don't resume together.
    const length = Math.max(retryAfterMs, grown) * (1 + Math.random() / 4);
    return { ...connection, pause: { at: now, until: Math.round(now + length), pauses } };
  });
}

/** Ends a pause after a success, and resets the length of the next one. */
export async function endPause({ key, pause }: Connection): Promise<void> {
  refused.delete(key);
  if (!pause) return;
  await updateConnection(key, (connection) =>
    connection.pause ? { ...connection, pause: null } : connection,
  );
}
