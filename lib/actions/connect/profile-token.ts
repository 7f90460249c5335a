import { requireHostAccess } from '../../calls/host-access.ts';
import { FailureError } from '../../domain/failure.ts';
import type { Connection } from '../../domain/identity/connection.ts';
import { type ProfileRef, platformIdOf, refId } from '../../domain/identity/keys.ts';
import type { Profile } from '../../domain/identity/profile.ts';
import type { Proof } from '../../messages/protocol/connect.ts';
import { mintToken } from '../../platform/sign-in.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { getConnection } from '../../store/connections.ts';
import { getProfile, updateProfile } from '../../store/profiles.ts';
import { credentialIdOf, dropCredential, readCredential, storeCredential } from '../../vault/vault.ts';
import { singleFlight } from '../confirmed-change.ts';
import { requireOpenVault } from '../require-open-vault.ts';
import { OWN_TOKEN_LIFE, ownTokenName, proofFor } from './extension-token.ts';
import { identifyToken } from './identify-token.ts';
import { revokeOwnToken } from './revoke.ts';

/**
 * Gives a profile a pasted token of its own. Throws what {@link identifyToken} throws, and `invalid-input`
 * (field `token`) for a token of another profile.
 */
export async function pasteProfileToken(data: ProfileRef & { token: string }): Promise<null> {
  const { connection, profile } = await stored(data);
  const token = data.token.trim();
  await requireOpenVault();
  const identity = await identifyToken(connection.origin, token);
  if (identity.profile.id !== platformIdOf(data.profileKey)) {
    throw new FailureError({ code: 'invalid-input', field: 'token', detail: 'tokenOfAnotherProfile' });
  }
  await keepOwn(connection, profile, token, 'pasted');
  return null;
}

/**
 * Mints a token of its own for a profile that the connection's token does not reach. Throws `wrong-password`,
 * `two-factor-needed`, `wrong-pin` and the wire's failures; a token that cannot be kept is revoked.
 */
export function generateProfileToken(data: ProfileRef & Proof): Promise<null> {
  return singleFlight(['generateProfileToken', refId(data)], () => generateOnce(data));
}

async function generateOnce(data: ProfileRef & Proof): Promise<null> {
  const { connection, profile } = await stored(data);
  await requireHostAccess(connection.origin);
  await requireOpenVault();
  const minted = await mintToken(connection.origin, {
    ...proofFor(connection.email, data),
    profileId: profile.id,
    name: await ownTokenName(),
    expireTime: OWN_TOKEN_LIFE,
  });
  try {
    await keepOwn(connection, profile, minted.token, 'minted');
  } catch (error) {
    await revokeOwnToken(connection.origin, profile.id, minted.token);
    throw error;
  }
  return null;
}

async function stored(ref: ProfileRef): Promise<{ connection: Connection; profile: Profile }> {
  const [connection, profile] = await Promise.all([getConnection(ref.connectionKey), getProfile(ref)]);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  if (!profile) throw new FailureError({ code: 'not-found' });
  return { connection, profile };
}

async function keepOwn(
  { origin }: Connection,
  profile: Profile,
  token: string,
  kind: 'minted' | 'pasted',
): Promise<void> {
  const { connectionKey, profileKey } = profile;
  const id = credentialIdOf(connectionKey, profileKey);
  const old = profile.ownCredential === 'minted' ? await readCredential(id).catch(() => null) : null;
  await storeCredential(id, token);
  const kept = await updateProfile(profile, (row) => ({ ...row, ownCredential: kind, access: 'ok' }));
  if (!kept) {
    await dropCredential(id);
    throw new FailureError({ code: 'not-found' });
  }
  if (old !== null && old !== token) void revokeOwnToken(origin, profile.id, old);
  void refreshAgain(connectionKey, { connectionKey, profileKey }).catch(() => {});
}
