import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  addonsCents,
  addonsInUse,
  type CostBreakdown,
  type ProfileCost,
} from '../../../lib/domain/billing/cost.ts';
import {
  addonPartCents,
  addonTotalCents,
  areAllLimitsKnown,
  isFullyPriced,
  isUnallocatedPriced,
  servicePartCents,
} from '../../../lib/domain/billing/cost-parts.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { priceText } from '../../../lib/i18n/cost-text.ts';
import { shortMoneyText, sumText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { serviceShortLabel } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { profiles } from '../../../lib/state/app-state.ts';
import { headWidth } from '../../ui/head-width.ts';
import { shownColour } from '../../ui/profile-colour.ts';
import { type Column, parseSort, type Sort, sortText, Table } from '../../ui/table.tsx';
import { profileNameOf, rowByPlatformId } from '../shared/account-profiles.ts';
import { ProfileCell } from '../shared/profile-cell.tsx';
import { valueOrder } from '../shared/profile-rows.ts';
import { route, setParams } from '../shell/router.ts';
import { CostBar, type CostPart, PLAN_COLOUR } from './cost-bar.tsx';
import { Amount, LimitsUnread, PriceUnknown } from './unknown-amount.tsx';
import '../profiles/profiles.css';

type Row = { kind: 'profile'; cost: ProfileCost } | { kind: 'unallocated' | 'plan' | 'total'; cost: null };

const SUM_ROWS: Row[] = [
  { kind: 'unallocated', cost: null },
  { kind: 'plan', cost: null },
  { kind: 'total', cost: null },
];
/** Px. */
const NAME_COLUMN_WIDTH = 190;

/** Returns a column's width in px: enough for its head and its sum (`total`) in every language. */
function columnWidth(total: string, head: string, { sorted = false } = {}): number {
  // A bold digit is wider. No room to spare: all columns of a paid account fit a page of 1280 px.
  const digitWidth = sorted ? 8 : 7.25;
  return Math.ceil(Math.max(headWidth(head, { sorted }), total.length * digitWidth + 22));
}

const DEFAULT_SORT: Sort = { key: 'cost', descending: true };

/**
 * One row a profile, one column for each service that costs something; below them what is unallocated, the plan and the
 * sum.
 */
export function ByProfile({ connection, cost }: { connection: Connection; cost: CostBreakdown }) {
  const sort = parseSort(route.value.params.sort, ['name', 'cost'], DEFAULT_SORT);
  const paid = cost.services.filter(({ cents }) => cents !== 0).map(({ service }) => service);
  const hasAddons = addonsInUse(cost).length > 0;
  const rows = useMemo(
    () => [...sortedRows(cost, connection, sort), ...SUM_ROWS],
    // Rows are ordered by names, too.
    [cost, connection, profiles.value, sort.key, sort.descending],
  );
  const total: Row = { kind: 'total', cost: null };
  const areLimitsKnown = areAllLimitsKnown(cost);
  const areLimitsUnreadable = (row: Row) =>
    row.cost?.areLimitsUnreadable ?? (row.kind === 'unallocated' && !areLimitsKnown);
  const serviceWidth = (service: string) =>
    columnWidth(shortMoneyText(serviceCents(total, service, cost) ?? 0), serviceShortLabel(service));
  const addonsWidth = columnWidth(shortMoneyText(addonsCents(cost)), t('profileAddons'));
  const costWidth = columnWidth(sumText(cost.totalCents, cost.complete), t('costColumn'), { sorted: true });
  const columns: Column<Row>[] = [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      sort: 'ascending',
      cell: (row) => <NameCell row={row} connection={connection} cost={cost} />,
    },
    {
      key: 'cost',
      label: t('costColumn'),
      width: `${costWidth}px`,
      align: 'end',
      sort: 'descending',
      cell: (row) => (areLimitsUnreadable(row) ? <LimitsUnread /> : <b>{rowTotal(row, cost)}</b>),
    },
    ...paid.map(
      (service): Column<Row> => ({
        key: service,
        label: serviceShortLabel(service),
        width: `${serviceWidth(service)}px`,
        align: 'end',
        cell: (row) =>
          areLimitsUnreadable(row) ? <LimitsUnread /> : <Part cents={serviceCents(row, service, cost)} />,
      }),
    ),
    ...(hasAddons
      ? [
          {
            key: 'addons',
            label: t('profileAddons'),
            width: `${addonsWidth}px`,
            align: 'end',
            cell: (row) => <Part cents={rowAddonsCents(row, cost)} />,
          } satisfies Column<Row>,
        ]
      : []),
  ];
  return (
    <>
      <CostBar label={t('costByProfileChart')} parts={partsOf(cost, connection, areLimitsKnown)} />
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
          NAME_COLUMN_WIDTH + costWidth + (hasAddons ? addonsWidth : 0),
        )}
      />
    </>
  );
}

function NameCell({ row, connection, cost }: { row: Row; connection: Connection; cost: CostBreakdown }) {
  if (row.cost) {
    const { profileId } = row.cost;
    const profileRow = rowByPlatformId(connection, profileId);
    if (profileRow) return <ProfileCell row={profileRow} tab="usage" />;
    return <span>{profileNameOf(connection, profileId)}</span>;
  }
  if (row.kind === 'total') return <b>{t('costTotal')}</b>;
  return (
    <span>{row.kind === 'plan' ? t('costPlanRow', planText(cost.plan.name)) : t('costUnallocated')}</span>
  );
}

/** A part of a row's amount: a dash for 0, a question mark for an unknown price (null). */
function Part({ cents }: { cents: number | null }) {
  if (cents === null) return <PriceUnknown />;
  return cents === 0 ? <span class="soft">–</span> : <span>{shortMoneyText(cents)}</span>;
}

function rowTotal(row: Row, cost: CostBreakdown): ComponentChildren {
  if (row.kind === 'plan') return priceText(cost.plan.cents);
  if (row.kind === 'total') return <Amount cents={cost.totalCents} isPriced={cost.complete} />;
  return row.kind === 'profile' ? (
    <Amount cents={row.cost.cents} isPriced={isFullyPriced(row.cost, cost)} />
  ) : (
    <Amount cents={cost.unallocatedCents} isPriced={isUnallocatedPriced(cost)} />
  );
}

function serviceCents(row: Row, service: string, cost: CostBreakdown): number | null {
  const serviceCost = cost.services.find((one) => one.service === service);
  if (!serviceCost || row.kind === 'plan') return 0;
  return row.kind === 'total'
    ? serviceCost.cents
    : servicePartCents(serviceCost, row.cost?.profileId ?? null);
}

function rowAddonsCents(row: Row, cost: CostBreakdown): number | null {
  if (row.kind !== 'profile' && row.kind !== 'total') return 0;
  const parts = addonsInUse(cost).map((addon) =>
    row.cost ? addonPartCents(addon, row.cost.profileId) : addonTotalCents(addon),
  );
  return parts.reduce<number | null>(
    (sum, cents) => (sum === null || cents === null ? null : sum + cents),
    0,
  );
}

/** Returns the rows of profiles; those of unknown cost are ordered among each other by the part that is known. */
function sortedRows(cost: CostBreakdown, connection: Connection, sort: Sort): Row[] {
  const [inOrder, ascending] = [valueOrder(sort.descending), valueOrder(false)];
  return cost.profiles
    .map((profile) => {
      const isKnown = !profile.areLimitsUnreadable && isFullyPriced(profile, cost);
      const name = profileNameOf(connection, profile.profileId);
      const values = sort.key === 'name' ? [name] : [isKnown ? profile.cents : null, profile.cents];
      return { profile, name, values };
    })
    .sort((a, b) => {
      const [first = 0, second = 0] = a.values.map((value, index) => inOrder(value, b.values[index] ?? null));
      return first || second || ascending(a.name, b.name);
    })
    .map(({ profile }) => ({ kind: 'profile', cost: profile }));
}

function partsOf(cost: CostBreakdown, connection: Connection, areLimitsKnown: boolean): CostPart[] {
  const profiles = cost.profiles.map((profile) => {
    const { profileId, cents } = profile;
    const profileRow = rowByPlatformId(connection, profileId);
    return {
      key: profileId,
      label: profileNameOf(connection, profileId),
      cents,
      isPriced: isFullyPriced(profile, cost),
      areLimitsKnown: !profile.areLimitsUnreadable,
      colour: profileRow ? shownColour(profileRow.profile, profileRow.preferences) : 'var(--ink-soft)',
    };
  });
  return [
    ...profiles,
    {
      key: 'rest:unallocated',
      // Without every profile's limits, part of it may be allocated.
      label: t(areLimitsKnown ? 'costUnallocated' : 'limitsUnread'),
      cents: cost.unallocatedCents,
      isPriced: isUnallocatedPriced(cost),
      colour: null,
    },
    {
      key: 'rest:plan',
      label: t('costPlanRow', planText(cost.plan.name)),
      cents: cost.plan.cents ?? 0,
      isPriced: cost.plan.cents !== null,
      colour: PLAN_COLOUR,
    },
  ];
}
