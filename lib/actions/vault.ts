import { listConnections, updateConnection } from '../store/connections.ts';
import { listProfiles, updateProfile } from '../store/profiles.ts';
import * as vault from '../vault/change-passphrase.ts';

/** What a person requests for the passphrase; see lib/vault/change-passphrase.ts for what each throws. */

export async function setPassphrase(request: { passphrase: string; current: string | null }): Promise<null> {
  await vault.setPassphrase(request.passphrase, request.current);
  return null;
}

export async function removePassphrase(request: { current: string }): Promise<null> {
  await vault.removePassphrase(request.current);
  return null;
}

/** Gives up a forgotten passphrase with all it guards: every connection needs a new sign-in. */
export async function resetVault(): Promise<null> {
  await vault.resetVault();
  for (const { key } of await listConnections()) {
    await updateConnection(key, (connection) => ({ ...connection, state: 'needs-sign-in' }));
  }
  for (const profile of await listProfiles()) {
    if (profile.ownCredential === 'none') continue;
    await updateProfile(profile, (stored) => ({ ...stored, ownCredential: 'none' }));
  }
  return null;
}
