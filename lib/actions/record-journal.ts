import { logErrorsOf } from '../diagnostics/error-log.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { addJournal } from '../store/journal.ts';

/**
 * Adds an entry about a profile or an account to the journal. `subject` names what was changed, never a secret. What was
 * done stays done when the entry can't be stored.
 */
export async function recordJournal(
  what: JournalEntry['what'],
  about: { connectionKey: ConnectionKey; profileKey?: ProfileRef['profileKey'] },
  subject: string | null,
): Promise<void> {
  const { connectionKey, profileKey = null } = about;
  const entry = { at: Date.now(), what, connectionKey, profileKey, subject };
  await addJournal(entry).catch(logErrorsOf('recordJournal'));
}
