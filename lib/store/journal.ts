import { JOURNAL_LIMIT, type JournalEntry } from '../domain/journal.ts';
import { type RecordChange, read, type TransactionWith, write } from './transaction.ts';

/** Appends an entry (never a secret) and returns its id. */
export async function addJournal(entry: Omit<JournalEntry, 'id'>): Promise<number> {
  return write(['journal'], (transaction, recordChange) => appendEntry(transaction, recordChange, entry));
}

/** Does what {@link addJournal} does, in the caller's transaction. */
export async function appendEntry(
  transaction: TransactionWith<'journal'>,
  recordChange: RecordChange,
  entry: Omit<JournalEntry, 'id'>,
): Promise<number> {
  const store = transaction.objectStore('journal');
  const { id: _id, ...row } = entry as JournalEntry;
  const id = await store.add(row);
  // Ids are ascending with few gaps, so the limit can be a key range.
  await store.delete(IDBKeyRange.upperBound(id - JOURNAL_LIMIT));
  recordChange('journal', id);
  return id;
}

/** Returns all entries, newest first. */
export async function listJournal(): Promise<(JournalEntry & { id: number })[]> {
  return read(['journal'], async (transaction) => {
    const store = transaction.objectStore('journal');
    const [entries, ids] = await Promise.all([store.getAll(), store.getAllKeys()]);
    return entries.map((entry, index) => ({ ...entry, id: ids[index]! })).reverse();
  });
}
