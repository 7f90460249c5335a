import { isSameInAnyOrder } from '../json.ts';
import { own } from '../own.ts';
import { FREE_PLAN, type Holdings, type PriceTable, type SubscriptionFacts } from './billing.ts';

/** Returns what plan, services and add-ons cost a month, in cents; unpublished prices count as 0. */
export function monthlyCentsOf(held: Holdings, prices: PriceTable): number {
  return priceList(held, prices).reduce<number>((sum, cents) => sum + (cents ?? 0), 0);
}

/** Returns what it costs a month, in cents; null when some price isn't published (a contract). */
export function monthlyCentsIfPublished(held: Holdings, prices: PriceTable): number | null {
  const cents = priceList(held, prices);
  return cents.includes(null) ? null : monthlyCentsOf(held, prices);
}

function priceList({ plan, services, addons }: Holdings, prices: PriceTable): (number | null)[] {
  return [
    own(prices.plans, plan) ?? null,
    ...Object.entries(services).map(([key, limit]) => limitCents(prices, key, limit)),
    ...Object.entries(addons).map(([name, ids]) => {
      const cents = own(prices.addons, name);
      return ids.length === 0 ? 0 : cents === undefined ? null : cents * ids.length;
    }),
  ];
}

/** Returns true if a change to the free plan is scheduled: with the cycle, everything that was bought ends. */
export function endsWithCycle({ plan, schedule }: Pick<SubscriptionFacts, 'plan' | 'schedule'>): boolean {
  return schedule?.plan === FREE_PLAN && plan !== FREE_PLAN;
}

/**
 * Returns the subscription after its scheduled changes. The free plan keeps nothing that was bought; a schedule may
 * list that too, as it is now.
 */
export function afterSchedule(subscription: SubscriptionFacts): Holdings {
  const { plan, services, addons, schedule } = subscription;
  const isEnding = endsWithCycle(subscription);
  const after = <Value>(current: Record<string, Value>, next: Record<string, Value> = {}) =>
    isEnding
      ? Object.fromEntries(
          Object.entries(next).filter(([key, value]) => !isSameInAnyOrder(value, current[key])),
        )
      : { ...current, ...next };
  return {
    plan: schedule?.plan ?? plan,
    services: after(services, schedule?.services),
    addons: after(addons, schedule?.addons),
  };
}

/** Returns what a limit costs in cents, nothing for 0; null if it isn't a published tier. */
export function limitCents(prices: PriceTable, key: string, limit: number): number | null {
  return centsInTiers(own(prices.tiers, key) ?? [], limit);
}

/** Returns what a limit costs in cents by its service's tiers, nothing for 0; null if it isn't one of them. */
export function centsInTiers(
  tiers: readonly { amount: number; price: number }[],
  limit: number,
): number | null {
  return limit === 0 ? 0 : (tiers.find(({ amount }) => amount === limit)?.price ?? null);
}

/** Returns a tier's price in cents; null for a limit that isn't a published tier (a contract). */
export function tierCents(prices: PriceTable, key: string, limit: number): number | null {
  return own(prices.tiers, key)?.find(({ amount }) => amount === limit)?.price ?? null;
}
