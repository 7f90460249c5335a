import type { Connection, CredentialLoss } from '../domain/identity/connection.ts';
import { listConnections, updateConnection } from '../store/connections.ts';
import { listProfiles, updateProfile } from '../store/profiles.ts';
import * as vault from '../vault/change-passphrase.ts';

/* Actions on the passphrase; see lib/vault/change-passphrase.ts for what each throws. */

export async function setPassphrase(request: { passphrase: string; current: string | null }): Promise<null> {
  await vault.setPassphrase(request.passphrase, request.current);
  return null;
}

export async function removePassphrase(request: { current: string }): Promise<null> {
  await vault.removePassphrase(request.current);
  return null;
}

/** Deletes a forgotten passphrase with all the credentials it protects: every connection that used one needs a new sign-in. */
export async function resetVault(): Promise<null> {
  await vault.resetVault();
  const detail: CredentialLoss = 'erased';
  const erased: Connection['failure'] = { failure: { code: 'credential-lost', detail }, at: Date.now() };
  for (const { key, credential } of await listConnections()) {
    // The console's session isn't in the vault.
    if (credential.kind === 'console') continue;
    await updateConnection(key, (connection) => ({ ...connection, state: 'needs-sign-in', failure: erased }));
  }
  for (const profile of await listProfiles()) {
    if (profile.ownCredential === 'none') continue;
    await updateProfile(profile, (stored) => ({ ...stored, ownCredential: 'none' }));
  }
  return null;
}
