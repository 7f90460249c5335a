import { type ComponentChildren, h } from 'preact';
import { expect, it, vi } from 'vitest';
import { shareRows } from '../../../../../components/options/allocation/share-rows.ts';
import { WithBilling } from '../../../../../components/options/cost/billing-page.tsx';
import { ByProfile } from '../../../../../components/options/cost/by-profile.tsx';
import { ByService } from '../../../../../components/options/cost/by-service.tsx';
import { CostFigures } from '../../../../../components/options/cost/cost-figures.tsx';
import type { Billing } from '../../../../../components/options/cost/use-billing.ts';
import type { Allocation } from '../../../../../lib/domain/billing/allocation.ts';
import { costOf } from '../../../../../lib/domain/billing/cost.ts';
import { makeConnection, makeSubscription } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
vi.mock('../../../../../components/options/cost/subscription-banners.tsx', () => ({
  SubscriptionBanners: () => null,
}));
vi.mock('preact/hooks', () => ({ useMemo: <Value>(value: () => Value) => value() }));
vi.mock('../../../../../components/ui/table.tsx', async (original) => ({
  ...(await original<typeof import('../../../../../components/ui/table.tsx')>()),
  Table: <Row>({ columns, rows }: TableProps<Row>) =>
    rows.map((row) => columns.map(({ cell }) => [cell(row), ' '])),
}));
vi.mock('../../../../../components/ui/head-width.ts', () => ({ headWidth: () => 100 }));

interface TableProps<Row> {
  columns: { cell: (row: Row) => ComponentChildren }[];
  rows: Row[];
}

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

it('a failure to read billing says who can see it beside billing that was read before, too', () => {
  const known = { subscription: makeSubscription({}), allocation: {}, prices: {} };
  const billing = { known, failure: { code: 'denied' } } as unknown as Billing;
  const text = textOf(h(WithBilling, { connection, billing, children: () => null }));
  expect(text).toContain('Only the account’s owner can see billing');
});

it('isn’t part of the sum of profiles, and what isn’t allocated can’t be known without it', () => {
  const prices = { plans: { scale: 19900 }, addons: {}, tiers: { input: [{ amount: 300, price: 1000 }] } };
  const subscription = makeSubscription({ plan: 'scale', services: { input: 300 } });
  const figures = (allocation: Record<string, Record<string, number> | null>) => {
    const cost = costOf({ subscription, allocation, prices }, [READ, UNREAD]);
    return textOf(h(CostFigures, { known: { subscription, prices, allocation } as never, cost }));
  };
  expect(figures({ [READ]: { input: 100 }, [UNREAD]: { input: 50 } })).not.toContain('?');
  const unread = figures({ [READ]: { input: 100 }, [UNREAD]: null });
  expect(unread).toContain('$3.33 + ?');
  expect(unread).not.toContain('$6.67');
});

it('leaves it open what of a service and its price isn’t allocated', () => {
  const prices = { plans: { scale: 0 }, addons: {}, tiers: { input: [{ amount: 300, price: 1000 }] } };
  const subscription = makeSubscription({ plan: 'scale', services: { input: 300 } });
  const texts = (allocation: Record<string, Record<string, number> | null>) => {
    const cost = costOf({ subscription, allocation, prices }, [READ, UNREAD]);
    return [ByService, ByProfile].map((view) => textOf(h(view, { connection, cost })));
  };
  const [byService, byProfile] = texts({ [READ]: { input: 60 }, [UNREAD]: { input: 90 } });
  expect(byService).toContain('50%');
  expect(byService).toContain('150 variables $5.00');
  expect(byProfile).toContain('Not allocated$5.00');
  const [serviceUnread, profileUnread] = texts({ [READ]: { input: 60 }, [UNREAD]: null });
  expect(serviceUnread).not.toMatch(/20%|240 variables|\$8\.00/);
  // The sign, and its reason for screen readers.
  expect(serviceUnread).toContain('?limits couldn’t be read ?limits couldn’t be read ');
  expect(profileUnread).not.toContain('Not allocated$');
  expect(profileUnread).toContain('limits couldn’t be read$8.00');
});

it('has no share that could be changed', () => {
  const stored = { [READ]: { input: 5 }, [UNREAD]: null };
  const [input] = shareRows(connection, ['input'], stored, stored);
  expect(input!.rows.map(({ profileId }) => profileId)).toEqual([READ]);
});

it('what has no published price is never stated as a whole amount: of a profile, unallocated, or in the total', () => {
  const prices = { plans: { scale: 2000 }, addons: {}, tiers: { input: [{ amount: 300, price: 1000 }] } };
  const subscription = makeSubscription({ plan: 'scale', services: { input: 300, output: 75 } });
  const allocation: Allocation = { [READ]: { input: 300, output: 40 }, [UNREAD]: {} };
  const cost = costOf({ subscription, allocation, prices }, [READ, UNREAD]);
  const figures = textOf(h(CostFigures, { known: { subscription, prices, allocation } as never, cost }));
  for (const sum of ['Monthly total$30.00 + ?', 'profile$10.00 + ?', 'Not allocated$0.00 + ?'])
    expect(figures).toContain(sum);
  const byProfile = textOf(h(ByProfile, { connection, cost }));
  for (const sum of ['eeeeee $10.00 + ?', 'ffffff $0.00 –', 'Not allocated $0.00 + ?', 'total $30.00 + ?'])
    expect(byProfile).toContain(sum);
  expect(textOf(h(ByService, { connection, cost }))).toContain('$30.00 + ?');
});

it('the legend says of which parts it lacks an unpublished price or unread limits, also of small ones in one', () => {
  const prices = {
    plans: { scale: 0 },
    addons: { logs: 500 },
    tiers: { input: [{ amount: 300, price: 1000 }] },
  };
  const addons = { logs: [UNREAD], custom: [READ] };
  const subscription = makeSubscription({ plan: 'scale', services: { input: 300, output: 75 }, addons });
  const viewOf = (allocation: Allocation) => {
    const cost = costOf({ subscription, allocation, prices }, []);
    const known = { subscription, prices, allocation } as never;
    expect(textOf(h(CostFigures, { known, cost }))).toContain('including $5.00 + ? for add-ons');
    // The legend comes before the table, and has no spaces between its columns.
    return textOf(h(ByProfile, { connection, cost }));
  };
  const view = viewOf({ [READ]: { input: 150 }, [UNREAD]: null });
  expect(view).toContain('eeeeee$5.00 + ?price not published');
  expect(view).toContain('ffffff$5.00 + ?limits couldn’t be read');
  expect(view).not.toContain('%');
  const small = Object.fromEntries([...'1234567890'].map((digit) => [digit.repeat(24), { input: 15 }]));
  expect(viewOf({ ...small, [READ]: { input: 1, output: 1 } })).toMatch(
    /\d others\$[\d.]+ \+ \?price not published/,
  );
});

it('the legend has shares of a total that is known, but none of a profile whose limits can’t be read', () => {
  const tiers = { input: [{ amount: 300, price: 1000 }] };
  const prices = { plans: { scale: 0 }, addons: { logs: 500 }, tiers };
  const subscription = makeSubscription({ services: { input: 300 }, addons: { logs: [UNREAD] } });
  const allocation = { [READ]: { input: 150 }, [UNREAD]: null };
  const view = textOf(h(ByProfile, { connection, cost: costOf({ subscription, allocation, prices }, []) }));
  expect(view).toContain('eeeeee$5.0033%');
  expect(view).toContain('ffffff$5.00 + ?limits couldn’t be readlimits couldn’t be read$5.0033%');
});

it('an add-on without a published price that no profile has leaves neither the total nor a share open', () => {
  const prices = { plans: { scale: 0 }, addons: {}, tiers: { input: [{ amount: 300, price: 1000 }] } };
  const subscription = makeSubscription({ services: { input: 300 }, addons: { custom: [] } });
  const cost = costOf({ subscription, allocation: { [READ]: { input: 150 } }, prices }, []);
  const view = textOf(h(ByService, { connection, cost }));
  expect(view).toContain('100%');
  expect(view).not.toContain('?');
});
