import { type ComponentChildren, h } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import { CustomersView } from '../../../../../components/options/cost/customers-view.tsx';
import { saveMarkups } from '../../../../../components/options/cost/markup-drafts.ts';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { costOf } from '../../../../../lib/domain/billing/cost.ts';
import type { Markup } from '../../../../../lib/domain/billing/money.ts';
import { handleMessagesWith } from '../../../../../lib/messages/client.ts';
import { makeConnection, makeProfile, makeSubscription } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
const known = vi.hoisted(() => ({ row: undefined as unknown }));
vi.mock('preact/hooks', () => ({ useMemo: <Value>(value: () => Value) => value() }));
vi.mock('../../../../../components/options/shared/account-profiles.ts', () => ({
  rowByPlatformId: () => known.row,
  profileNameOf: () => 'Plant',
}));
vi.mock('../../../../../components/options/shared/profile-cell.tsx', () => ({ ProfileCell: () => 'Plant' }));
vi.mock('../../../../../components/options/cost/apply-markup-to-all.tsx', () => ({
  ApplyMarkupToAll: () => null,
}));
vi.mock('../../../../../components/ui/table.tsx', () => ({
  Table: <Row>({ columns, rows }: TableProps<Row>) =>
    rows.map((row) => [...columns.map(({ cell }) => [cell(row), '|']), '\n']),
}));
vi.mock('../../../../../components/ui/head-width.ts', () => ({ headWidth: () => 100 }));

interface TableProps<Row> {
  columns: { cell: (row: Row) => ComponentChildren }[];
  rows: Row[];
}

const connection = makeConnection('a');
const profile = makeProfile(connection, 'e'.repeat(24), 'Plant');
const subscription = makeSubscription({ plan: 'scale', services: { input: 300 } });
const prices = { plans: { scale: 0 }, addons: {}, tiers: { input: [{ amount: 300, price: 1000 }] } };
const cost = costOf({ subscription, allocation: { [profile.id]: { input: 300 } }, prices }, []);

it('shows a markup that was stored before this page has read it, and no longer the one before', async () => {
  known.row = { profile, preferences: undefined, disambiguationTags: [] } as unknown as ProfileRow;
  const view = () => textOf(h(CustomersView, { connection, cost })).split('\n')[0];
  expect(view()).toMatch(/\|–\|\$10\.00\|$/);
  handleMessagesWith(async () => ({ ok: true, value: null }));
  await saveMarkups([profile.profileKey], { percentHundredths: 1500 });
  expect(view()).toMatch(/\|\$1\.50\|\$11\.50\|$/);
  expect(textOf(h(CustomersView, { connection, cost }), 'value')).toMatch(/^percent.*15$/);
});

it('each field says which of the profiles of one name it is about', () => {
  known.row = { profile, preferences: undefined, disambiguationTags: ['Yours'] } as unknown as ProfileRow;
  expect(textOf(h(CustomersView, { connection, cost }), 'aria-label')).toBe(
    'Markup type: Plant (Yours)Markup: Plant (Yours)',
  );
});

describe('what a markup adds to an unknown price', () => {
  const contract = costOf(
    {
      subscription: makeSubscription({ plan: 'contract', services: { input: 300, output: 75 } }),
      allocation: { [profile.id]: { input: 300, output: 40 } },
      prices,
    },
    [],
  );
  const billed = async (markup: Markup | null) => {
    known.row = { profile, preferences: undefined, disambiguationTags: [] } as unknown as ProfileRow;
    handleMessagesWith(async () => ({ ok: true, value: null }));
    await saveMarkups([profile.profileKey], markup);
    return textOf(h(CustomersView, { connection, cost: contract })).replaceAll('price not published', '');
  };

  it('isn’t known either if it is a percentage, nor are its sum and the amount to bill', async () => {
    const [row, total] = (await billed({ percentHundredths: 1000 })).split('\n');
    expect(row).toMatch(/\|\$1\.00 \+ \?\|\$11\.00 \+ \?\|$/);
    expect(total).toMatch(/\|\$1\.00 \+ \?\|\$11\.00 \+ \?\|$/);
  });

  it.each([
    [{ cents: 500 }, '$5.00', '$15.00 + ?'],
    [null, '–', '$10.00 + ?'],
  ])('is known if it is %o', async (markup, added, toBill) => {
    const [row, total] = (await billed(markup)).split('\n');
    expect(row?.endsWith(`|${added}|${toBill}|`)).toBe(true);
    expect(total?.endsWith(`|${added}|${toBill}|`)).toBe(true);
  });

  it('isn’t all that isn’t known: the plan’s own price and what isn’t allocated are named without one', () => {
    expect(textOf(h(CustomersView, { connection, cost: contract }))).toContain(
      'plan, price not published, and limits not allocated to a profile, $0.00 + ?.',
    );
  });
});

it('the sum of markups lacks that of a profile whose limits can’t be read, if it has one', async () => {
  const subscription = makeSubscription({ plan: 'scale', services: { input: 300 } });
  const unread = costOf({ subscription, allocation: { [profile.id]: null }, prices }, []);
  const total = async (markup: Markup | null) => {
    await saveMarkups([profile.profileKey], markup);
    return textOf(h(CustomersView, { connection, cost: unread }))
      .split('\n')[1]
      ?.replaceAll('limits couldn’t be read', '');
  };
  expect(await total({ cents: 500 })).toMatch(/\|\$0\.00 \+ \?\|\$0\.00 \+ \?\|$/);
  expect(await total(null)).toMatch(/\|–\|\$0\.00 \+ \?\|$/);
});
