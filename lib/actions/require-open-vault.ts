import { FailureError } from '../domain/failure.ts';
import { vaultState } from '../vault/passphrase.ts';

/**
 * Throws `locked` while the vault is: before a request whose result could not be kept, and right before a secret
 * leaves, for the vault may have been locked since it was fetched.
 */
export async function requireOpenVault(): Promise<void> {
  if ((await vaultState()).locked) throw new FailureError({ code: 'locked' });
}
