import { type Failure, FailureError } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { getConnection, updateConnection } from '../store/connections.ts';
import { updateProfile } from '../store/profiles.ts';
import { hasHostAccess } from './host-access.ts';
import { forgetAccepted } from './verify-credential.ts';

/** Returns a connection that may be used now. Throws `not-connected`, `needs-sign-in` or `host-permission`. */
export async function usableConnection(key: ConnectionKey): Promise<Connection> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  if (connection.state === 'needs-sign-in') throw new FailureError({ code: 'needs-sign-in' });
  const isGranted = await hasHostAccess(connection.origin);
  if (isGranted === false) {
    await setState(key, 'host-permission', { code: 'host-permission' });
    throw new FailureError({ code: 'host-permission' });
  }
  if (isGranted && connection.state === 'host-permission') await setState(key, 'ok', null);
  return connection;
}

/**
 * Stops a connection's calls until the person signs in again, because its credential, as this connection was read,
 * isn't accepted or, by the `cause`, isn't there. Returns the failure to throw: `unauthorized` if there was a new
 * sign-in meanwhile, of which that says nothing.
 */
export async function stopUntilSignIn(
  { key, credential }: Connection,
  cause: Failure = { code: 'unauthorized' },
): Promise<FailureError> {
  const isRefused = (connection: Connection) => isSame(connection.credential, credential);
  const stored = await updateConnection(key, (connection) =>
    isRefused(connection) ? withState(connection, 'needs-sign-in', cause) : connection,
  );
  if (stored && !isRefused(stored)) return new FailureError({ code: 'unauthorized' });
  forgetAccepted(key);
  return new FailureError({ code: 'needs-sign-in' });
}

/** Stores a connection's state and the failure that led to it, unless the state is unchanged. */
export async function setState(
  key: ConnectionKey,
  state: Connection['state'],
  failure: Failure | null,
): Promise<void> {
  await updateConnection(key, (connection) => withState(connection, state, failure));
}

function withState(connection: Connection, state: Connection['state'], failure: Failure | null): Connection {
  if (connection.state === state) return connection;
  return { ...connection, state, failure: failure && { failure, at: Date.now() } };
}

/** Returns true if an account counts as blocked because a call was refused; the next one that succeeds ends that. */
export function isBlockedByCall({ state, failure }: Connection): boolean {
  return state === 'blocked' && failure?.failure.code === 'account-blocked';
}

/**
 * Returns a connection after its account was tried: what blocks it stays, since a call that succeeds ends only that.
 */
export function withFailure(connection: Connection, failure: Failure | null, at: number): Connection {
  const current = isBlockedByCall(connection) && connection.failure ? connection.failure.failure : failure;
  return { ...connection, failure: current && { failure: current, at } };
}

/** Stores whether a profile can be reached with its own token or the connection's. */
export async function setAccess(ref: ProfileRef, access: 'ok' | 'denied'): Promise<void> {
  await updateProfile(ref, (profile) => {
    // A late refusal of the connection's token says nothing of a token that the profile was given meanwhile.
    const isOld = access === 'denied' && profile.ownCredential !== 'none';
    return isOld || profile.access === access ? profile : { ...profile, access };
  });
}
