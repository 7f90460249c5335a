import { t } from '../../lib/i18n/t.ts';
import type { StoreProblem } from '../../lib/state/app-state.ts';

const TEXTS = {
  newer: ['storeNewer', 'storeNewerHint'],
  slow: ['storeSlow', 'storeSlowHint'],
  unreadable: ['popupUnreadable', 'popupUnreadableHint'],
} as const;

/** Returns why the stored data can't be read, and what to do about it. */
export function storeProblemText(problem: StoreProblem): { title: string; text: string } {
  const [title, text] = TEXTS[problem];
  return { title: t(title), text: t(text) };
}
