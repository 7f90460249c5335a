import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { AddonsSection } from '../../../../../components/options/cost/addons-section.tsx';
import type { KnownBilling } from '../../../../../components/options/cost/known-billing.ts';
import { costOf } from '../../../../../lib/domain/billing/cost.ts';
import { makeConnection, makeSubscription } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
vi.mock('preact/hooks', async (original) => ({
  ...(await original<object>()),
  useState: (first: unknown) => [first, () => {}],
}));
vi.mock('../../../../../components/ui/button.tsx', () => ({ Button: () => null, IconButton: () => null }));

it('an add-on on sale whose profiles aren’t known is neither offered nor said to have none', () => {
  const subscription = makeSubscription({ plan: 'scale', addons: { bus: [] } });
  const prices = { plans: { scale: 2000 }, addons: { mobile: 100, boat: 200, bus: 300 }, tiers: {} };
  const known = { subscription, prices, allocation: {} } as unknown as KnownBilling;
  const cost = costOf({ subscription, prices, allocation: {} }, []);
  const text = textOf(h(AddonsSection, { connection: makeConnection('a'), known, cost }));
  for (const price of ['$1.00', '$3.00']) expect(text).toContain(price);
  expect(text).not.toContain('$2.00');
});
