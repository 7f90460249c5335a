import { FailureError } from '../domain/failure.ts';
import { SHORTEST_PASSPHRASE } from '../domain/settings.ts';
import { publishChange } from '../store/changes.ts';
import { clearVault, getVaultKey } from '../store/credentials.ts';
import { addJournal } from '../store/journal.ts';
import { readVaultStatus, type VaultStatus } from '../store/vault-state.ts';
import { newDeviceKey } from './device-key.ts';
import { forgetKey, keyOf } from './key-in-force.ts';
import { newPassphraseKey, openPassphraseKey } from './passphrase-key.ts';
import { changeKey } from './rekey.ts';
import { keepOnlySalt } from './salt-file.ts';
import { eraseSession, keepSession } from './session.ts';
import { inTurn } from './turn.ts';

/** Whether a passphrase is set, and whether the vault is locked. */
export function vaultState(): Promise<VaultStatus> {
  return readVaultStatus();
}

/**
 * Sets or changes the passphrase: all records are sealed anew under a new key, and the old one is gone. The
 * vault is open afterwards. `current`: the passphrase so far, null when there is none.
 * Throws `wrong-passphrase` (field `current`), `invalid-input` (field `passphrase`).
 */
export function setPassphrase(passphrase: string, current: string | null): Promise<void> {
  return inTurn(async () => {
    if ([...passphrase.normalize('NFKC')].length < SHORTEST_PASSPHRASE) {
      throw new FailureError({
        code: 'invalid-input',
        field: 'passphrase',
        detail: 'failure_passphrase_too_short',
      });
    }
    await requireCurrent(current);
    const { row, raw } = await newPassphraseKey(passphrase);
    await changeKey(row, raw);
    // A death before this line leaves a vault that is whole and locked under the new passphrase.
    await openSession(row.keyId, raw);
  });
}

/** Goes back to a vault without a passphrase. Throws `wrong-passphrase` (field `current`). */
export function removePassphrase(current: string): Promise<void> {
  return inTurn(async () => {
    if ((await getVaultKey())?.kind !== 'passphrase') return;
    await requireCurrent(current);
    await changeKey(await newDeviceKey());
    await eraseSession();
    publishChange('vault', ['key']);
  });
}

/** Opens the vault until it is locked. Throws `wrong-passphrase` (field `passphrase`). */
export function unlock(passphrase: string): Promise<void> {
  return inTurn(async () => {
    const row = await getVaultKey();
    if (row?.kind !== 'passphrase') return;
    const raw = await openPassphraseKey(row, passphrase);
    if (!raw) throw new FailureError({ code: 'wrong-passphrase', field: 'passphrase' });
    await openSession(row.keyId, raw);
    await note('unlocked');
  });
}

/** Locks the vault; nothing happens without a passphrase, or when it is locked already. */
export function lock(): Promise<void> {
  return inTurn(async () => {
    const row = await getVaultKey();
    forgetKey();
    if (row?.kind !== 'passphrase') return;
    await eraseSession();
    publishChange('vault', ['key']);
    await note('locked');
  });
}

/** Empties the vault, for a passphrase that nobody knows any more: all credentials are lost. */
export function resetVault(): Promise<void> {
  return inTurn(async () => {
    await clearVault();
    await keepOnlySalt(null);
    forgetKey();
    await eraseSession();
    publishChange('vault', ['key']);
  });
}

/** Deletes what a worker's death in the middle of a change has left of keys that are not in force. */
export function tidyVault(): Promise<void> {
  return inTurn(async () => keepOnlySalt((await getVaultKey())?.keyId ?? null));
}

/** Verifies the current passphrase and opens the vault with it, so that its records can be read. */
async function requireCurrent(current: string | null): Promise<void> {
  const row = await getVaultKey();
  if (row?.kind !== 'passphrase') return;
  const raw = current === null ? null : await openPassphraseKey(row, current);
  if (!raw) throw new FailureError({ code: 'wrong-passphrase', field: 'current' });
  await openSession(row.keyId, raw);
  await keyOf(row);
}

async function openSession(keyId: string, raw: Uint8Array<ArrayBuffer>): Promise<void> {
  await keepSession(keyId, raw);
  raw.fill(0);
  publishChange('vault', ['key']);
}

async function note(what: 'locked' | 'unlocked'): Promise<void> {
  await addJournal({ at: Date.now(), what, connectionKey: null, profileKey: null, subject: null });
}
