import { type ProfileKey, platformIdOf } from '../../../lib/domain/identity/keys.ts';
import type { JournalEntry } from '../../../lib/domain/journal.ts';
import { csvText } from '../../../lib/i18n/csv-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { journalActionText } from './journal-action-text.ts';

/** Returns the journal as CSV; times are ISO 8601 in UTC. `placeOf`: the name of an entry's profile or account. */
export function journalCsv(
  entries: readonly JournalEntry[],
  placeOf: (entry: JournalEntry) => string,
): string {
  return csvText([
    [t('auditWhen'), t('journalWhat'), t('journalSubject'), t('profilesColumnProfile'), t('profileId')],
    ...entries.map((entry) => [
      new Date(entry.at).toISOString(),
      journalActionText(entry),
      entry.subject,
      placeOf(entry),
      // Also of a profile that is gone.
      entry.profileKey ? platformIdOf(entry.profileKey as ProfileKey) : '',
    ]),
  ]);
}
