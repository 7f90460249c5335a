import { isSameRule, type NameRule, type NameRuleId } from './name-rules.ts';

/**
 * Returns the rules with another one in place of this one, or with null without it. Null when it is no longer there.
 */
export function withRuleReplaced(
  rules: readonly NameRule[],
  replaced: NameRuleId,
  by: NameRule | null,
): NameRule[] | null {
  const index = rules.findIndex((rule) => isSameRule(rule, replaced));
  if (index < 0) return null;
  return [...rules.slice(0, index), ...(by ? [by] : []), ...rules.slice(index + 1)];
}
