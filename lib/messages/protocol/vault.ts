import type { Result } from '../../domain/failure.ts';

export interface VaultProtocol {
  /** A person pressed something in a page: the auto-lock counts from here. */
  noteUse(): Result<null>;
  setPassphrase(request: { passphrase: string; current: string | null }): Result<null>;
  removePassphrase(request: { current: string }): Result<null>;
  unlock(request: { passphrase: string }): Result<null>;
  lock(): Result<null>;
  /** Gives up a forgotten passphrase: every stored credential is lost, every connection needs a new sign-in. */
  resetVault(): Result<null>;
}
