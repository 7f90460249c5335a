import { computed } from '@preact/signals';
import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { type CostBreakdown, costOf } from '../../../lib/domain/billing/cost.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS, hasElapsed } from '../../../lib/domain/time.ts';
import { t } from '../../../lib/i18n/t.ts';
import { billingByConnection } from '../../../lib/state/billing.ts';
import { ownedProfiles } from '../shared/account-profiles.ts';
import { fromNow } from '../shared/dates.ts';

export interface AccountCost {
  connectionKey: ConnectionKey;
  subscription: SubscriptionFacts;
  cost: CostBreakdown;
  /** When it was read, epoch ms. */
  fetchedAt: number | null;
}

/** What each connected account costs a month; accounts whose billing was not read are left out. */
export const accountCosts = computed<AccountCost[]>(() =>
  [...(billingByConnection.value?.values() ?? [])].flatMap(
    ({ connectionKey, subscription, allocation, prices, fetchedAt }) => {
      if (!subscription || !allocation || !prices) return [];
      const ids = ownedProfiles({ key: connectionKey }).map(({ profile }) => profile.id);
      const cost = costOf({ subscription, allocation, prices }, ids);
      return [{ connectionKey, subscription, cost, fetchedAt }];
    },
  ),
);

/** Returns what accounts cost together, in cents a month. */
export function totalCents(costs: readonly Pick<AccountCost, 'cost'>[]): number {
  return costs.reduce((sum, { cost }) => sum + cost.totalCents, 0);
}

/** Returns the text of when the oldest of several accounts' costs was read, if that was over a day before `now`; else null. */
export function oldCostsText(costs: readonly Pick<AccountCost, 'fetchedAt'>[], now: number): string | null {
  const oldest = Math.min(...costs.map(({ fetchedAt }) => fetchedAt ?? 0));
  return oldest > 0 && hasElapsed(DAY_MS, oldest, now) ? t('ageUpdated', fromNow(oldest, now)) : null;
}

/** Returns true if the price of something isn't known, which counts as 0. */
export function isIncomplete(costs: readonly Pick<AccountCost, 'cost'>[]): boolean {
  return costs.some(({ cost }) => !cost.complete);
}
