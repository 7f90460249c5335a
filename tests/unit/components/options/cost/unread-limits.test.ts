import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { shareRows } from '../../../../../components/options/allocation/share-rows.ts';
import { WithBilling } from '../../../../../components/options/cost/billing-page.tsx';
import type { Billing } from '../../../../../components/options/cost/use-billing.ts';
import { makeConnection, makeSubscription } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
vi.mock('../../../../../components/options/cost/subscription-banners.tsx', () => ({
  SubscriptionBanners: () => null,
}));

const connection = makeConnection('a');
const [READ, UNREAD] = ['e'.repeat(24), 'f'.repeat(24)] as const;

it('a profile whose limits can’t be read is named where sums leave it out', () => {
  const text = (allocation: Record<string, Record<string, number> | null>) => {
    const known = {
      subscription: makeSubscription({}),
      allocation,
      prices: { plans: {}, addons: {}, tiers: {} },
    };
    const billing = { known, failure: null } as unknown as Billing;
    return textOf(h(WithBilling, { connection, billing, children: () => null }));
  };
  expect(text({ [READ]: { input: 5 } })).toBe('');
  expect(text({ [READ]: { input: 5 }, [UNREAD]: null })).toContain('couldn’t be read');
});

it('has no share that could be changed', () => {
  const stored = { [READ]: { input: 5 }, [UNREAD]: null };
  expect(shareRows(connection, 'input', stored, stored).map(({ profileId }) => profileId)).toEqual([READ]);
});
