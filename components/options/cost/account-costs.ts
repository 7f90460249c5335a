import { computed } from '@preact/signals';
import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import { type CostBreakdown, costOf } from '../../../lib/domain/billing/cost.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { watchBilling } from '../../../lib/state/billing.ts';
import { ownedProfiles } from '../shared/account-profiles.ts';

export interface AccountCost {
  connectionKey: ConnectionKey;
  subscription: SubscriptionFacts;
  cost: CostBreakdown;
}

/** What each connected account costs a month; accounts whose billing was not read are left out. */
export const accountCosts = computed<AccountCost[]>(() =>
  [...(watchBilling().value?.values() ?? [])].flatMap(
    ({ connectionKey, subscription, allocation, prices }) => {
      if (!subscription || !allocation || !prices) return [];
      const ids = ownedProfiles({ key: connectionKey }).map(({ profile }) => profile.id);
      return [{ connectionKey, subscription, cost: costOf({ subscription, allocation, prices }, ids) }];
    },
  ),
);

/** Returns what accounts cost together, in cents a month. */
export function totalCents(costs: readonly Pick<AccountCost, 'cost'>[]): number {
  return costs.reduce((sum, { cost }) => sum + cost.totalCents, 0);
}

/** Returns true if the price of something isn't known, which counts as 0. */
export function isIncomplete(costs: readonly Pick<AccountCost, 'cost'>[]): boolean {
  return costs.some(({ cost }) => !cost.complete);
}
