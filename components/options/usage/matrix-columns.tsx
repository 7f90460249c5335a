import { type MatrixKind, matrixCell } from '../../../lib/domain/usage/matrix.ts';
import {
  exactAmountText,
  levelText,
  numberText,
  percentText,
  serviceLabel,
} from '../../../lib/i18n/service-text.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { LevelShape } from '../../ui/level.tsx';
import type { Column } from '../../ui/table.tsx';
import { resourceLabel } from '../profile/resource-label.ts';
import { UsageCell } from '../profiles/usage-cell.tsx';
import { ProfileCell } from '../shared/profile-cell.tsx';
import type { MatrixRow } from './matrix-rows.ts';

/** As wide as the heads are, in px; the names get what is left. */
const WIDTHS: Record<string, number> = {
  input: 84,
  output: 92,
  data_records: 98,
  file_storage: 78,
  analysis: 80,
  sms: 58,
  email: 62,
  push_notification: 58,
  run_users: 86,
  device: 88,
  dashboard: 98,
  action: 84,
  connectors: 94,
  networks: 88,
  dictionary: 98,
  am: 122,
  tcore: 88,
  tcore_cluster: 136,
};
const OTHER_WIDTH = 104;
/** What the arrow of a column that sorts takes. */
const ARROW_WIDTH = 8;
/** What the name needs, in px. */
const NAME_WIDTH = 222;

/** The column that heads every matrix: the profile, a link to its page. */
export function nameColumn({
  sorted = false,
  tab = 'overview' as 'overview' | 'usage',
} = {}): Column<MatrixRow> {
  return {
    key: 'name',
    label: t('profilesColumnProfile'),
    ...(sorted ? { sort: 'ascending' as const } : {}),
    cell: ({ line, ranges }) => (
      <ProfileCell row={line} ranges={ranges} tab={tab} extraTags={stateTags(line)} />
    ),
  };
}

/** One column per service: percent and level. */
export function serviceColumns(services: readonly string[], { sorted = false } = {}): Column<MatrixRow>[] {
  return services.map((service) => ({
    key: service,
    label: serviceColumnLabel(service),
    width: columnWidth(service, { sorted }),
    align: 'end',
    ...(sorted ? { sort: 'descending' as const } : {}),
    cell: ({ line }) => (
      <span class={line.usage?.failure ? 'dim' : undefined}>
        <UsageCell status={line.status} service={service} />
      </span>
    ),
  }));
}

/** One column per resource: how many there are, with a mark where the plan's limit is near. */
export function resourceColumns(resources: readonly string[]): Column<MatrixRow>[] {
  return resources.map((resource) => ({
    key: resource,
    label: resourceLabel(resource),
    width: columnWidth(resource, { sorted: true }),
    align: 'end',
    sort: 'descending',
    cell: (row) => <ResourceCell row={row} resource={resource} />,
  }));
}

/** The least width of a matrix with so many columns besides the name, in px. */
export function matrixWidth(columns: readonly Column<MatrixRow>[]): number {
  return columns.reduce((sum, { width }) => sum + (width ? Number.parseInt(width, 10) : 0), NAME_WIDTH);
}

/** A service at the head of a column: shorter than its full name, as a column is narrow. */
export function serviceColumnLabel(service: string): string {
  const key = `serviceShort_${service}` as MessageKey;
  const short = t(key);
  return short === key ? serviceLabel(service) : short;
}

/** A service or a resource by its full name. */
export function columnName(kind: MatrixKind, column: string): string {
  return kind === 'services' ? serviceLabel(column) : resourceLabel(column);
}

/** The width of a column, as CSS has it; `least` where its cells say more than a percentage. */
export function columnWidth(key: string, { sorted = false, least = 0 } = {}): string {
  return `${Math.max(least, WIDTHS[key] ?? OTHER_WIDTH) + (sorted ? ARROW_WIDTH : 0)}px`;
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

/** What keeps a row from being full: a token is missing, nothing is allocated, its numbers are old. */
function stateTags({ profile, usage, status, worst }: MatrixRow['line']): string[] {
  if (profile.access === 'denied') return [t('profilesNeedsToken')];
  if (status.lastMonth) return [t('usageLastMonth')];
  if (status.fetchedAt !== null && !worst) return [t('profilesNothingAllocated')];
  if (usage?.failure) return [t('overviewStale')];
  return [];
}
