import { addonsInUse, type CostBreakdown, type ServiceCost } from '../../../lib/domain/billing/cost.ts';
import { addonTotalCents, areAllLimitsKnown } from '../../../lib/domain/billing/cost-parts.ts';
import { percentOfTotal } from '../../../lib/domain/billing/shares.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { PROFILE_COLOURS } from '../../../lib/domain/profiles/colour.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { addonLabel, priceText } from '../../../lib/i18n/cost-text.ts';
import { moneyText } from '../../../lib/i18n/money-text.ts';
import { planText } from '../../../lib/i18n/profile-text.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { shareText } from '../../../lib/i18n/share-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { CostBar, type CostPart, PLAN_COLOUR } from './cost-bar.tsx';
import { Amount, LimitsUnread } from './unknown-amount.tsx';

interface Row {
  key: string;
  label: string;
  limit: string;
  /** null: no published price. */
  cents: number | null;
  service: ServiceCost | null;
}

/**
 * One row a service: the account's limit, its price, what of it is allocated and what is not; then add-ons, plan and
 * sum.
 */
export function ByService({ connection, cost }: { connection: Connection; cost: CostBreakdown }) {
  const areLimitsKnown = areAllLimitsKnown(cost);
  const columns: Column<Row>[] = [
    {
      key: 'service',
      label: t('settingsBadgeService'),
      cell: ({ key, label }) => (key === 'total' ? <b>{label}</b> : <b class="plain">{label}</b>),
    },
    { key: 'limit', label: t('costLimitColumn'), width: '170px', align: 'end', cell: ({ limit }) => limit },
    {
      key: 'cents',
      label: t('costPriceColumn'),
      width: '124px',
      align: 'end',
      cell: ({ key, cents }) => (
        <b>
          {key === 'total' ? <Amount cents={cost.totalCents} isPriced={cost.complete} /> : priceText(cents)}
        </b>
      ),
    },
    {
      key: 'allocated',
      label: t('costAllocatedColumn'),
      width: '124px',
      align: 'end',
      cell: ({ service }) => service && (areLimitsKnown ? <Allocated service={service} /> : <LimitsUnread />),
    },
    {
      key: 'unallocated',
      label: t('costUnallocated'),
      width: '204px',
      align: 'end',
      cell: ({ service }) =>
        service && (areLimitsKnown ? <Unallocated service={service} /> : <LimitsUnread />),
    },
    {
      key: 'actions',
      label: t('costActions'),
      head: <span class="visually-hidden">{t('costActions')}</span>,
      width: '158px',
      align: 'end',
      cell: ({ service }) =>
        service && (
          <span class="row row--end">
            <a class="link" href={optionsRoutes.allocation(connection.key, service.service)}>
              {t('costAllocateDots')}
              <span class="visually-hidden"> {serviceLabel(service.service)}</span>
            </a>
            <a class="link" href={optionsRoutes.upgrade(connection.key, service.service)}>
              {t('costChange')}
              <span class="visually-hidden"> {serviceLabel(service.service)}</span>
            </a>
          </span>
        ),
    },
  ];
  return (
    <>
      <CostBar label={t('costByServiceChart')} parts={partsOf(cost)} />
      <Table
        caption={t('costByServiceTable')}
        columns={columns}
        rows={rowsOf(cost)}
        rowKey={({ key }) => key}
        highlighted={({ key }) => key === 'total'}
        minWidth={1000}
      />
    </>
  );
}

/** How much of the limit is allocated, as a percentage and a bar. */
function Allocated({ service: { limit, allocated } }: { service: ServiceCost }) {
  const percent = percentOfTotal(allocated, limit);
  return (
    <span class="allocated">
      <span>{shareText(allocated, limit)}</span>
      <span class="bar bar--mini" aria-hidden="true">
        <span class="bar__fill allocated__fill" style={{ width: `${Math.min(100, percent)}%` }} />
      </span>
    </span>
  );
}

/** How much of the limit isn't allocated, and its part of the price; a dash for nothing. */
function Unallocated({
  service: { service, cents, unallocated, unallocatedCents },
}: {
  service: ServiceCost;
}) {
  if (unallocated === 0) return <span class="soft">–</span>;
  return (
    <span>
      {quantityText(service, unallocated)}{' '}
      {cents !== null && <span class="soft">{moneyText(unallocatedCents)}</span>}
    </span>
  );
}

function rowsOf(cost: CostBreakdown): Row[] {
  const services = cost.services.map(
    (service): Row => ({
      key: service.service,
      label: serviceLabel(service.service),
      limit: quantityText(service.service, service.limit),
      cents: service.cents,
      service,
    }),
  );
  const addons = addonsInUse(cost).map(
    ({ name, centsEach, profileIds, cents }): Row => ({
      key: `addon:${name}`,
      label: addonLabel(name),
      limit: t('costTimes', profileIds.size, priceText(centsEach)),
      cents: addonTotalCents({ centsEach, cents }),
      service: null,
    }),
  );
  return [
    ...services,
    ...addons,
    {
      key: 'plan',
      label: t('costPlanRow', planText(cost.plan.name)),
      limit: '',
      cents: cost.plan.cents,
      service: null,
    },
    { key: 'total', label: t('costTotal'), limit: '', cents: cost.totalCents, service: null },
  ];
}

function partsOf(cost: CostBreakdown): CostPart[] {
  const services = cost.services.map(({ service, cents }, index) => ({
    key: service,
    label: serviceLabel(service),
    cents: cents ?? 0,
    isPriced: cents !== null,
    colour: PROFILE_COLOURS[index % PROFILE_COLOURS.length]!,
  }));
  const addons = addonsInUse(cost).map(({ name, centsEach, cents }, index) => ({
    key: `addon:${name}`,
    label: addonLabel(name),
    cents,
    isPriced: centsEach !== null,
    colour: PROFILE_COLOURS[(index + services.length) % PROFILE_COLOURS.length]!,
  }));
  const plan = {
    key: 'rest:plan',
    label: t('costPlanRow', planText(cost.plan.name)),
    cents: cost.plan.cents ?? 0,
    isPriced: cost.plan.cents !== null,
    colour: PLAN_COLOUR,
  };
  return [...services, ...addons, plan];
}
