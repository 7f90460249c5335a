import { FailureError } from '../domain/failure.ts';
import { requireAllowed } from '../policy/policy.ts';
import { getVaultStatus } from '../store/vault-status.ts';

/**
 * Throws `locked` while the vault is locked, `policy` while it lacks a required passphrase. Called before a request
 * whose result could not be stored, and right before a secret is returned, since the vault may have been locked after
 * it was fetched.
 */
export async function requireOpenVault(): Promise<void> {
  const { locked, lacksPassphrase } = await getVaultStatus();
  if (lacksPassphrase) await requireAllowed('requirePassphrase');
  if (locked) throw new FailureError({ code: 'locked' });
}
