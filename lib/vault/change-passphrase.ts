import { logErrorsOf } from '../diagnostics/error-log.ts';
import { brokenRule, notAllowed } from '../domain/failure.ts';
import { isPassphraseTooShort } from '../domain/passphrase-length.ts';
import { publishChange } from '../store/changes.ts';
import { clearVault, getVaultKey } from '../store/credentials.ts';
import { changeKey } from './change-key.ts';
import { forgetKey, keyOf } from './current-key.ts';
import { newDeviceKey } from './device-key.ts';
import { newPassphraseKey } from './passphrase-key.ts';
import { deleteOtherSalts } from './salt-file.ts';
import { serialize } from './serialize.ts';
import { eraseSession, openSession } from './session.ts';
import { forgetAttempts, tryPassphrase } from './try-passphrase.ts';

/**
 * Sets or changes the passphrase: all records are sealed again under a new key, and the old key is deleted. The vault
 * is open afterwards. `current`: the current passphrase; null when there is none. Throws `wrong-passphrase` (field
 * `current`), `invalid-input` (field `passphrase`), and `not-allowed` (`rulePassphraseSet`) when there is one although
 * `current` is null.
 */
export function setPassphrase(passphrase: string, current: string | null): Promise<void> {
  return serialize(async () => {
    if (isPassphraseTooShort(passphrase)) {
      throw brokenRule('passphrase', 'failure_passphrase_too_short');
    }
    await requireCurrent(current);
    const { row, raw } = await newPassphraseKey(passphrase);
    await changeKey({ row, raw }).catch((error: unknown) => {
      raw.fill(0);
      throw error;
    });
    // If the worker is terminated before this, the vault is intact and locked with the new passphrase.
    await openSession(row.keyId, raw).catch((error: unknown) => {
      publishChange('vault', ['key']);
      throw error;
    });
    await deleteOldSalts(row.keyId);
  });
}

/** Removes the passphrase and keeps the credentials. Throws `wrong-passphrase` (field `current`). */
export function removePassphrase(current: string): Promise<void> {
  return serialize(async () => {
    if ((await getVaultKey())?.kind !== 'passphrase') return;
    await requireCurrent(current);
    const row = await newDeviceKey();
    await changeKey({ row });
    publishChange('vault', ['key']);
    await eraseSession();
    await deleteOldSalts(row.keyId);
  });
}

/** Empties the vault after a forgotten passphrase: all credentials are lost. Returns the revocations' ids. */
export function resetVault(): Promise<string[]> {
  return serialize(async () => {
    const revocations = await clearVault();
    await deleteOldSalts(null);
    forgetKey();
    await eraseSession();
    // They were about the passphrase that is gone.
    await forgetAttempts();
    publishChange('vault', ['key']);
    return revocations;
  });
}

/**
 * Deletes the salts of all keys but this one. If it fails, or the worker ends before, a later one does it; see
 * removeStaleKeys.
 */
const deleteOldSalts = (keyId: string | null) =>
  deleteOtherSalts(keyId).catch(logErrorsOf('deleteOtherSalts'));

/** Verifies the current passphrase and opens the vault with it, so that its records can be read. */
async function requireCurrent(current: string | null): Promise<void> {
  const row = await getVaultKey();
  if (row?.kind !== 'passphrase') return;
  // It was set in another window since this one was asked to set the first.
  if (current === null) throw notAllowed('rulePassphraseSet');
  const raw = await tryPassphrase(row, current, 'current');
  await openSession(row.keyId, raw);
  await keyOf(row);
}
