import type { PriceTable, SubscriptionFacts } from '../domain/billing/billing.ts';
import { billingCycleOf } from '../domain/billing/cost-cycle.ts';
import { limitCents } from '../domain/billing/monthly-price.ts';
import { monthOf } from '../domain/usage/month.ts';
import { isProrated } from '../domain/usage/service.ts';

/** Made-up prices in US cents, of the platform's shape. */
export const EXAMPLE_PRICES: PriceTable = {
  plans: { free: 0, starter: 4900, scale: 19900 },
  addons: { custom_dns: 9900, mobile: 9900 },
  tiers: {
    input: tiers([1e6, 0], [3e6, 2000], [10e6, 5500], [20e6, 9000], [50e6, 17000]),
    output: tiers([3e6, 0], [18e6, 2000], [54e6, 5500]),
    data_records: tiers([800e3, 0], [1.5e6, 1500], [5e6, 4000], [10e6, 6000]),
    file_storage: tiers([200, 0], [10e3, 2000], [25e3, 3000]),
    analysis: tiers([3e3, 0], [6e3, 3000], [12e3, 5500], [36e3, 15000]),
    email: tiers([100, 0], [1e3, 250], [2e3, 500], [5e3, 1000]),
    sms: tiers([10, 0], [100, 250], [200, 500], [500, 1250]),
    push_notification: tiers([100, 0], [1e3, 250], [2e3, 500]),
    run_users: tiers([10, 0], [100, 1000], [500, 4000]),
  },
};

function tiers(...pairs: [amount: number, price: number][]): { amount: number; price: number }[] {
  return pairs.map(([amount, price]) => ({ amount, price }));
}

/**
 * Returns what a change to each limit and add-on costs now, for what is left of the cycle, as `GET /pricing/prorated`
 * does.
 */
export function proratedPrices(subscription: SubscriptionFacts, prices: PriceTable, now: number): PriceTable {
  const cycle = billingCycleOf(subscription);
  const left = cycle ? Math.min(1, Math.max(0, (cycle.end - now) / (cycle.end - cycle.start))) : 1;
  const tiersOf = (service: string) => {
    const current = limitCents(prices, service, subscription.services[service] ?? 0) ?? 0;
    const share = isProrated(service) ? left : 1;
    return (prices.tiers[service] ?? []).map(({ amount, price }) => ({
      amount,
      price: Math.round(Math.max(0, price - current) * share),
    }));
  };
  return {
    plans: prices.plans,
    addons: Object.fromEntries(
      Object.entries(prices.addons).map(([name, price]) => [name, Math.round(price * left)]),
    ),
    tiers: Object.fromEntries(Object.keys(prices.tiers).map((service) => [service, tiersOf(service)])),
  };
}

/** Returns the subscription at `now` (epoch ms), with the profiles that have their own domain. */
export function subscriptionFacts(withDomain: string[], now: number): SubscriptionFacts {
  const { start, end } = monthOf(now);
  return {
    plan: 'scale',
    services: {
      input: 10e6,
      output: 18e6,
      data_records: 5e6,
      file_storage: 10e3,
      analysis: 12e3,
      email: 2e3,
      sms: 200,
      push_notification: 1e3,
      run_users: 100,
    },
    addons: { custom_dns: withDomain },
    cycleStart: new Date(start).toISOString(),
    cycleEnd: new Date(end).toISOString(),
    processing: false,
    paymentError: null,
    pastDue: null,
    notEnoughBalance: false,
    upcomingInvoiceCents: null,
    trialEnd: null,
    schedule: null,
  };
}
