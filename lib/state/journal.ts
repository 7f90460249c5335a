import type { ReadonlySignal } from '@preact/signals';
import type { JournalEntry } from '../domain/journal.ts';
import { readJournal } from '../store/journal.ts';
import { lazySignal } from './lazy-signal.ts';

type Entries = (JournalEntry & { id: number })[];

const byLimit = new Map<number, ReadonlySignal<Entries | null>>();

/** Returns the newest `limit` entries of the extension's own journal, the newest first; null until read. */
export function watchJournal(limit = 200): ReadonlySignal<Entries | null> {
  const known = byLimit.get(limit);
  if (known) return known;
  const entries = lazySignal<Entries>((show) => ({
    store: 'journal',
    read: async () => {
      const newest = await readJournal({ limit });
      return () => show(newest);
    },
  }));
  byLimit.set(limit, entries);
  return entries;
}
