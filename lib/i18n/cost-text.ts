import type { CostBreakdown } from '../domain/billing/cost.ts';
import { areAllLimitsKnown, isUnallocatedPriced } from '../domain/billing/cost-parts.ts';
import type { ProposalLevel } from '../domain/settings/profile-preferences.ts';
import { minPercentOf } from '../domain/usage/level.ts';
import { moneyText, sumText } from './money-text.ts';
import { percentText } from './service-text.ts';
import { type MessageKey, t } from './t.ts';

/** Returns the name of an add-on; one that is unknown by its key. */
export function addonLabel(name: string): string {
  const key = `addon_${name}` as MessageKey;
  const label = t(key);
  return label === key ? name.replaceAll('_', ' ') : label;
}

/** Returns a price, or that none is published for it. */
export function priceText(cents: number | null): string {
  return cents === null ? t('costPriceUnknown') : moneyText(cents);
}

/** Returns what an account pays for limits that no profile has, as far as it is known. */
export function unallocatedText(cost: CostBreakdown): string {
  return areAllLimitsKnown(cost) ? sumText(cost.unallocatedCents, isUnallocatedPriced(cost)) : '?';
}

/** Returns the level from which a rule proposes, or that it is off. */
export function proposalRuleText(rule: ProposalLevel | undefined): string {
  if (rule === undefined) return t('raiseRule_off');
  return t(`raiseRule_${rule}`, percentText(minPercentOf(rule)));
}
