import { own } from '../own.ts';
import { isServiceKey, SERVICE_KEYS } from '../usage/service.ts';
import { type Allocation, limitOf } from './allocation.ts';
import type { Holdings, PriceTable } from './billing.ts';
import { limitCents } from './monthly-price.ts';
import { splitByWeight } from './shares.ts';

/** What one service costs an account a month, and how its profiles share it. */
export interface ServiceCost {
  service: string;
  /** The account's limit, which its profiles share. */
  limit: number;
  /** The tier's price; null if the limit isn't a published tier (a contract), so the cost isn't known. */
  cents: number | null;
  allocated: number;
  unallocated: number;
  /** Cents by profile id, for profiles with an allocation. */
  shares: Record<string, number>;
  unallocatedCents: number;
}

export interface AddonCost {
  name: string;
  /** Price for one profile; null: not in the price table. */
  centsEach: number | null;
  profileIds: ReadonlySet<string>;
  cents: number;
}

/** Returns the add-ons that at least one profile has. */
export function addonsInUse({ addons }: Pick<CostBreakdown, 'addons'>): AddonCost[] {
  return addons.filter(({ profileIds }) => profileIds.size > 0);
}

/** Returns what all add-ons of all profiles cost, in cents. */
export function addonsCents({ addons }: Pick<CostBreakdown, 'addons'>): number {
  return sum(addons, ({ cents }) => cents);
}

/** One row of the breakdown: a profile's cents by service and by add-on. */
export interface ProfileCost {
  profileId: string;
  services: Record<string, number>;
  addons: Record<string, number>;
  cents: number;
  /** True if its limits can't be read: what its services cost isn't known, and counts as 0. */
  areLimitsUnreadable: boolean;
}

/** Returns true if a profile has a limit of any service or an add-on. */
export function isAllocated({ services, addons }: ProfileCost): boolean {
  return Object.keys(services).length > 0 || Object.keys(addons).length > 0;
}

/** An account's monthly cost: every cent is in exactly one of plan, profiles and unallocated. */
export interface CostBreakdown {
  plan: { name: string; cents: number | null };
  services: ServiceCost[];
  addons: AddonCost[];
  profiles: ProfileCost[];
  profilesCents: number;
  unallocatedCents: number;
  totalCents: number;
  /** False if the price of something isn't known; it counts as 0. */
  complete: boolean;
}

/**
 * Returns what each profile costs, computed as in the console: its share of each service's tier price, by its part of
 * the account's limit, plus its add-ons. The plan's price belongs to no profile, unallocated limits are listed apart,
 * and discounts and credits aren't included. Cents are distributed by largest remainder, so that rows and columns sum
 * to the total. `profileIds`: the account's profiles in the order of the rows; others in the allocation follow.
 */
export function costOf(
  {
    subscription,
    allocation,
    prices,
  }: { subscription: Holdings; allocation: Allocation; prices: PriceTable },
  profileIds: readonly string[],
): CostBreakdown {
  const named = [...Object.keys(allocation), ...Object.values(subscription.addons).flat()];
  const ids = [...new Set([...profileIds, ...named])];
  const services = orderedServices(Object.keys(subscription.services)).map((service) =>
    serviceCost(service, subscription.services[service]!, allocation, prices, ids),
  );
  const addons = addonCosts(subscription.addons, prices);
  const profiles = ids.map((id) => profileCost(id, allocation, services, addons));
  const plan = { name: subscription.plan, cents: own(prices.plans, subscription.plan) ?? null };
  const profilesCents = sum(profiles, ({ cents }) => cents);
  const unallocatedCents = sum(services, (service) => service.unallocatedCents);
  return {
    plan,
    services,
    addons,
    profiles,
    profilesCents,
    unallocatedCents,
    totalCents: (plan.cents ?? 0) + profilesCents + unallocatedCents,
    complete:
      plan.cents !== null &&
      services.every(({ cents }) => cents !== null) &&
      addonsInUse({ addons }).every(({ centsEach }) => centsEach !== null),
  };
}

/** Returns services in the platform's order; unknown ones follow by name. */
export function orderedServices(keys: readonly string[]): string[] {
  const known = SERVICE_KEYS.filter((key) => keys.includes(key));
  return [...known, ...keys.filter((key) => !isServiceKey(key)).sort()];
}

function serviceCost(
  service: string,
  limit: number,
  allocation: Allocation,
  prices: PriceTable,
  ids: readonly string[],
): ServiceCost {
  const amounts = ids.map((id) => Math.max(0, limitOf(allocation, id, service)));
  const allocated = sum(amounts, (amount) => amount);
  const unallocated = Math.max(0, limit - allocated);
  const cents = limitCents(prices, service, limit);
  const parts = splitByWeight(cents ?? 0, [...amounts, unallocated]);
  const shares = ids.flatMap((id, index) => (amounts[index]! > 0 ? [[id, parts[index]!] as const] : []));
  return {
    service,
    limit,
    cents,
    allocated,
    unallocated,
    shares: Object.fromEntries(shares),
    unallocatedCents: parts.at(-1)!,
  };
}

function addonCosts(addons: Record<string, string[]>, prices: PriceTable): AddonCost[] {
  const names = new Set([...Object.keys(prices.addons), ...Object.keys(addons)]);
  return [...names].sort().map((name) => {
    const centsEach = own(prices.addons, name) ?? null;
    const profileIds = new Set(own(addons, name));
    return { name, centsEach, profileIds, cents: (centsEach ?? 0) * profileIds.size };
  });
}

function profileCost(
  profileId: string,
  allocation: Allocation,
  services: ServiceCost[],
  addons: AddonCost[],
): ProfileCost {
  const byService = services.flatMap(({ service, shares }) => {
    const share = own(shares, profileId);
    return share === undefined ? [] : [[service, share] as const];
  });
  const byAddon = addons.flatMap(({ name, centsEach, profileIds }) =>
    profileIds.has(profileId) ? [[name, centsEach ?? 0] as const] : [],
  );
  return {
    profileId,
    services: Object.fromEntries(byService),
    addons: Object.fromEntries(byAddon),
    cents: sum([...byService, ...byAddon], ([, cents]) => cents),
    areLimitsUnreadable: allocation[profileId] === null,
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
