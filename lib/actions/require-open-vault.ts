import { FailureError } from '../domain/failure.ts';
import { vaultState } from '../vault/passphrase.ts';

/** Throws `locked` before anything is asked of the platform whose answer could then not be kept. */
export async function requireOpenVault(): Promise<void> {
  if ((await vaultState()).locked) throw new FailureError({ code: 'locked' });
}
