import { connectionToken } from '../../calls/call.ts';
import { signalUntilLock } from '../../calls/connection-queue.ts';
import { requireHostAccess } from '../../calls/host-access.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { brokenRule, FailureError } from '../../domain/failure.ts';
import type { Connection } from '../../domain/identity/connection.ts';
import { type ProfileRef, platformIdOf, refId } from '../../domain/identity/keys.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { pastedToken } from '../../domain/text/pasted.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import type { Reauthentication } from '../../messages/protocol/connect.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { getConnection } from '../../store/connections.ts';
import { getProfile, updateProfileChange } from '../../store/profiles.ts';
import { addRevocations, revocationOfProfile } from '../../store/revocations.ts';
import { credentialIdOf, storeCredential } from '../../vault/vault.ts';
import { emailOf } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';
import { requireOpenVault } from '../require-open-vault.ts';
import { credentialsOf, withPassword } from '../with-password.ts';
import { serializeConnectionChange } from './connection-changes.ts';
import { identifyToken } from './identify-token.ts';
import { issueExtensionToken, revokeUnusedTokens } from './issue-extension-token.ts';
import { revokeNow, saveOrRevoke } from './retry-revocations.ts';

/**
 * Assigns a pasted token to a profile. Throws what {@link identifyToken} throws, and `invalid-input` (field `token`)
 * for a token of another profile.
 */
export async function pasteProfileToken(request: ProfileRef & { token: string }): Promise<null> {
  const { connection } = await storedProfile(request);
  const token = pastedToken(request.token);
  await requireOpenVault();
  const identity = await identifyToken(connection.origin, token);
  if (identity.profile.id !== platformIdOf(request.profileKey)) {
    throw brokenRule('token', 'tokenOfAnotherProfile');
  }
  await saveProfileToken(request, token, 'pasted');
  return null;
}

/**
 * Issues a token for a profile that the connection's token has no access to. Throws `wrong-password`,
 * `two-factor-needed`, `wrong-pin` and network failures; a token that can't be stored is revoked.
 */
export function generateProfileToken(request: ProfileRef & Reauthentication): Promise<null> {
  return withPassword(['generateProfileToken', refId(request)], request, () => generateOnce(request));
}

async function generateOnce(request: ProfileRef & Reauthentication): Promise<null> {
  const { connection, profile } = await storedProfile(request);
  await requireHostAccess(connection.origin);
  await requireOpenVault();
  const { origin } = connection;
  const email = await emailOf(connection);
  const issued = await issueExtensionToken(
    { origin, token: await connectionToken(connection), signal: signalUntilLock() },
    { ...credentialsOf(email, request), profileId: profile.id },
  );
  const { token, name, expiresAt = null } = issued;
  await saveOrRevoke(
    token,
    { origin, profileId: profile.id, profileName: profile.name, name, expiresAt, account: email },
    () => saveProfileToken(request, token, 'issued'),
  );
  await recordJournal('token-created', profile, name);
  void revokeUnusedTokens({ origin, token }, issued);
  return null;
}

async function storedProfile(ref: ProfileRef): Promise<{ connection: Connection; profile: Profile }> {
  const [connection, profile] = await Promise.all([getConnection(ref.connectionKey), getProfile(ref)]);
  if (!connection) throw new FailureError({ code: 'not-connected' });
  if (!profile) throw new FailureError({ code: 'not-found' });
  return { connection, profile };
}

/** Stores a profile's token. One that was issued before it is recorded for revocation first. */
function saveProfileToken(ref: ProfileRef, token: string, kind: 'issued' | 'pasted'): Promise<void> {
  const { connectionKey, profileKey } = ref;
  return serializeConnectionChange(connectionKey, async () => {
    // Read only now: while the platform was asked, another token may have been stored.
    const { connection, profile } = await storedProfile(ref);
    const replaced = profile.ownCredential === 'issued' ? [revocationOfProfile(connection, profile)] : [];
    const revocations = await addRevocations(replaced, MINUTE_MS);
    await storeCredential(
      credentialIdOf(connectionKey, profileKey),
      token,
      updateProfileChange(ref, (row) => ({ ...row, ownCredential: kind, access: 'ok' })),
    );
    void revokeNow(revocations).catch(logErrorsOf('revokeNow'));
    void refreshAgain(connectionKey, [{ connectionKey, profileKey }]).catch(logErrorsOf('refreshAgain'));
  });
}
