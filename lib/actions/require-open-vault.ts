import { FailureError } from '../domain/failure.ts';
import { vaultState } from '../vault/passphrase.ts';

/**
 * Throws `locked` while the vault is locked. Called before a request whose result could not be stored, and right
 * before a secret is handed out, since the vault may have been locked after it was fetched.
 */
export async function requireOpenVault(): Promise<void> {
  if ((await vaultState()).locked) throw new FailureError({ code: 'locked' });
}
