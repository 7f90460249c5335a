import { useEffect } from 'preact/hooks';
import { vaultLocked } from '../../../lib/state/app-state.ts';

/** Closes a dialog that shows a token's value when the vault is locked: nothing secret stays on screen. */
export function useCloseOnLock(onClose: () => void): void {
  const locked = vaultLocked.value;
  useEffect(() => {
    if (locked) onClose();
  }, [locked]);
}
