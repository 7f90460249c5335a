import { isEntryOfDone, type JournalEntry } from '../domain/journal.ts';
import { hasCanceledInvitation } from './canceled-invitations.ts';
import { appendEntry } from './journal.ts';
import type { SettingsReader } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { write } from './transaction.ts';

/**
 * A change of the platform that is being made: stored before anything is sent, and removed once its outcome was
 * returned. One that an earlier worker left was interrupted.
 */
export interface ChangeIntent {
  id: string;
  /** The worker that makes the change. */
  worker: string;
  /** What the journal says if it isn't known whether the change was made. */
  entries: JournalEntry[];
  /** The messages that read what shows it. */
  reads: { type: string; request: unknown }[];
}

export async function addChangeIntent(intent: ChangeIntent): Promise<void> {
  await write(['settings'], async (transaction) => {
    const store = transaction.objectStore('settings');
    await store.put({ key: 'changeIntents', intents: [...(await readRow(store)), intent] });
  });
}

/** Removes an intent of this worker, and adds what isn't known of it to the journal. */
export async function endChangeIntent(id: string, unknown: readonly JournalEntry[]): Promise<void> {
  await write(['settings', 'journal'], async (transaction, recordChange) => {
    const store = transaction.objectStore('settings');
    const intents = (await readRow(store)).filter((one) => one.id !== id);
    await store.put({ key: 'changeIntents', intents });
    // Also where the intent is gone: the database may have been lost meanwhile.
    for (const entry of unknown) await appendEntry(transaction, recordChange, entry);
  });
}

/**
 * Removes the intents that workers before `worker` left, and returns them. Their entries are added to the journal in
 * the same transaction, except those that the journal has as done: then only the reply was lost. An invitation that is
 * still to be sent again isn't added either: its outcome will be.
 */
export async function takeInterrupted(worker: string): Promise<ChangeIntent[]> {
  return write(['settings', 'journal'], async (transaction, recordChange) => {
    const store = transaction.objectStore('settings');
    const intents = await readRow(store);
    const left = intents.filter((one) => one.worker !== worker);
    if (left.length === 0) return left;
    await store.put({ key: 'changeIntents', intents: intents.filter((one) => one.worker === worker) });
    const known = await transaction.objectStore('journal').getAll();
    for (const entry of left.flatMap(({ entries }) => entries)) {
      const index = known.findIndex((one) => isEntryOfDone(one, entry));
      // What was done once is one change's outcome only.
      if (index >= 0) known.splice(index, 1);
      else if (!(await hasCanceledInvitation(store, entry)))
        await appendEntry(transaction, recordChange, entry);
    }
    return left;
  });
}

async function readRow(store: SettingsReader): Promise<ChangeIntent[]> {
  return (await settingRow(store, 'changeIntents'))?.intents ?? [];
}
