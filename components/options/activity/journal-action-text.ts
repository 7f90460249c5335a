import type { JournalEntry } from '../../../lib/domain/journal.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';

/** Returns what was done, or what may have been, as a text. */
export function journalActionText({ what }: JournalEntry): string {
  const done = what.replace(/-unknown$/, '');
  const text = t(`journal_${done.replaceAll('-', '_')}` as MessageKey);
  return done === what ? text : t('journalUnknown', text);
}
