import { lock, removePassphrase, resetVault, setPassphrase, unlock } from '../../actions/vault.ts';
import { touchVault, watchAutoLock } from '../../vault/auto-lock.ts';
import { tidyVault, vaultState } from '../../vault/passphrase.ts';
import { handle, onPageMessage } from '../handle.ts';

/** A passphrase is set in the options page; the popup only asks for it. */
const OPTIONS = { pages: ['options'] } as const;

export function registerVaultHandlers(): void {
  handle('vaultState', vaultState);
  handle('setPassphrase', setPassphrase, OPTIONS);
  handle('removePassphrase', removePassphrase, OPTIONS);
  handle('resetVault', resetVault, OPTIONS);
  handle('unlock', unlock);
  handle('lock', lock);
  watchAutoLock();
  void tidyVault().catch(() => {});
  onPageMessage(() => void touchVault());
}
