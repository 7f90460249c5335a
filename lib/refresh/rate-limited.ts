import type { TimedFailure } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { pausedUntil } from '../domain/identity/paused-until.ts';
import { getConnection } from '../store/connections.ts';
import { waitUntil } from './backoff.ts';

/** The last attempt to read something, if it failed. */
type LastFailure = TimedFailure | null | undefined;

/**
 * Returns until when something of a connection isn't read, because a 429 of its own or the connection's pause lasts,
 * epoch ms.
 */
export function rateLimitedUntil(last: LastFailure, connection: Connection, now: number): number {
  return Math.max(waitUntil(last, now), pausedUntil(connection, now));
}

/** Returns true while something of a connection isn't to be read, unless a person asks for it. */
export async function isRateLimited(key: ConnectionKey, last: LastFailure): Promise<boolean> {
  const connection = await getConnection(key);
  const now = Date.now();
  return connection !== undefined && rateLimitedUntil(last, connection, now) > now;
}
