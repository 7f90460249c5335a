import type { Connection, CredentialLoss } from '../domain/identity/connection.ts';
import { listConnections, updateConnection } from '../store/connections.ts';
import { forgetConsoles } from '../store/console-session.ts';
import { listProfiles, updateProfile } from '../store/profiles.ts';
import { addRevocations, revocationOfProfile } from '../store/revocations.ts';
import * as vault from '../vault/change-passphrase.ts';
import { revokeNow } from './connect/retry-revocations.ts';
import { serializeSession } from './console/session.ts';

/* Actions on the passphrase; see lib/vault/change-passphrase.ts for what each throws. */

export async function setPassphrase(request: { passphrase: string; current: string | null }): Promise<null> {
  await vault.setPassphrase(request.passphrase, request.current);
  return null;
}

export async function removePassphrase(request: { current: string }): Promise<null> {
  await vault.removePassphrase(request.current);
  return null;
}

/**
 * Deletes a forgotten passphrase with all the credentials it protects: every connection that used one needs a new
 * sign-in. Tokens that were issued for profiles are still accepted by the platform, so they are listed to be revoked by
 * hand. The consoles' sessions, which the lock protects too, are forgotten until their consoles are used again.
 */
export async function resetVault(): Promise<null> {
  await serializeSession(forgetConsoles);
  await vault.resetVault();
  const detail: CredentialLoss = 'erased';
  const erased: Connection['failure'] = { failure: { code: 'credential-lost', detail }, at: Date.now() };
  const connections = await listConnections();
  for (const { key, credential } of connections) {
    // The console's session isn't in the vault, and comes back by itself.
    if (credential.kind === 'console') continue;
    await updateConnection(key, (connection) => ({ ...connection, state: 'needs-sign-in', failure: erased }));
  }
  for (const profile of await listProfiles()) {
    if (profile.ownCredential === 'none') continue;
    const connection = connections.find(({ key }) => key === profile.connectionKey);
    if (profile.ownCredential === 'issued' && connection)
      await revokeNow(await addRevocations([revocationOfProfile(connection, profile)], 0));
    await updateProfile(profile, (stored) => ({ ...stored, ownCredential: 'none' }));
  }
  return null;
}
