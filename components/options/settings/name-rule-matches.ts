import { matchesName, type NameRule } from '../../../lib/domain/settings/name-rules.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { namesUpTo } from '../../../lib/i18n/names-up-to.ts';
import { t } from '../../../lib/i18n/t.ts';
import { profilesOnce } from '../shared/profiles-once.ts';

const MAX_NAMES = 5;

/** Returns which profiles a rule applies to now. */
export function matchesText(rule: Pick<NameRule, 'text' | 'match'>): string {
  const names = profilesOnce.value.map(({ name }) => name).filter((name) => matchesName(rule, name));
  if (names.length === 0) return t('nameRuleMatchesNone');
  return t('nameRuleMatches', namesUpTo(names.map(isolate), MAX_NAMES).join(', '));
}
