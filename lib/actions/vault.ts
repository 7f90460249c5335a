import { forgetConsoles } from '../store/console-session.ts';
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
  await revokeNow(await vault.resetVault());
  return null;
}
