import { type Failure, FailureError } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import { getConnection, updateConnection } from '../store/connections.ts';
import { updateProfile } from '../store/profiles.ts';
import { hasHostAccess } from './host-access.ts';
import { forgetAccepted } from './verify-credential.ts';

/** The connection, if it may be asked now. Throws `not-connected`, `needs-sign-in` or `host-permission`. */
export async function usableConnection(key: ConnectionKey): Promise<Connection> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  if (connection.state === 'needs-sign-in') throw new FailureError({ code: 'needs-sign-in' });
  if (!(await hasHostAccess(connection.origin))) {
    await setState(key, 'host-permission', { code: 'host-permission' });
    throw new FailureError({ code: 'host-permission' });
  }
  if (connection.state === 'host-permission') await setState(key, 'ok', null);
  return connection;
}

/** The credential was refused: this connection's calls stop until the person signs in again. */
export async function stopUntilSignIn(key: ConnectionKey): Promise<FailureError> {
  forgetAccepted(key);
  await setState(key, 'needs-sign-in', { code: 'unauthorized' });
  return new FailureError({ code: 'needs-sign-in' });
}

/** Notes a state of a connection, and why; writes only what changes. */
export async function setState(
  key: ConnectionKey,
  state: Connection['state'],
  failure: Failure | null,
): Promise<void> {
  await updateConnection(key, (connection) =>
    connection.state === state
      ? connection
      : { ...connection, state, failure: failure && { failure, at: Date.now() } },
  );
}

/** Marks one profile as out of the credential's reach, or back in it. The others are not touched. */
export async function setAccess(ref: ProfileRef, access: 'ok' | 'denied'): Promise<void> {
  await updateProfile(ref, (profile) => (profile.access === access ? profile : { ...profile, access }));
}
