import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { shareRows } from '../../../../../components/options/allocation/share-rows.ts';
import { accountCosts } from '../../../../../components/options/cost/account-costs.ts';
import { knownBilling } from '../../../../../components/options/cost/known-billing.ts';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import type { ConnectionKey } from '../../../../../lib/domain/identity/keys.ts';
import { usageStatus } from '../../../../../lib/domain/usage/usage-status.ts';
import type { BillingRow } from '../../../../../lib/store/schema.ts';
import { makeConnection, makeProfile, makeSubscription } from '../../../domain/make.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
const page = vi.hoisted(() => ({
  billing: { value: null as unknown },
  profiles: { value: [] as unknown },
  rows: { value: [] as unknown },
}));
vi.mock('../../../../../lib/state/app-state.ts', async (original) => ({
  ...(await original<object>()),
  profiles: page.profiles,
}));
vi.mock('../../../../../lib/state/billing.ts', () => ({ billingByConnection: page.billing }));
vi.mock('../../../../../components/options/shared/profile-rows.ts', () => ({
  allProfileRows: page.rows,
  distinctName: ({ profile }: ProfileRow) => profile.name,
}));

const connection = makeConnection('a');
const { key } = connection;
const rowOf = (id: string, shared = false) =>
  ({
    profile: makeProfile(connection, id, id, { shared }),
    status: usageStatus(undefined, 0),
  }) as unknown as ProfileRow;
const stored = (allocation: BillingRow['allocation']): BillingRow => ({
  connectionKey: key,
  allocation,
  subscription: makeSubscription({ services: { input: 10 } }),
  prices: { plans: {}, addons: {}, tiers: {} },
  fetchedAt: 1,
  failure: null,
});

it('a profile of the account’s without an allocation has limits that aren’t known, rather than none; usage and names change no cost', () => {
  const billing = signal(new Map<ConnectionKey, BillingRow>([[key, stored({ old: { input: 5 } })]]));
  const rows = signal([rowOf('old')]);
  Object.defineProperty(page.billing, 'value', { get: () => billing.value });
  Object.defineProperty(page.rows, 'value', { get: () => rows.value });
  Object.defineProperty(page.profiles, 'value', { get: () => rows.value.map(({ profile }) => profile) });
  expect(knownBilling.value.get(key)).toEqual(billing.value.get(key));
  rows.value = [rowOf('old'), rowOf('new'), rowOf('theirs', true)];
  const { allocation } = knownBilling.value.get(key)!;
  expect(allocation).toEqual({ old: { input: 5 }, new: null });
  const [input] = shareRows(connection, ['input'], allocation, allocation);
  expect(input!.rows.map(({ profileId }) => profileId)).toEqual(['old']);
  expect(accountCosts.value[0]!.cost.profiles.map((one) => one.areLimitsUnreadable)).toEqual([false, true]);
  const computed = accountCosts.value;
  // Usage arrives, and a profile is renamed.
  rows.value = rows.value.map((row) => ({ ...row, profile: { ...row.profile, name: 'Renamed' } }));
  expect(accountCosts.value).toBe(computed);
  billing.value = new Map([[key, stored(null)]]);
  expect(knownBilling.value.size).toBe(0);
});
