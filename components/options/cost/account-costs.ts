import { computed } from '@preact/signals';
import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { type CostBreakdown, costOf } from '../../../lib/domain/billing/cost.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS, hasElapsed } from '../../../lib/domain/time.ts';
import { sumText } from '../../../lib/i18n/money-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { fromNow } from '../shared/dates.ts';
import { knownBilling } from './known-billing.ts';

export interface AccountCost {
  connectionKey: ConnectionKey;
  subscription: SubscriptionFacts;
  cost: CostBreakdown;
  /** When it was read, epoch ms. */
  fetchedAt: number | null;
}

/** What each connected account costs a month; accounts whose billing was not read are left out. */
export const accountCosts = computed<AccountCost[]>(() =>
  [...knownBilling.value.values()].map((known) => {
    const { connectionKey, subscription, fetchedAt } = known;
    // The allocation has all of the account's profiles.
    return { connectionKey, subscription, cost: costOf(known, []), fetchedAt };
  }),
);

/** Returns what accounts cost together in a month, as far as prices are known. */
export function totalText(costs: readonly Pick<AccountCost, 'cost'>[]): string {
  const cents = costs.reduce((sum, { cost }) => sum + cost.totalCents, 0);
  return sumText(cents, !isIncomplete(costs));
}

/**
 * Returns the text of when the oldest of several accounts' costs was read, if that was over a day before `now`; else
 * null.
 */
export function oldCostsText(costs: readonly Pick<AccountCost, 'fetchedAt'>[], now: number): string | null {
  const oldest = Math.min(...costs.map(({ fetchedAt }) => fetchedAt ?? 0));
  return oldest > 0 && hasElapsed(DAY_MS, oldest, now) ? t('ageUpdated', fromNow(oldest, now)) : null;
}

/** Returns true if the price of something isn't known, which counts as 0. */
export function isIncomplete(costs: readonly Pick<AccountCost, 'cost'>[]): boolean {
  return costs.some(({ cost }) => !cost.complete);
}
