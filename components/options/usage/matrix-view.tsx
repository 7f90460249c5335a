import { useMemo } from 'preact/hooks';
import { levelFrom } from '../../../lib/domain/usage/level.ts';
import {
  type MatrixFilter,
  type MatrixKind,
  matrixColumns,
  orderMatrix,
  passes,
  rowLevel,
} from '../../../lib/domain/usage/matrix.ts';
import { percentText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { loaded, now } from '../../../lib/state/app-state.ts';
import { forecasts } from '../../../lib/state/forecasts.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { type Column, parseSort, type Sort, sortText, Table } from '../../ui/table.tsx';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { saveFile } from '../shared/save-file.ts';
import { route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { type ForecastMap, firstFullAt, forecastColumns } from './forecast-columns.tsx';
import { matrixWidth, nameColumn, resourceColumns, serviceColumns } from './matrix-columns.tsx';
import { matrixCsv, matrixJson } from './matrix-export.ts';
import { type MatrixRow, matrixRows } from './matrix-rows.ts';
import type { UsageView } from './usage-page.tsx';

type MatrixViewName = Exclude<UsageView, 'history'>;

const FILTERS: MatrixFilter[] = ['all', 'at-risk', 'blocked'];
const FILTER_LABELS = {
  all: 'usageFilterAll',
  'at-risk': 'usageFilterAtRisk',
  blocked: 'usageFilterBlocked',
} as const;
const CAPTIONS = {
  services: 'usageTableServices',
  resources: 'usageTableResources',
  forecast: 'usageTableForecast',
} as const;
/** Stands for "most at risk first", which no column is. */
const BY_RISK: Sort = { key: 'at-risk', descending: true };

/** Profiles by services, by resources, or by when they are full; those at risk first unless sorted by a column. */
export function MatrixView({ view, query }: { view: MatrixViewName; query: string }) {
  const kind: MatrixKind = view === 'resources' ? 'resources' : 'services';
  const { params } = route.value;
  const filter = FILTERS.find((one) => one === params.level) ?? 'all';
  const allRows = profileRows.value;
  const found = useMemo(() => matrixRows(allRows, query), [allRows, query]);
  const keys = useMemo(() => matrixColumns(kind, found), [kind, found]);
  const made: ForecastMap | null = view === 'forecast' ? forecasts.value : null;
  const sort = parseSort(params.sort, view === 'forecast' ? ['name'] : ['name', ...keys], BY_RISK);
  const rows = useMemo(() => {
    const left = found.filter((row) => passes(filter, rowLevel(kind, row)));
    const by = sort === BY_RISK ? null : { column: sort.key, descending: sort.descending };
    const ordered = orderMatrix(kind, left, by);
    return view === 'forecast' && !by ? soonestFirst(ordered, made) : ordered;
  }, [found, filter, kind, sort.key, sort.descending, view, made]);
  const columns = useMemo(() => columnsOf(view, keys, made, now.value), [view, keys.join(), made]);
  const file = `profiles-${view}-${new Date(now.value).toISOString().slice(0, 10)}`;

  if (loaded.value !== 'all' && allRows.length === 0) return <TableSkeleton />;
  if (found.length === 0) return <NoProfiles query={query} />;
  return (
    <>
      <div class="toolbar">
        <SelectField
          label={t('usageFilterLevel')}
          value={filter}
          choices={FILTERS.map((value) => ({
            value,
            label: t(FILTER_LABELS[value], percentText(levelFrom('warning'))),
          }))}
          onChange={(level) => setParams({ level: level === 'all' ? '' : level })}
        />
        <div class="toolbar__end">
          <Button
            disabled={rows.length === 0}
            onClick={() => saveFile(`${file}.csv`, matrixCsv(kind, rows, keys, made))}
          >
            {t('usageExportCsv')}
          </Button>
          <Button
            disabled={rows.length === 0}
            onClick={() => saveFile(`${file}.json`, matrixJson(kind, rows, keys, made), 'application/json')}
          >
            {t('usageExportJson')}
          </Button>
        </div>
      </div>
      {rows.length === 0 ? (
        <div class="empty" role="status">
          <b>{t('usageNonePass')}</b>
          <Button onClick={() => setParams({ level: '' })}>{t('usageShowAll')}</Button>
        </div>
      ) : (
        <div class="matrix">
          <Table
            caption={t(CAPTIONS[view])}
            columns={columns}
            rows={rows}
            rowKey={({ profileRow }) => profileRow.id}
            sort={sort}
            onSort={(next) => setParams({ sort: sortText(next) })}
            highlighted={({ profileRow }) => profileRow.active}
            minWidth={matrixWidth(columns)}
          />
        </div>
      )}
    </>
  );
}

function columnsOf(
  view: MatrixViewName,
  keys: readonly string[],
  made: ForecastMap | null,
  at: number,
): Column<MatrixRow>[] {
  const name = nameColumn({ sorted: true, tab: 'usage' });
  if (view === 'services') return [name, ...serviceColumns(keys, { sorted: true })];
  if (view === 'resources') return [name, ...resourceColumns(keys)];
  return [name, ...forecastColumns(keys, made, at)];
}

/** What is full comes first, then what will be soonest; the others keep their order of risk. */
function soonestFirst(rows: readonly MatrixRow[], made: ForecastMap | null): MatrixRow[] {
  return rows
    .map((row) => ({ row, at: firstFullAt(row, made) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ row }) => row);
}
