import { useMemo } from 'preact/hooks';
import { minPercentOf } from '../../../lib/domain/usage/level.ts';
import {
  isAtRisk,
  type MatrixFilter,
  type MatrixKind,
  matrixColumns,
  orderMatrix,
  passes,
  rowLevel,
} from '../../../lib/domain/usage/matrix.ts';
import { percentText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { firstScreen, hour, loaded, now, whenLoaded } from '../../../lib/state/app-state.ts';
import { forecasts } from '../../../lib/state/forecasts.ts';
import { logError } from '../../../lib/state/log-error.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { type Column, parseSort, type Sort, sortText, Table } from '../../ui/table.tsx';
import { announceFailure } from '../../ui/toast.tsx';
import { firstRows, needsAllRows } from '../shared/first-table-rows.ts';
import { NoProfiles } from '../shared/no-profiles.tsx';
import { NothingFound } from '../shared/nothing-found.tsx';
import { taggedRowHeight } from '../shared/profile-cell.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { profileCount } from '../shared/profiles-once.ts';
import { fileDay, saveFile } from '../shared/save-file.ts';
import { PageFilter } from '../shell/page-filter.tsx';
import { pageHref, route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import {
  matrixWidth,
  nameColumn,
  resourceColumns,
  serviceColumns,
  withLastPadding,
  withStaleNumbers,
} from './columns.tsx';
import { fittingColumns, HiddenColumns } from './fitting-columns.tsx';
import {
  FirstFull,
  FORECAST_ROW_HEIGHT,
  type ForecastMap,
  firstFullAt,
  forecastColumns,
} from './forecast-columns.tsx';
import { type MatrixRow, matrixRows } from './rows.ts';
import './matrix.css';

const VIEWS = ['services', 'resources', 'forecast'] as const;
type MatrixViewName = (typeof VIEWS)[number];

const LABELS = {
  services: 'usageViewServices',
  resources: 'usageViewResources',
  forecast: 'usageViewForecast',
} as const;

const FILTERS: MatrixFilter[] = ['all', 'at-risk', 'near', 'blocked'];
const FILTER_LABELS = {
  all: 'usageFilterAll',
  'at-risk': 'usageFilterAtRisk',
  near: 'usageFilterNear',
  blocked: 'usageFilterBlocked',
} as const;
const CAPTIONS = {
  services: 'usageTableServices',
  resources: 'usageTableResources',
  forecast: 'usageTableForecast',
} as const;
/** The order without a sorted column: most at risk first. */
const BY_RISK: Sort = { key: 'at-risk', descending: true };

/** A table of profiles by services, by resources or by forecasts; those at risk first unless sorted by a column. */
export function MatrixView() {
  const { params } = route.value;
  const view = VIEWS.find((one) => one === params.view) ?? 'services';
  const query = params.q ?? '';
  const kind: MatrixKind = view === 'resources' ? 'resources' : 'services';
  const filter = FILTERS.find((one) => one === params.level) ?? 'all';
  const allRows = profileRows.value;
  const first = firstRows.value;
  const found = useMemo(() => matrixRows(first ?? allRows, query), [first, allRows, query]);
  const services = firstScreen.value?.services;
  const keys = useMemo(() => services ?? matrixColumns(kind, found), [services, kind, found]);
  const shownForecasts: ForecastMap | null = view === 'forecast' ? forecasts.value : null;
  const sort = parseSort(params.sort, view === 'forecast' ? ['name'] : ['name', ...keys], BY_RISK);
  const orderOf = (all: readonly MatrixRow[]): MatrixRow[] => {
    const filtered = all.filter((row) => passes(filter, rowLevel(kind, row)));
    const by = sort === BY_RISK ? null : { column: sort.key, descending: sort.descending };
    const ordered = orderMatrix(kind, filtered, by);
    return view === 'forecast' && !by ? bySoonestFull(ordered, shownForecasts) : ordered;
  };
  const rows = useMemo(
    () => (first ? found : orderOf(found)),
    [first, found, filter, kind, sort.key, sort.descending, view, shownForecasts],
  );
  const allColumns = useMemo(
    () => columnsOf(view, keys, { rows: found, shownForecasts, at: now.value }),
    [view, keys.join(), view === 'resources' && found, shownForecasts, view === 'forecast' && hour.value],
  );
  const fitting = useMemo(
    () => fittingColumns(allColumns, (key) => key === sort.key || isAtRisk(kind, found, key)),
    [allColumns, found, sort.key],
  );
  const showsAll = params.columns === 'all';
  const columns = withLastPadding(showsAll ? allColumns : fitting);
  /** Without this, each cell and each file would say that there is no forecast. */
  const isComputing = view === 'forecast' && shownForecasts === null;
  const isEmpty = rows.length === 0 || isComputing;
  const file = `profiles-${view}-${fileDay(now.value)}`;

  const save = async (format: 'csv' | 'json') => {
    try {
      await whenLoaded();
      const { matrixCsv, matrixJson } = await import('./export.ts');
      const write = format === 'csv' ? matrixCsv : matrixJson;
      const all = first ? orderOf(matrixRows(profileRows.peek(), query)) : rows;
      const text = write(kind, all, first ? matrixColumns(kind, all) : keys, shownForecasts);
      saveFile(`${file}.${format}`, text, format === 'csv' ? undefined : 'application/json');
    } catch (error) {
      // An update of the extension may have removed that code.
      logError('save matrix', error);
      announceFailure({ code: 'internal' });
    }
  };

  if (loaded.value !== 'all' && allRows.length === 0) return <TableSkeleton />;
  if (allRows.length === 0) return <NoProfiles query="" />;
  return (
    <>
      <div class="toolbar matrix-toolbar">
        <nav class="segmented" aria-label={t('usageViews')}>
          {VIEWS.map((one) => (
            <a
              key={one}
              href={pageHref('overview', {
                view: one === 'services' ? '' : one,
                q: query,
                level: params.level ?? '',
              })}
              aria-current={one === view ? 'page' : undefined}
            >
              {t(LABELS[one])}
            </a>
          ))}
        </nav>
        <PageFilter found={rows.length} />
        <SelectField
          label={t('usageFilterLevel')}
          value={filter}
          choices={FILTERS.map((value) => ({
            value,
            label: t(FILTER_LABELS[value], percentText(minPercentOf('warning'))),
          }))}
          onChange={(level) => setParams({ level: level === 'all' ? '' : level })}
        />
        <div class="toolbar__end">
          <Button disabled={isEmpty} onClick={() => void save('csv')}>
            {t('usageExportCsv')}
          </Button>
          <Button disabled={isEmpty} onClick={() => void save('json')}>
            {t('usageExportJson')}
          </Button>
        </div>
      </div>
      {needsAllRows.value || isComputing ? (
        <TableSkeleton />
      ) : found.length === 0 ? (
        <NoProfiles query={query} />
      ) : rows.length === 0 ? (
        <NothingFound text={t('usageNonePass')}>
          <Button onClick={() => setParams({ level: '' })}>{t('usageShowAll')}</Button>
        </NothingFound>
      ) : (
        <div class="matrix">
          {view === 'forecast' && <p class="soft matrix-hidden">{t('usageForecastSoft')}</p>}
          <HiddenColumns hidden={allColumns.filter((one) => !fitting.includes(one))} all={showsAll} />
          <Table
            caption={t(CAPTIONS[view])}
            columns={columns}
            rows={rows}
            count={first ? profileCount.value : undefined}
            rowKey={({ profileRow }) => profileRow.id}
            filter={`${view} ${filter} ${query}`}
            sort={sort}
            onSort={(next) => setParams({ sort: sortText(next) })}
            highlighted={({ profileRow }) => profileRow.active}
            minWidth={matrixWidth(columns)}
            rowHeight={view === 'forecast' ? FORECAST_ROW_HEIGHT : taggedRowHeight.value}
          />
        </div>
      )}
    </>
  );
}

function columnsOf(
  view: MatrixViewName,
  keys: readonly string[],
  {
    rows,
    shownForecasts,
    at,
  }: { rows: readonly MatrixRow[]; shownForecasts: ForecastMap | null; at: number },
): Column<MatrixRow>[] {
  if (view === 'services') return [nameColumn('services'), ...withStaleNumbers(serviceColumns(keys))];
  if (view === 'resources')
    return [nameColumn('resources'), ...withStaleNumbers(resourceColumns(keys, rows))];
  const note = ({ profileRow }: MatrixRow) => (
    <FirstFull row={profileRow} forecasts={shownForecasts} now={at} />
  );
  return [nameColumn('services', note), ...withStaleNumbers(forecastColumns(keys, shownForecasts, at))];
}

/** Returns the rows ordered by when they are full; the others keep their order. */
function bySoonestFull(rows: readonly MatrixRow[], shownForecasts: ForecastMap | null): MatrixRow[] {
  return rows
    .map((row) => ({ row, at: firstFullAt(row, shownForecasts) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ row }) => row);
}
