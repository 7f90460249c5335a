import { FailureError } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { getConnection } from '../store/connections.ts';
import { getProfile } from '../store/profiles.ts';

/** Returns a stored connection; throws `not-connected`. */
export async function connectionOf(key: ConnectionKey): Promise<Connection> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  return connection;
}

/** Returns a stored profile; throws `not-found`. */
export async function profileOf(ref: ProfileRef): Promise<Profile> {
  const profile = await getProfile(ref);
  if (!profile) throw new FailureError({ code: 'not-found' });
  return profile;
}

/** Returns a stored profile that the account owns; throws `not-allowed` for a shared one. */
export async function ownedProfile(ref: ProfileRef): Promise<Profile> {
  const profile = await profileOf(ref);
  if (profile.shared) throw new FailureError({ code: 'not-allowed', detail: 'ruleOwnerOnly' });
  return profile;
}
