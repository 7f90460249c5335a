import type { Result } from '../../domain/failure.ts';

export interface VaultProtocol {
  /** 'none': no passphrase is set and the vault is always open. */
  vaultState(): Result<{ passphrase: boolean; locked: boolean }>;
  setPassphrase(data: { passphrase: string; current: string | null }): Result<null>;
  removePassphrase(data: { current: string }): Result<null>;
  unlock(data: { passphrase: string }): Result<null>;
  lock(): Result<null>;
  /** Gives up a forgotten passphrase: every stored credential is lost, every connection needs a new sign-in. */
  resetVault(): Result<null>;
}
