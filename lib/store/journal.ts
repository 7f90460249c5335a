import { JOURNAL_LIMIT, type JournalEntry } from '../domain/journal.ts';
import { read, write } from './transaction.ts';

/** Appends an entry (never a secret) and returns its id. */
export async function addJournal(entry: Omit<JournalEntry, 'id'>): Promise<number> {
  return write(['journal'], async (transaction, changed) => {
    const store = transaction.objectStore('journal');
    const { id: _id, ...row } = entry as JournalEntry;
    const id = await store.add(row);
    // Ids are ascending with few gaps, so the limit can be a key range.
    await store.delete(IDBKeyRange.upperBound(id - JOURNAL_LIMIT));
    changed('journal', id);
    return id;
  });
}

/** Returns entries, newest first. `before`: only those older than the entry with this id (for paging). */
export async function readJournal(
  options: { limit?: number; before?: number } = {},
): Promise<(JournalEntry & { id: number })[]> {
  const { limit = 100, before } = options;
  return read(['journal'], async (transaction) => {
    const range = before === undefined ? null : IDBKeyRange.upperBound(before, true);
    const entries: (JournalEntry & { id: number })[] = [];
    let cursor = await transaction.objectStore('journal').openCursor(range, 'prev');
    while (cursor && entries.length < limit) {
      entries.push({ ...cursor.value, id: cursor.primaryKey });
      cursor = await cursor.continue();
    }
    return entries;
  });
}
