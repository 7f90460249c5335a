import type { Result } from '../../domain/failure.ts';

export interface VaultProtocol {
  setPassphrase(data: { passphrase: string; current: string | null }): Result<null>;
  removePassphrase(data: { current: string }): Result<null>;
  unlock(data: { passphrase: string }): Result<null>;
  lock(): Result<null>;
  /** Gives up a forgotten passphrase: every stored credential is lost, every connection needs a new sign-in. */
  resetVault(): Result<null>;
}
