import { isEntryOfDone, type JournalEntry } from '../domain/journal.ts';
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

/**
 * Removes the intents that `isEnded` and returns them. What `unknownOf` returns of each is added to the journal in the
 * same transaction, unless the journal has it as done: then only the reply was lost.
 */
export async function endChangeIntents(
  isEnded: (intent: ChangeIntent) => boolean,
  unknownOf: (intent: ChangeIntent) => readonly JournalEntry[],
): Promise<ChangeIntent[]> {
  return write(['settings', 'journal'], async (transaction, recordChange) => {
    const store = transaction.objectStore('settings');
    const intents = await readRow(store);
    const ended = intents.filter(isEnded);
    if (ended.length === 0) return ended;
    await store.put({ key: 'changeIntents', intents: intents.filter((one) => !ended.includes(one)) });
    const unknown = ended.flatMap(unknownOf);
    const known = unknown.length > 0 ? await transaction.objectStore('journal').getAll() : [];
    for (const entry of unknown)
      if (!known.some((one) => isEntryOfDone(one, entry)))
        await appendEntry(transaction, recordChange, entry);
    return ended;
  });
}

async function readRow(store: SettingsReader): Promise<ChangeIntent[]> {
  return (await settingRow(store, 'changeIntents'))?.intents ?? [];
}
