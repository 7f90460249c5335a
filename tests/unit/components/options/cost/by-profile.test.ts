import { type ComponentChildren, h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ByProfile } from '../../../../../components/options/cost/by-profile.tsx';
import { costOf } from '../../../../../lib/domain/billing/cost.ts';
import { makeConnection, makeSubscription } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const route = vi.hoisted(() => ({ value: { params: {} } }));
vi.mock('../../../../../components/options/shell/router.ts', () => ({ route, setParams: () => {} }));
vi.mock('preact/hooks', () => ({ useMemo: <Value>(value: () => Value) => value() }));
vi.mock('../../../../../components/options/shared/account-profiles.ts', () => ({
  rowByPlatformId: () => undefined,
  profileNameOf: (_connection: unknown, id: string) => id,
}));
vi.mock('../../../../../components/options/cost/cost-bar.tsx', () => ({
  CostBar: () => null,
  PLAN_COLOUR: '',
}));
vi.mock('../../../../../components/ui/table.tsx', async (original) => ({
  ...(await original<object>()),
  Table: <Row>({ columns: [name], rows }: TableProps<Row>) => rows.map((row) => [name!.cell(row), '|']),
}));
vi.mock('../../../../../components/ui/head-width.ts', () => ({ headWidth: () => 100 }));

interface TableProps<Row> {
  columns: { cell: (row: Row) => ComponentChildren }[];
  rows: Row[];
}

const ALLOCATION = {
  'a-unpriced': { input: 100, output: 5 },
  'b-nothing': { input: 0 },
  'c-unreadable': null,
  'd-unpriced': { output: 5 },
  'e-much': { input: 200 },
};
const cost = costOf(
  {
    subscription: makeSubscription({ services: { input: 300, output: 75 } }),
    allocation: ALLOCATION,
    prices: { plans: { scale: 0 }, addons: {}, tiers: { input: [{ amount: 300, price: 900 }] } },
  },
  [],
);

it.each([
  ['cost', ['b-nothing', 'e-much', 'c-unreadable', 'd-unpriced', 'a-unpriced']],
  ['-cost', ['e-much', 'b-nothing', 'a-unpriced', 'c-unreadable', 'd-unpriced']],
])('sorted by %s, profiles of unknown cost come after all others', (sort, ids) => {
  route.value = { params: { sort } };
  const shown = textOf(h(ByProfile, { connection: makeConnection('a'), cost })).split('|');
  expect(shown.slice(0, ids.length)).toEqual(ids);
});
