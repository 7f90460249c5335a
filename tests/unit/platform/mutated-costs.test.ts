import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { type CostBreakdown, costOf } from '../../../lib/domain/billing/cost.ts';
import { addonPartCents, servicePartCents } from '../../../lib/domain/billing/cost-parts.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { fetchAllocation, fetchSubscription } from '../../../lib/platform/billing.ts';
import { fetchPrices } from '../../../lib/platform/prices.ts';
import { mutate, mutation, textOf } from './mutation.ts';
import { RUNS, TIMEOUT_MS, unshowable } from './read-mutated.ts';
import { recordResponses, responseTo, TOKEN_AND_BILLING_READERS } from './readers.ts';

const { allocation, subscription, prices } = TOKEN_AND_BILLING_READERS;
recordResponses({ allocation: allocation!, subscription: subscription!, prices: prices! });

const api = { origin: 'https://api.us-e1.tago.io' as ApiOrigin, token: 'p-1' };

it(
  'costs of mutated responses are amounts, and every cent is in exactly one of plan, profiles and unallocated',
  async () => {
    let computed = 0;
    const mutated = fc.constantFrom('allocation', 'subscription', 'prices');
    await fc.assert(
      fc.asyncProperty(mutated, fc.array(mutation, { maxLength: 3 }), async (name, changes) => {
        const read = <T>(response: string, reader: (from: typeof api) => Promise<T>) => {
          const recorded: unknown = JSON.parse(responseTo(response));
          const body = name === response ? changes.reduce(mutate, recorded) : recorded;
          vi.stubGlobal('fetch', async () => new Response(textOf(body)));
          return reader(api);
        };
        const input = {
          allocation: await read('allocation', fetchAllocation).catch(() => null),
          subscription: await read('subscription', fetchSubscription).catch(() => null),
          prices: await read('prices', fetchPrices).catch(() => null),
        };
        if (Object.values(input).includes(null)) return;
        computed++;
        expectAmounts(costOf(input as Parameters<typeof costOf>[0], []));
      }),
      { numRuns: RUNS },
    );
    expect(computed).toBeGreaterThan(RUNS / 10);
  },
  TIMEOUT_MS,
);

function expectAmounts(cost: CostBreakdown): void {
  const services = cost.services.map(({ limit, ...service }) => [limit, service]);
  expect(unshowable({ ...cost, services, addons: cost.addons.map(({ cents }) => cents) })).toEqual([]);
  const cells = cost.profiles.flatMap(({ profileId }) => [
    ...cost.services.map((service) => servicePartCents(service, profileId)),
    ...cost.addons.map((addon) => addonPartCents(addon, profileId)),
  ]);
  expect(unshowable(cells.map((cents) => cents ?? 0))).toEqual([]);
  const ofServices = cost.services.reduce((sum, { cents }) => sum + (cents ?? 0), 0);
  const ofAddons = cost.addons.reduce((sum, { cents }) => sum + cents, 0);
  expect(cost.totalCents).toBe((cost.plan.cents ?? 0) + ofServices + ofAddons);
}
