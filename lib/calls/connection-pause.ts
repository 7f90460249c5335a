import { FailureError } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { HOUR_MS, SECOND_MS } from '../domain/time.ts';
import { getConnection, updateConnection } from '../store/connections.ts';

/** One profile over its own limit says nothing of the others; so many refusals in a row do. */
const REFUSALS_TO_PAUSE = 3;
const FIRST_PAUSE_MS = 15 * SECOND_MS;
const MAX_PAUSE_MS = HOUR_MS;

/** 429s in a row, by connection, since the last success; in memory, as a pause itself is stored. */
const refusals = new Map<ConnectionKey, number>();

/** Epoch ms until which a connection's refreshes wait; 0 when they need not. A mark of a wrong clock is not believed. */
export function pausedUntil({ pause }: Pick<Connection, 'pause'>, now: number): number {
  if (!pause || pause.until <= now || pause.until > now + 2 * MAX_PAUSE_MS) return 0;
  return pause.until;
}

/** Throws `rate-limited` while a connection's refreshes are paused, before anything is sent. */
export async function assertNotPaused(key: ConnectionKey): Promise<void> {
  const connection = await getConnection(key);
  const now = Date.now();
  const until = connection ? pausedUntil(connection, now) : 0;
  if (until > 0)
    throw new FailureError({ code: 'rate-limited', retryAfterMs: until - now, field: 'connection' });
}

/** True for the failure of a call that a pause kept from being sent. */
export function isPause(error: unknown): boolean {
  return error instanceof FailureError && error.failure.field === 'connection';
}

/**
 * Notes a 429. After several in a row the whole connection's refreshes pause: as long as the platform asks, at least
 * 15 seconds, twice as long with every pause that brought no success, up to an hour.
 */
export async function noteRateLimited(key: ConnectionKey, error: unknown): Promise<void> {
  if (!(error instanceof FailureError) || error.failure.code !== 'rate-limited' || isPause(error)) return;
  const count = (refusals.get(key) ?? 0) + 1;
  refusals.set(key, count);
  if (count < REFUSALS_TO_PAUSE) return;
  const { retryAfterMs = 0 } = error.failure;
  await updateConnection(key, (connection) => {
    const now = Date.now();
    // Those that were under way when the pause began belong to it.
    if (pausedUntil(connection, now) > 0) return connection;
    const pauses = (connection.pause?.pauses ?? 0) + 1;
    const grown = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(pauses - 1, 12));
    // Up to a quarter more at random: several browsers of one person shall not come back together.
    const length = Math.max(retryAfterMs, grown) * (1 + Math.random() / 4);
    return { ...connection, pause: { until: Math.round(now + length), pauses } };
  });
}

/** Notes that the platform answered: the next pause is short again. */
export async function noteAnswered({ key, pause }: Connection): Promise<void> {
  refusals.delete(key);
  if (!pause) return;
  await updateConnection(key, (connection) =>
    connection.pause ? { ...connection, pause: null } : connection,
  );
}
