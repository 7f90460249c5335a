import type { JournalEntry } from '../../../lib/domain/journal.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';

/** Returns what was done, as a text. */
export function journalActionText({ what }: JournalEntry): string {
  return t(`journal_${what}`.replaceAll('-', '_') as MessageKey);
}
