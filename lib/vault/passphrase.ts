import { logErrorsOf } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import { publishChange } from '../store/changes.ts';
import { getVaultKey } from '../store/credentials.ts';
import { addJournal } from '../store/journal.ts';
import { getVaultMark, getVaultStatus } from '../store/vault-status.ts';
import { forgetKey } from './current-key.ts';
import { deleteOtherSalts } from './salt-file.ts';
import { serialize } from './serialize.ts';
import { eraseSession, openSession } from './session.ts';
import { tryPassphrase } from './try-passphrase.ts';

/** Throws `locked` while the vault is locked. */
export async function requireUnlocked(): Promise<void> {
  if ((await getVaultStatus()).locked) throw new FailureError({ code: 'locked' });
}

/** Unlocks the vault. Throws `wrong-passphrase` and `too-often` (field `passphrase`). */
export function unlock(passphrase: string): Promise<void> {
  return serialize(async () => {
    const row = await getVaultKey();
    if (row?.kind !== 'passphrase') return;
    await openSession(row.keyId, await tryPassphrase(row, passphrase, 'passphrase'));
    await addJournalEntry('unlocked');
  });
}

const lockListeners = new Set<() => void>();

/** Calls `listener` each time the vault was locked and its key erased, to abort what is running. */
export function onLock(listener: () => void): void {
  lockListeners.add(listener);
}

/** Locks the vault and aborts what is running. Does nothing without a passphrase. */
export function lock(): Promise<void> {
  return serialize(async () => {
    forgetKey();
    const logged = logErrorsOf('lock');
    const mark = await getVaultMark().catch(logged);
    const row = await getVaultKey().catch((error: unknown) => {
      logged(error);
      return null;
    });
    // While the database can't be read, session storage alone says whether there is a key to erase.
    if (row === null ? !mark : row?.kind !== 'passphrase') {
      // Of a lost database. It locks nothing: a sign-in that is running goes on.
      if (mark) await eraseSession();
      return;
    }
    await eraseSession();
    // Again, since running work may have read it meanwhile.
    forgetKey();
    for (const listener of lockListeners) listener();
    publishChange('vault', ['key']);
    if (row && mark && mark.keyId === row.keyId) await addJournalEntry('locked');
  });
}

/**
 * Deletes the remains of old keys, if a worker was terminated during a change. Without a key nothing is deleted: a
 * database that is empty for a moment, while it is replaced, must not cost the key that comes back with it.
 */
export function removeStaleKeys(): Promise<void> {
  return serialize(async () => {
    const row = await getVaultKey();
    if (row) await deleteOtherSalts(row.keyId);
  });
}

async function addJournalEntry(what: 'locked' | 'unlocked'): Promise<void> {
  const entry = { at: Date.now(), what, connectionKey: null, profileKey: null, subject: null };
  // A full disk doesn't keep the vault from being locked or opened.
  await addJournal(entry).catch(logErrorsOf('journal'));
}
