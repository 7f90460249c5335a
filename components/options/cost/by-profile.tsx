import { useMemo } from 'preact/hooks';
import type { CostBreakdown, ProfileCost } from '../../../lib/domain/billing/cost.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { priceText } from '../../../lib/i18n/cost-text.ts';
import { moneyText, shortMoneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { serviceShortLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { headWidth } from '../../ui/head-width.ts';
import { shownColour } from '../../ui/profile-colour.ts';
import { type Column, parseSort, type Sort, sortText, Table } from '../../ui/table.tsx';
import { profileNameOf, rowById } from '../shared/account-profiles.ts';
import { ProfileCell } from '../shared/profile-cell.tsx';
import { route, setParams } from '../shell/router.ts';
import { CostBar, type Part } from './cost-bar.tsx';
import '../profiles/profiles.css';

type Row = { kind: 'profile'; cost: ProfileCost } | { kind: 'unallocated' | 'plan' | 'total'; cost: null };

const SUMS: Row[] = [
  { kind: 'unallocated', cost: null },
  { kind: 'plan', cost: null },
  { kind: 'total', cost: null },
];
const NAME_WIDTH = 205;

/** In px: wide enough for the head and for the column's sum, however the language writes both. */
function widthOf(text: string, head: string, { sorted = false } = {}): number {
  // A bold digit is wider; all of a paid account's columns are to fit a page of 1280 px, so that rows add up.
  const digit = sorted ? 8 : 7.25;
  return Math.ceil(Math.max(headWidth(head, { sorted }), text.length * digit + 22));
}

const DEFAULT_SORT: Sort = { key: 'cost', descending: true };

/** One row a profile, one column for each service that costs something; below them what is nobody's, and the sum. */
export function ByProfile({ connection, cost }: { connection: Connection; cost: CostBreakdown }) {
  const sort = parseSort(route.value.params.sort, ['name', 'cost'], DEFAULT_SORT);
  const paid = cost.services.filter(({ cents }) => cents !== 0).map(({ service }) => service);
  const hasAddons = cost.addons.some(({ profileIds }) => profileIds.length > 0);
  const rows = useMemo(
    () => [...sorted(cost.profiles, connection, sort), ...SUMS],
    [cost, connection, sort.key, sort.descending],
  );
  const total: Row = { kind: 'total', cost: null };
  const serviceWidth = (service: string) =>
    widthOf(shortMoneyText(serviceCents(total, service, cost)), serviceShortLabel(service));
  const addonsWidth = widthOf(shortMoneyText(addonCents(total, cost)), t('profileAddons'));
  const sumWidth = widthOf(moneyText(cost.totalCents), t('costColumn'), { sorted: true });
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      sort: 'ascending',
      cell: (row) => <Head row={row} connection={connection} cost={cost} />,
    },
    {
      key: 'cost',
      label: t('costColumn'),
      width: `${sumWidth}px`,
      align: 'end',
      sort: 'descending',
      cell: (row) => <b>{sumOf(row, cost)}</b>,
    },
    ...paid.map(
      (service): Column<Row> => ({
        key: service,
        label: serviceShortLabel(service),
        width: `${serviceWidth(service)}px`,
        align: 'end',
        cell: (row) => (
          <Amount cents={serviceCents(row, service, cost)} known={isKnown(row, service, cost)} />
        ),
      }),
    ),
    ...(hasAddons
      ? [
          {
            key: 'addons',
            label: t('profileAddons'),
            width: `${addonsWidth}px`,
            align: 'end',
            cell: (row) => <Amount cents={addonCents(row, cost)} />,
          } satisfies Column<Row>,
        ]
      : []),
  ];
  return (
    <>
      <CostBar label={t('costByProfileChart')} parts={partsOf(cost, connection)} />
      <Table
        caption={t('costByProfileTable')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.cost?.profileId ?? row.kind}
        highlighted={(row) => row.kind === 'total'}
        sort={sort}
        onSort={(next) => setParams({ sort: sortText(next) })}
        minWidth={paid.reduce(
          (sum, service) => sum + serviceWidth(service),
          NAME_WIDTH + sumWidth + (hasAddons ? addonsWidth : 0),
        )}
      />
    </>
  );
}

function Head({ row, connection, cost }: { row: Row; connection: Connection; cost: CostBreakdown }) {
  if (row.cost) {
    const { profileId } = row.cost;
    const profileRow = rowById(connection, profileId);
    if (profileRow) return <ProfileCell row={profileRow} tab="usage" />;
    return <span>{profileNameOf(connection, profileId)}</span>;
  }
  if (row.kind === 'total') return <b>{t('costTotal')}</b>;
  return (
    <span>{row.kind === 'plan' ? t('costPlanRow', planText(cost.plan.name)) : t('costUnallocated')}</span>
  );
}

/** Nothing is a dash; an unknown price says so. */
function Amount({ cents, known = true }: { cents: number; known?: boolean }) {
  if (!known)
    return (
      <span class="soft" title={t('costPriceUnknown')}>
        ?
      </span>
    );
  return cents === 0 ? <span class="soft">–</span> : <span>{shortMoneyText(cents)}</span>;
}

function sumOf(row: Row, cost: CostBreakdown): string {
  if (row.kind === 'profile') return moneyText(row.cost.cents);
  if (row.kind === 'plan') return priceText(cost.plan.cents);
  return moneyText(row.kind === 'total' ? cost.totalCents : cost.unallocatedCents);
}

function serviceCents(row: Row, service: string, cost: CostBreakdown): number {
  if (row.kind === 'profile') return row.cost.services[service] ?? 0;
  const serviceCost = cost.services.find((one) => one.service === service);
  if (!serviceCost || row.kind === 'plan') return 0;
  return row.kind === 'total' ? (serviceCost.cents ?? 0) : serviceCost.unallocatedCents;
}

function addonCents(row: Row, cost: CostBreakdown): number {
  if (row.kind === 'profile') return Object.values(row.cost.addons).reduce((sum, cents) => sum + cents, 0);
  return row.kind === 'total' ? cost.addons.reduce((sum, { cents }) => sum + cents, 0) : 0;
}

/** Returns false for a part of a service that has no published price. */
function isKnown(row: Row, service: string, cost: CostBreakdown): boolean {
  const serviceCost = cost.services.find((one) => one.service === service);
  if (!serviceCost || serviceCost.cents !== null || row.kind === 'plan') return true;
  if (row.kind === 'profile') return row.cost.services[service] === undefined;
  return row.kind === 'unallocated' && serviceCost.unallocated === 0;
}

function sorted(profiles: readonly ProfileCost[], connection: Connection, sort: Sort): Row[] {
  const collator = nameCollator();
  const byName = (a: ProfileCost, b: ProfileCost) =>
    collator.compare(profileNameOf(connection, a.profileId), profileNameOf(connection, b.profileId));
  const order = sort.key === 'name' ? byName : (a: ProfileCost, b: ProfileCost) => a.cents - b.cents;
  return [...profiles]
    .sort((a, b) => (sort.descending ? -order(a, b) : order(a, b)) || byName(a, b))
    .map((cost) => ({ kind: 'profile', cost }));
}

function partsOf(cost: CostBreakdown, connection: Connection): Part[] {
  const profiles = cost.profiles.map(({ profileId, cents }) => {
    const profileRow = rowById(connection, profileId);
    return {
      key: profileId,
      label: profileNameOf(connection, profileId),
      cents,
      colour: profileRow ? shownColour(profileRow.profile, profileRow.preferences) : 'var(--ink-soft)',
    };
  });
  return [
    ...profiles,
    { key: 'rest:unallocated', label: t('costUnallocated'), cents: cost.unallocatedCents, colour: null },
    {
      key: 'rest:plan',
      label: t('costPlanRow', planText(cost.plan.name)),
      cents: cost.plan.cents ?? 0,
      colour: 'var(--ink)',
    },
  ];
}
