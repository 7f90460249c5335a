import { publishChange } from '../store/changes.ts';
import { getVaultKey } from '../store/credentials.ts';
import { addJournal } from '../store/journal.ts';
import { readVaultStatus, type VaultStatus } from '../store/vault-state.ts';
import { forgetKey } from './current-key.ts';
import { deleteOtherSalts } from './salt-file.ts';
import { serialize } from './serialize.ts';
import { eraseSession, openSession } from './session.ts';
import { tryPassphrase } from './try-passphrase.ts';

/** Whether a passphrase is set, and whether the vault is locked. */
export function vaultState(): Promise<VaultStatus> {
  return readVaultStatus();
}

/** Opens the vault until it is locked. Throws `wrong-passphrase` and `too-often` (field `passphrase`). */
export function unlock(passphrase: string): Promise<void> {
  return serialize(async () => {
    const row = await getVaultKey();
    if (row?.kind !== 'passphrase') return;
    await openSession(row.keyId, await tryPassphrase(row, passphrase, 'passphrase'));
    await note('unlocked');
  });
}

const lockListeners = new Set<() => void>();

/** Calls back each time the vault is locked, once its key is gone: what is under way ends here. */
export function onLock(listener: () => void): void {
  lockListeners.add(listener);
}

/** Locks the vault and has what is under way ended; nothing happens without a passphrase. */
export function lock(): Promise<void> {
  return serialize(async () => {
    const row = await getVaultKey();
    forgetKey();
    if (row?.kind !== 'passphrase') return;
    await eraseSession();
    // Again: what was under way may have read it until now.
    forgetKey();
    for (const listener of lockListeners) listener();
    publishChange('vault', ['key']);
    await note('locked');
  });
}

/** Deletes what a worker's death in the middle of a change has left of keys that are not in force. */
export function removeStaleKeys(): Promise<void> {
  return serialize(async () => deleteOtherSalts((await getVaultKey())?.keyId ?? null));
}

async function note(what: 'locked' | 'unlocked'): Promise<void> {
  await addJournal({ at: Date.now(), what, connectionKey: null, profileKey: null, subject: null });
}
