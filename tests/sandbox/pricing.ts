import type { AddOn, Change, PriceTier } from './billing-state.ts';
import { PLAN_ORDER } from './plans.ts';
import { type Account, type Plan, SERVICES, type Service, type State } from './state.ts';

/** US cents a month; that of a contract isn't in the table of prices. */
const PLAN_PRICES: Record<Plan, number> = { free: 0, starter: 4900, scale: 19900, enterprise: 250000 };
export const ADDON_PRICES: Record<AddOn, number> = { custom_dns: 9900, mobile: 9900 };

/** The documented tiers: amount → cents a month. */
const TIERS: Record<Service, [number, number][]> = {
  input: [
    [1_000_000, 0],
    [3_000_000, 2000],
    [10_000_000, 5500],
    [20_000_000, 9000],
    [50_000_000, 17000],
  ],
  output: [
    [3_000_000, 0],
    [18_000_000, 2000],
    [54_000_000, 5500],
    [90_000_000, 9000],
  ],
  data_records: [
    [800_000, 0],
    [1_500_000, 1500],
    [5_000_000, 4000],
    [10_000_000, 6000],
  ],
  analysis: [
    [3_000, 0],
    [6_000, 3000],
    [12_000, 5500],
    [36_000, 15000],
  ],
  email: [
    [100, 0],
    [1_000, 250],
    [2_000, 500],
    [5_000, 1000],
  ],
  sms: [
    [10, 0],
    [100, 250],
    [200, 500],
    [500, 1250],
  ],
  push_notification: [
    [100, 0],
    [1_000, 250],
    [2_000, 500],
  ],
  file_storage: [
    [200, 0],
    [10_000, 2000],
    [25_000, 3000],
  ],
  run_users: [
    [10, 0],
    [100, 1000],
    [500, 4000],
  ],
};

export function publishedTiers(): Record<Service, PriceTier[]> {
  const tiers = SERVICES.map((service) => [
    service,
    TIERS[service].map(([amount, price]) => ({ amount, price })),
  ]);
  return Object.fromEntries(tiers) as Record<Service, PriceTier[]>;
}

/**
 * Returns the smallest tier of at least `amount`. Above the published ones a customer has a contract: the last tier is
 * multiplied, with its price, and added to the tiers of this sandbox.
 */
export function tierFor(tiers: Record<Service, PriceTier[]>, service: Service, amount: number): PriceTier {
  const found = tiers[service].find((tier) => tier.amount >= amount);
  if (found) return found;
  const last = tiers[service].at(-1)!;
  const times = 10 ** Math.ceil(Math.log10(amount / last.amount));
  const tier = { amount: last.amount * times, price: last.price * times };
  tiers[service].push(tier);
  return tier;
}

/** Returns a limit's price; one that is no tier, by a contract, costs its share of the highest tier. */
export function priceOf({ tiers }: State, service: Service, limit: number): number {
  const tier = tiers[service].find(({ amount }) => amount === limit);
  const last = tiers[service].at(-1)!;
  return tier?.price ?? Math.round((last.price * limit) / last.amount);
}

/** Returns what an account pays a month, in cents. */
export function monthlyTotal(state: State, bought: Required<Change>): number {
  const services = SERVICES.reduce((sum, s) => sum + priceOf(state, s, bought.services[s] ?? 0), 0);
  const addons = (Object.keys(ADDON_PRICES) as AddOn[]).reduce(
    (sum, addon) => sum + ADDON_PRICES[addon] * (bought.addons[addon]?.length ?? 0),
    0,
  );
  return PLAN_PRICES[bought.plan] + services + addons;
}

/** Returns the price table, as `GET /pricing` does. */
export function priceTable(state: State) {
  return {
    plans: PLAN_ORDER.map((name) => ({ name, price: PLAN_PRICES[name] })),
    addons: (Object.keys(ADDON_PRICES) as AddOn[]).map((name) => ({ name, price: ADDON_PRICES[name] })),
    ...state.tiers,
  };
}

/** Not prorated: a higher limit costs the full difference at once, whatever is left of the cycle. */
const CONSUMABLE: ReadonlySet<Service> = new Set(['sms']);

/**
 * Returns what each change costs for the rest of the cycle: the difference to the present price, times the remaining
 * part of the cycle, and nothing for a step down, which takes effect at the end of the cycle.
 */
export function proratedTable(state: State, account: Account, now: number) {
  const { start, end } = account.billing.cycle;
  const length = Date.parse(end) - Date.parse(start);
  const left = Math.min(1, Math.max(0, (Date.parse(end) - now) / length));
  const prorate = (price: number, current: number, share = left) =>
    Math.round(Math.max(0, price - current) * share);
  const table = priceTable(state);
  const services = SERVICES.map((service) => {
    const current = priceOf(state, service, account.billing.services[service]);
    return [
      service,
      state.tiers[service].map(({ amount, price }) => ({
        amount,
        price: prorate(price, current, CONSUMABLE.has(service) ? 1 : left),
      })),
    ];
  });
  return {
    plans: table.plans.map(({ name, price }) => ({ name, price: prorate(price, PLAN_PRICES[account.plan]) })),
    addons: table.addons.map(({ name, price }) => ({ name, price: prorate(price, 0) })),
    ...(Object.fromEntries(services) as Record<Service, PriceTier[]>),
  };
}

/** Returns what a change costs at once, in cents. */
export function dueFor(state: State, account: Account, change: Change, now: number): number {
  const table = proratedTable(state, account, now);
  const plan = table.plans.find(({ name }) => name === change.plan)?.price ?? 0;
  const services = SERVICES.reduce(
    (sum, service) =>
      sum + (table[service].find(({ amount }) => amount === change.services?.[service])?.price ?? 0),
    0,
  );
  const addons = table.addons.reduce((sum, { name, price }) => {
    const had = account.billing.addons[name];
    return sum + price * (change.addons?.[name]?.filter((id) => !had.includes(id)).length ?? 0);
  }, 0);
  return plan + services + addons;
}
