import { touchVault, watchAutoLock } from '../../vault/auto-lock.ts';
import { lock, tidyVault, unlock, vaultState } from '../../vault/passphrase.ts';
import { handle, onPageMessage } from '../handle.ts';

/** A passphrase is set in the options page; the popup only asks for it. */
const OPTIONS = { pages: ['options'] } as const;

const changes = () => import('../../actions/vault.ts');

export function registerVaultHandlers(): void {
  handle('vaultState', vaultState);
  handle('setPassphrase', async (data) => (await changes()).setPassphrase(data), OPTIONS);
  handle('removePassphrase', async (data) => (await changes()).removePassphrase(data), OPTIONS);
  handle('resetVault', async () => (await changes()).resetVault(), OPTIONS);
  handle('unlock', async ({ passphrase }) => {
    await unlock(passphrase);
    return null;
  });
  handle('lock', async () => {
    await lock();
    return null;
  });
  watchAutoLock();
  void tidyVault().catch(() => {});
  onPageMessage(() => void touchVault());
}
