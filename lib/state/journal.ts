import type { ReadonlySignal } from '@preact/signals';
import type { JournalEntry } from '../domain/journal.ts';
import { listJournal } from '../store/journal.ts';
import { lazySignal } from './lazy-signal.ts';

type Entries = (JournalEntry & { id: number })[];

/** The extension's own journal, the newest entry first; null until read. */
export const journal: ReadonlySignal<Entries | null> = lazySignal<Entries>((show) => ({
  store: 'journal',
  read: async () => {
    const entries = await listJournal();
    return () => show(entries);
  },
}));
