import {
  clampToPool,
  distributeRest,
  maxLimitFor,
  poolState,
  shareByUsage,
  shareEvenly,
} from '../../../lib/domain/billing/allocation.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { headingWithUnit } from '../../../lib/i18n/heading-with-unit.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { shareText } from '../../../lib/i18n/share-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useDisabled } from '../../ui/use-disabled.ts';
import { ProfileCell } from '../shared/profile-cell.tsx';
import { ReturnFocus } from '../shared/return-focus.tsx';
import { Section } from '../shell/page.tsx';
import { PoolSummary } from './pool-summary.tsx';
import { AddAllFree, ShareNumber, ShareSlider, UsedCell } from './share-cells.tsx';
import type { ShareRow } from './share-rows.ts';
import { type AllocationEditor, isAt } from './use-allocation.ts';
import '../profiles/profiles.css';

/** A service's pool, and each profile's share of it as a slider and a number. */
export function ServiceShares({
  connection,
  service,
  pool,
  rows,
  areLimitsKnown,
  editor,
}: {
  connection: Connection;
  service: string;
  pool: number;
  rows: readonly ShareRow[];
  /** False if a profile's can't be read: then it isn't known what is unallocated. */
  areLimitsKnown: boolean;
  editor: AllocationEditor;
}) {
  const limits = rows.map(({ limit }) => limit);
  const state = poolState(pool, limits);
  const invalidTextOf = ({ profileId }: ShareRow) =>
    editor.invalid.find((limit) => isAt(limit, profileId, service))?.text;
  const isChanged = (row: ShareRow) => row.limit !== row.before || invalidTextOf(row) !== undefined;
  const changed = rows.some(isChanged);
  const disabled = pool === 0 || editor.busy;
  // What isn't known to be unallocated isn't distributed.
  const hasRest = areLimitsKnown && state.free > 0;
  const rest = useDisabled(disabled || !hasRest);
  const putAll = (parts: number[]) =>
    editor.setLimits(
      service,
      Object.fromEntries(rows.map(({ profileId }, index) => [profileId, parts[index]!])),
    );
  const putOne = (row: ShareRow, limit: number) => editor.setLimits(service, { [row.profileId]: limit });
  const indexOf = new Map(rows.map(({ profileId }, index) => [profileId, index]));

  const columns: Column<ShareRow>[] = [
    {
      key: 'name',
      label: t('profilesColumnProfile'),
      cell: ({ profileRow, name }) => (profileRow ? <ProfileCell row={profileRow} tab="usage" /> : name),
    },
    {
      key: 'used',
      label: t('allocationUsed'),
      width: '180px',
      align: 'end',
      cell: (row) => <UsedCell service={service} row={row} />,
    },
    {
      key: 'slider',
      label: t('allocationSlider'),
      width: '212px',
      cell: (row) => (
        <ShareSlider
          name={row.name}
          service={service}
          pool={pool}
          limit={row.limit}
          max={maxLimitFor(pool, limits, indexOf.get(row.profileId)!)}
          disabled={disabled}
          onSlide={(limit) => putOne(row, clampToPool(pool, limits, indexOf.get(row.profileId)!, limit))}
        />
      ),
    },
    {
      key: 'number',
      label: headingWithUnit(t('allocationLimit'), service),
      width: '150px',
      align: 'end',
      cell: (row) => (
        <ShareNumber
          name={row.name}
          limit={row.limit}
          invalidText={invalidTextOf(row)}
          disabled={editor.busy}
          onNumber={(limit) => putOne(row, limit)}
          onInvalid={(text) => editor.setInvalid({ profileId: row.profileId, service, text })}
        />
      ),
    },
    {
      key: 'part',
      label: t('allocationShare'),
      width: '74px',
      align: 'end',
      cell: ({ limit }) => (pool > 0 ? shareText(limit, pool) : '–'),
    },
    {
      key: 'actions',
      label: t('costActions'),
      head: <span class="visually-hidden">{t('costActions')}</span>,
      width: '204px',
      align: 'end',
      cell: (row) => (
        <span class="row row--end">
          <AddAllFree
            name={row.name}
            disabled={!hasRest || editor.busy}
            onAdd={() => putOne(row, row.limit + state.free)}
          />
          {isChanged(row) ? (
            <ReturnFocus>
              <IconButton
                small
                icon="close"
                label={t('allocationReset', row.name)}
                disabled={editor.busy}
                onClick={() => putOne(row, row.before)}
              />
            </ReturnFocus>
          ) : (
            <span class="icon-button--small" />
          )}
        </span>
      ),
    },
  ];
  return (
    <Section
      title={serviceLabel(service)}
      actions={
        <>
          <Button disabled={disabled || !areLimitsKnown} onClick={() => putAll(shareEvenly(pool, rows))}>
            {t('allocationEven')}
          </Button>
          <Button disabled={disabled || !areLimitsKnown} onClick={() => putAll(shareByUsage(pool, rows))}>
            {t('allocationByUse')}
          </Button>
          <Button onClick={() => putAll(distributeRest(pool, rows))} {...rest}>
            {t('allocationRest')}
          </Button>
          {changed && (
            <ReturnFocus>
              <Button disabled={editor.busy} onClick={() => editor.discard(service)}>
                {t('allocationResetService')}
              </Button>
            </ReturnFocus>
          )}
          <a class="link" href={optionsRoutes.upgrade(connection.key, service)}>
            {t('allocationBuyMore')}
          </a>
        </>
      }
    >
      <PoolSummary service={service} pool={pool} state={state} rows={rows} areLimitsKnown={areLimitsKnown} />
      <Table
        caption={t('allocationTable', serviceLabel(service))}
        columns={columns}
        rows={rows}
        rowKey={({ profileId }) => profileId}
        highlighted={isChanged}
        minWidth={1010}
      />
    </Section>
  );
}
