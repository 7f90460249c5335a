import { singleFlight } from '../../async/single-flight.ts';
import { requireHostAccess } from '../../calls/host-access.ts';
import { FailureError } from '../../domain/failure.ts';
import type { Connection } from '../../domain/identity/connection.ts';
import { type ProfileRef, platformIdOf, refId } from '../../domain/identity/keys.ts';
import type { Profile } from '../../domain/identity/profile.ts';
import { pastedToken } from '../../domain/text/pasted.ts';
import type { Reauthentication } from '../../messages/protocol/connect.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { getConnection } from '../../store/connections.ts';
import { getProfile, updateProfile } from '../../store/profiles.ts';
import { credentialIdOf, dropCredential, readCredential, storeCredential } from '../../vault/vault.ts';
import { requireOpenVault } from '../require-open-vault.ts';
import { credentialsOf } from './extension-token.ts';
import { identifyToken } from './identify-token.ts';
import { issueExtensionToken, revokeUnusedTokens } from './issue-extension-token.ts';
import { revokeExtensionToken } from './revoke.ts';

/**
 * Gives a profile a pasted token of its own. Throws what {@link identifyToken} throws, and `invalid-input`
 * (field `token`) for a token of another profile.
 */
export async function pasteProfileToken(request: ProfileRef & { token: string }): Promise<null> {
  const { connection, profile } = await storedProfile(request);
  const token = pastedToken(request.token);
  await requireOpenVault();
  const identity = await identifyToken(connection.origin, token);
  if (identity.profile.id !== platformIdOf(request.profileKey)) {
    throw new FailureError({ code: 'invalid-input', field: 'token', detail: 'tokenOfAnotherProfile' });
  }
  await saveProfileToken(connection, profile, token, 'pasted');
  return null;
}

/**
 * Issues a token of its own for a profile that the connection's token does not reach. Throws `wrong-password`,
 * `two-factor-needed`, `wrong-pin` and the wire's failures; a token that cannot be kept is revoked.
 */
export function generateProfileToken(request: ProfileRef & Reauthentication): Promise<null> {
  return singleFlight(['generateProfileToken', refId(request)], () => generateOnce(request));
}

async function generateOnce(request: ProfileRef & Reauthentication): Promise<null> {
  const { connection, profile } = await storedProfile(request);
  await requireHostAccess(connection.origin);
  await requireOpenVault();
  const { origin } = connection;
  const issued = await issueExtensionToken(
    { origin, token: await readCredential(credentialIdOf(connection.key)) },
    { ...credentialsOf(connection.email, request), profileId: profile.id },
  );
  const { token } = issued;
  try {
    await saveProfileToken(connection, profile, token, 'issued');
  } catch (error) {
    await revokeExtensionToken(origin, profile.id, token);
    throw error;
  }
  void revokeUnusedTokens({ origin, token }, issued);
  return null;
}

async function storedProfile(ref: ProfileRef): Promise<{ connection: Connection; profile: Profile }> {
  const [connection, profile] = await Promise.all([getConnection(ref.connectionKey), getProfile(ref)]);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  if (!profile) throw new FailureError({ code: 'not-found' });
  return { connection, profile };
}

async function saveProfileToken(
  { origin }: Connection,
  profile: Profile,
  token: string,
  kind: 'issued' | 'pasted',
): Promise<void> {
  const { connectionKey, profileKey } = profile;
  const id = credentialIdOf(connectionKey, profileKey);
  const old = profile.ownCredential === 'issued' ? await readCredential(id).catch(() => null) : null;
  await storeCredential(id, token);
  const kept = await updateProfile(profile, (row) => ({ ...row, ownCredential: kind, access: 'ok' }));
  if (!kept) {
    await dropCredential(id);
    throw new FailureError({ code: 'not-found' });
  }
  if (old !== null && old !== token) void revokeExtensionToken(origin, profile.id, old);
  void refreshAgain(connectionKey, { connectionKey, profileKey }).catch(() => {});
}
