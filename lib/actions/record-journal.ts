import { logErrorsOf } from '../diagnostics/error-log.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { addJournal } from '../store/journal.ts';

/** What an entry is about. */
export interface About {
  connectionKey: ConnectionKey;
  profileKey?: ProfileRef['profileKey'] | null;
}

/**
 * Adds an entry about a profile or an account to the journal. `subject` names what was changed, never a secret. What
 * was done stays done when the entry can't be stored.
 */
export async function recordJournal(
  what: JournalEntry['what'],
  about: About,
  subject: string | null,
): Promise<void> {
  await addJournal(journalEntry(what, about, subject)).catch(logErrorsOf('recordJournal'));
}

/** Returns the entry that {@link recordJournal} adds, for a transaction that writes more than that. */
export function journalEntry(
  what: JournalEntry['what'],
  { connectionKey, profileKey = null }: About,
  subject: string | null,
): JournalEntry {
  return { at: Date.now(), what, connectionKey, profileKey, subject };
}
