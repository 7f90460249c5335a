import { callAsAccount } from '../calls/call.ts';
import { FailureError, failureOfError, notAllowed } from '../domain/failure.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { fetchAccount } from '../platform/account.ts';
import { getConnection, listConnections } from '../store/connections.ts';
import { getProfile } from '../store/profiles.ts';
import { getActive } from '../store/settings.ts';

/** Returns a stored connection; throws `not-connected`. */
export async function connectionOf(key: ConnectionKey): Promise<Connection> {
  const connection = await getConnection(key);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  return connection;
}

/**
 * Returns the email that an account signs in with. A token that couldn't read it tries again; throws `not-allowed`
 * (`ruleEmailUnread`) if it still can't, and what the call throws.
 */
export async function emailOf({ key, email }: Connection): Promise<string> {
  if (email) return email;
  const unread = notAllowed('ruleEmailUnread');
  const account = await callAsAccount(key, fetchAccount).catch((error: unknown) => {
    throw failureOfError(error).code === 'denied' ? unread : error;
  });
  if (!account.email) throw unread;
  return account.email;
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
  if (profile.shared) throw notAllowed('ruleOwnerOnly');
  return profile;
}

/** Returns the active profile's keys. Throws `no-profile`, or `not-connected` without any account. */
export async function activeRef(): Promise<ProfileRef> {
  const { active } = await getActive();
  if (active) return active;
  const isConnected = (await listConnections()).length > 0;
  throw new FailureError({ code: isConnected ? 'no-profile' : 'not-connected' });
}
