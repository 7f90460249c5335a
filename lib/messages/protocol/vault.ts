import type { Result } from '../../domain/failure.ts';

export interface VaultProtocol {
  /** Sent when a person uses a page: restarts the auto-lock's timer. */
  recordUse(): Result<null>;
  setPassphrase(request: { passphrase: string; current: string | null }): Result<null>;
  removePassphrase(request: { current: string }): Result<null>;
  unlock(request: { passphrase: string }): Result<null>;
  lock(): Result<null>;
  /** Deletes a forgotten passphrase and every stored credential: every connection needs a new sign-in. */
  resetVault(): Result<null>;
}
