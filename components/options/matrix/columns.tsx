import type { ComponentChildren } from 'preact';
import { isLevelAtRisk } from '../../../lib/domain/usage/level.ts';
import { type MatrixKind, matrixCell } from '../../../lib/domain/usage/matrix.ts';
import { isTemporary } from '../../../lib/domain/usage/stale-usage.ts';
import { compactText } from '../../../lib/i18n/compact-text.ts';
import { noUsageText } from '../../../lib/i18n/no-usage-text.ts';
import {
  exactAmountText,
  levelText,
  numberText,
  percentText,
  serviceLabel,
  serviceShortLabel,
} from '../../../lib/i18n/service-text.ts';
import { staleCauseText } from '../../../lib/i18n/stale-cause-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { staleCause } from '../../../lib/state/stale-usage.ts';
import { headTextWidth, textWidth } from '../../ui/head-width.ts';
import { LevelShape } from '../../ui/level.tsx';
import type { Column } from '../../ui/table.tsx';
import { resourceLabel } from '../profile/resource-label.ts';
import { NoValue, UsageCell } from '../profiles/usage-cell.tsx';
import { ProfileCell } from '../shared/profile-cell.tsx';
import { setParams } from '../shell/router.ts';
import type { MatrixRow } from './rows.ts';

/** The padding of a cell, and what the last one has more (both in matrix.css), in px. */
const CELL_PADDING = 10;
const LAST_CELL_PADDING = 9;
/** The least space between two headings beside the padding: the sort arrow is in it. In px. */
const HEAD_GAP = 6;
/** The padding of a number (matrix.css), and a level's shape before it, in px. */
const NUMBER_PADDING = 8;
const SHAPE_WIDTH = 14;
/** The minimum width of the name, in px. */
const NAME_WIDTH = 222;

/** Returns the first column of a matrix: the profile, as a link to its page, with a `note` below it. */
export function nameColumn(
  kind: MatrixKind,
  note?: (row: MatrixRow) => ComponentChildren,
): Column<MatrixRow> {
  return {
    key: 'name',
    label: t('profilesColumnProfile'),
    sort: 'ascending',
    cell: (row) => (
      <ProfileCell
        row={row.profileRow}
        ranges={row.ranges}
        extraTags={stateTags(row.profileRow, kind)}
        onTag={(tag) => setParams({ q: `#${tag}` })}
        note={note?.(row)}
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
    cell: ({ profileRow }) => <UsageCell status={profileRow.status} service={service} />,
  }));
}

/** Returns columns in which the numbers of a row look outdated where they may not be true anymore. */
export function withStaleNumbers(columns: Column<MatrixRow>[]): Column<MatrixRow>[] {
  return columns.map((column) => ({
    ...column,
    cell: (row) => <span class={staleCause(row.profileRow) ? 'dim' : undefined}>{column.cell(row)}</span>,
  }));
}

/** Returns a column for each resource: how many there are, with a shape where the plan's limit is near. */
export function resourceColumns(
  resources: readonly string[],
  rows: readonly MatrixRow[],
): Column<MatrixRow>[] {
  return resources.map((resource) => ({
    key: resource,
    label: resourceLabel(resource),
    width: `${Math.max(headingWidth(resourceLabel(resource)), resourceWidth(rows, resource))}px`,
    align: 'end',
    sort: 'descending',
    cell: (row) => <ResourceCell row={row} resource={resource} />,
  }));
}

/** Returns the columns, the last of which is wider by its padding. */
export function withLastPadding(columns: Column<MatrixRow>[]): Column<MatrixRow>[] {
  const last = columns.length - 1;
  return columns.map((column, index) =>
    index === last ? { ...column, width: `${widthOf(column) + LAST_CELL_PADDING}px` } : column,
  );
}

/** Returns the minimum width of a matrix with these columns, in px. */
export function matrixWidth(columns: readonly Column<MatrixRow>[]): number {
  return columns.reduce((sum, column) => sum + widthOf(column), NAME_WIDTH);
}

function widthOf({ width }: Column<MatrixRow>): number {
  return width ? Number.parseInt(width, 10) : 0;
}

/** Returns the full name of a service or resource. */
export function columnName(kind: MatrixKind, column: string): string {
  return kind === 'services' ? serviceLabel(column) : resourceLabel(column);
}

/** Returns the CSS width of a column: its heading fits, and a percentage or another text with a level's shape. */
export function columnWidth(label: string, text = ''): string {
  const widest = Math.max(textWidth(percentText(100)), textWidth(text));
  return `${Math.max(Math.ceil(widest) + CELL_PADDING + NUMBER_PADDING + SHAPE_WIDTH, headingWidth(label))}px`;
}

function headingWidth(label: string): number {
  return headTextWidth(label) + CELL_PADDING + HEAD_GAP;
}

/** Returns the width of a resource's widest number with its limit, and a shape where one has it, in px. */
function resourceWidth(rows: readonly MatrixRow[], resource: string): number {
  // The largest number of each limit: a text for every row of thousands would hold up each key in the filter.
  const largest = new Map<number | null, number>();
  let shape = 0;
  for (const row of rows) {
    const cell = matrixCell('resources', row, resource);
    if (!cell) continue;
    largest.set(cell.limit, Math.max(cell.used, largest.get(cell.limit) ?? 0));
    if (isLevelAtRisk(cell.level)) shape = SHAPE_WIDTH;
  }
  const longest = longestOf([...largest].map(([limit, used]) => numberText(used) + limitText(limit)));
  return Math.ceil(textWidth(longest)) + CELL_PADDING + NUMBER_PADDING + shape;
}

/** Returns the longest of some texts; empty if there are none. */
export function longestOf(texts: readonly string[]): string {
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

function limitText(limit: number | null): string {
  return limit === null ? '' : ` / ${compactText(limit)}`;
}

function ResourceCell({ row, resource }: { row: MatrixRow; resource: string }) {
  const cell = matrixCell('resources', row, resource);
  if (!cell) return <NoValue why={t(row.usage?.fetchedAt ? 'usageUnknown' : 'usageNotRead')} />;
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
  // A resource has no unit, also where a service that has one is called the same.
  const amount = exactAmountText('', { used: cell.used, limit: cell.limit });
  return (
    <span
      class={`level-value level--${level}`}
      title={t('usageCellTitle', name, `${amount} (${percentText(percent)})`)}
    >
      {level !== 'ok' && <LevelShape level={level} />}
      {numberText(cell.used)}
      <span class="soft matrix__limit">{limitText(cell.limit)}</span>
      {level !== 'ok' && <span class="visually-hidden">, {levelText(level)}</span>}
    </span>
  );
}

/** Returns why numbers are missing or old in a row. */
function stateTags(row: MatrixRow['profileRow'], kind: MatrixKind): string[] {
  const cause = staleCause(row);
  if (kind === 'services' && (!cause || isTemporary(cause)) && row.status.fetchedAt !== null && !row.worst)
    return [noUsageText(row.status, cause)];
  return cause ? [staleCauseText(cause)] : [];
}
