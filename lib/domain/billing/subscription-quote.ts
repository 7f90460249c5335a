import type { PriceTable, SubscriptionChange, SubscriptionFacts } from './billing.ts';

/** What a change of the subscription costs, in whole US cents. */
export interface SubscriptionQuote {
  /** For the rest of the cycle; 0 for a step down, which waits for the cycle's end. Null: the platform does not return it. */
  nowCents: number | null;
  monthlyCents: number;
  monthlyBeforeCents: number;
}

type Holdings = Pick<SubscriptionFacts, 'plan' | 'services' | 'addons'>;

/**
 * What a change costs now and a month, from the price tables; null when it asks for what is not on sale (a limit
 * that is no tier's amount, an unknown plan or add-on). A service that is held outside the published tiers
 * (a contract) has no price here and counts as 0 before and after.
 */
export function quoteOf(
  change: SubscriptionChange,
  held: Holdings,
  prices: PriceTable,
  prorated: PriceTable | null,
): SubscriptionQuote | null {
  if (!isOnSale(change, prices)) return null;
  return {
    nowCents: prorated && nowCents(change, held, prorated),
    monthlyCents: monthlyOf(after(change, held), prices),
    monthlyBeforeCents: monthlyOf(held, prices),
  };
}

/** The month's price of plan, services and add-ons together. */
export function monthlyOf(held: Holdings, prices: PriceTable): number {
  const services = sum(Object.entries(held.services), ([key, limit]) => tierPrice(prices, key, limit) ?? 0);
  const addons = sum(Object.entries(held.addons), ([name, ids]) => (prices.addons[name] ?? 0) * ids.length);
  return (prices.plans[held.plan] ?? 0) + services + addons;
}

/** The subscription as it will be, the changes that wait for the cycle's end included. */
export function after(change: SubscriptionChange, held: Holdings): Holdings {
  if ('plan' in change) return { ...held, plan: change.plan };
  if ('services' in change) return { ...held, services: { ...held.services, ...change.services } };
  return { ...held, addons: { ...held.addons, ...change.addons } };
}

/** The subscription is as wished, or (unless asked whether `at once`) will be at the cycle's end. */
export function holds(
  wish: SubscriptionChange,
  now: Holdings & Pick<SubscriptionFacts, 'schedule'>,
  when: 'at once' | 'at some time' = 'at some time',
): boolean {
  const schedule = when === 'at once' ? null : now.schedule;
  if ('plan' in wish) return now.plan === wish.plan || schedule?.plan === wish.plan;
  if ('services' in wish) {
    return Object.entries(wish.services).every(
      ([key, limit]) => now.services[key] === limit || schedule?.services[key] === limit,
    );
  }
  const same = (a: string[] | undefined, b: string[]) =>
    JSON.stringify([...(a ?? [])].sort()) === JSON.stringify([...b].sort());
  return Object.entries(wish.addons).every(
    ([name, ids]) => same(now.addons[name], ids) || same(schedule?.addons[name], ids),
  );
}

function isOnSale(change: SubscriptionChange, prices: PriceTable): boolean {
  if ('plan' in change) return prices.plans[change.plan] !== undefined;
  if ('addons' in change)
    return Object.keys(change.addons).every((name) => prices.addons[name] !== undefined);
  return Object.entries(change.services).every(([key, limit]) => tierPrice(prices, key, limit) !== null);
}

function nowCents(change: SubscriptionChange, held: Holdings, prorated: PriceTable): number | null {
  if ('plan' in change) return change.plan === held.plan ? 0 : (prorated.plans[change.plan] ?? null);
  if ('addons' in change) {
    return sumOrNull(Object.entries(change.addons), ([name, ids]) => {
      const had = new Set(held.addons[name] ?? []);
      const added = new Set(ids.filter((id) => !had.has(id))).size;
      const price = prorated.addons[name];
      return price === undefined ? null : price * added;
    });
  }
  return sumOrNull(Object.entries(change.services), ([key, limit]) =>
    limit <= (held.services[key] ?? 0) ? 0 : tierPrice(prorated, key, limit),
  );
}

/** A tier's price in cents; null for a limit that is no published tier (a contract's). */
export function tierPrice(prices: PriceTable, key: string, limit: number): number | null {
  return prices.tiers[key]?.find(({ amount }) => amount === limit)?.price ?? null;
}

function sum<T>(items: T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function sumOrNull<T>(items: T[], of: (item: T) => number | null): number | null {
  return items.reduce<number | null>((total, item) => {
    const value = of(item);
    return total === null || value === null ? null : total + value;
  }, 0);
}
