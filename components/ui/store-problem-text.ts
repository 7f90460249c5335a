import { t } from '../../lib/i18n/t.ts';
import type { StoreProblem } from '../../lib/state/app-state.ts';

/** Returns why the stored data can't be read, and what to do about it. */
export function storeProblemText(problem: StoreProblem): { title: string; text: string } {
  return problem === 'newer'
    ? { title: t('storeNewer'), text: t('storeNewerHint') }
    : { title: t('popupUnreadable'), text: t('popupUnreadableHint') };
}
