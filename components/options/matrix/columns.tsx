import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import { type MatrixKind, matrixCell } from '../../../lib/domain/usage/matrix.ts';
import {
  exactAmountText,
  levelText,
  numberText,
  percentText,
  serviceLabel,
  serviceShortLabel,
} from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { headWidth, textWidth } from '../../ui/head-width.ts';
import { LevelShape } from '../../ui/level.tsx';
import type { Column } from '../../ui/table.tsx';
import { resourceLabel } from '../profile/resource-label.ts';
import { UsageCell } from '../profiles/usage-cell.tsx';
import { ProfileCell } from '../shared/profile-cell.tsx';
import { setParams } from '../shell/router.ts';
import type { MatrixRow } from './rows.ts';

/** The width of a percentage without a space before its sign, with its level's shape, in px. */
const CELL_WIDTH = 74;
const COMPACT_PERCENT = '100%';
/** The minimum width of the name, in px. */
const NAME_WIDTH = 222;

/** Returns the first column of every matrix: the profile, as a link to its page. */
export function nameColumn(): Column<MatrixRow> {
  return {
    key: 'name',
    label: t('profilesColumnProfile'),
    sort: 'ascending',
    cell: ({ profileRow, ranges }) => (
      <ProfileCell
        row={profileRow}
        ranges={ranges}
        extraTags={stateTags(profileRow)}
        onTag={(tag) => setParams({ q: `#${tag}` })}
      />
    ),
  };
}

/** Returns a column for each service: percentage and level. */
export function serviceColumns(services: readonly string[]): Column<MatrixRow>[] {
  return services.map((service) => ({
    key: service,
    label: serviceShortLabel(service),
    width: columnWidth(serviceShortLabel(service)),
    align: 'end',
    sort: 'descending',
    cell: ({ profileRow }) => (
      <span class={profileRow.usage?.failure ? 'dim' : undefined}>
        <UsageCell status={profileRow.status} service={service} />
      </span>
    ),
  }));
}

/** Returns a column for each resource: how many there are, with a shape where the plan's limit is near. */
export function resourceColumns(resources: readonly string[]): Column<MatrixRow>[] {
  return resources.map((resource) => ({
    key: resource,
    label: resourceLabel(resource),
    width: columnWidth(resourceLabel(resource)),
    align: 'end',
    sort: 'descending',
    cell: (row) => <ResourceCell row={row} resource={resource} />,
  }));
}

/** Returns the minimum width of a matrix with these columns, in px. */
export function matrixWidth(columns: readonly Column<MatrixRow>[]): number {
  return columns.reduce((sum, { width }) => sum + (width ? Number.parseInt(width, 10) : 0), NAME_WIDTH);
}

/** Returns the full name of a service or resource. */
export function columnName(kind: MatrixKind, column: string): string {
  return kind === 'services' ? serviceLabel(column) : resourceLabel(column);
}

/** Returns the CSS width of a column: its heading and a percentage fit; the sort arrow is in the padding. */
export function columnWidth(label: string): string {
  const percentWidth = textWidth(percentText(100)) - textWidth(COMPACT_PERCENT);
  return `${Math.max(CELL_WIDTH + Math.ceil(percentWidth), headWidth(label))}px`;
}

function ResourceCell({ row, resource }: { row: MatrixRow; resource: string }) {
  const cell = matrixCell('resources', row, resource);
  if (!cell) {
    const why = row.usage?.fetchedAt ? t('usageNotAllocated') : t('usageNotRead');
    return (
      <span class="level-value level-value--none" title={why}>
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">{why}</span>
      </span>
    );
  }
  const name = resourceLabel(resource);
  const { level, percent } = cell;
  if (level === null || percent === null || cell.limit === null) {
    return (
      <span
        class="level-value level--ok"
        title={t('usageCellTitle', name, t('usageNoLimitKnown', numberText(cell.used)))}
      >
        {numberText(cell.used)}
      </span>
    );
  }
  const amount = exactAmountText(resource, { used: cell.used, limit: cell.limit });
  return (
    <span
      class={`level-value level--${level}`}
      title={t('usageCellTitle', name, `${amount} (${percentText(percent)})`)}
    >
      {level !== 'ok' && <LevelShape level={level} />}
      {numberText(cell.used)}
      <span class="soft matrix__limit"> / {numberText(cell.limit, { notation: 'compact' })}</span>
      {level !== 'ok' && <span class="visually-hidden">, {levelText(level)}</span>}
    </span>
  );
}

/** Returns why numbers are missing or old in a row: no token, last month's usage, nothing allocated, or a failure. */
function stateTags({ profile, usage, status, worst }: MatrixRow['profileRow']): string[] {
  if (needsToken(profile)) return [t('profilesNeedsToken')];
  if (status.lastMonth) return [t('usageLastMonth')];
  if (status.fetchedAt !== null && !worst) return [t('profilesNothingAllocated')];
  if (usage?.failure) return [t('overviewStale')];
  return [];
}
