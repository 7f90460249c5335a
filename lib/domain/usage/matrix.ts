import type { Connection } from '../identity/connection.ts';
import { own } from '../own.ts';
import { planOf } from '../profiles/plan.ts';
import type { Profile } from '../profiles/profile.ts';
import { nameCollator } from '../text/collate.ts';
import { isLevelAtRisk, type Level } from './level.ts';
import { planLimits } from './plan-limits.ts';
import { SERVICE_KEYS } from './service.ts';
import { levelOf, percentOf } from './service-level.ts';
import type { Usage } from './usage.ts';
import { serviceStatus, type UsageStatus, worstShareOf } from './usage-status.ts';

/**
 * What a matrix shows: services with the profile's limits, or resources with the plan's, or the profile's if it has
 * one.
 */
export type MatrixKind = 'services' | 'resources';

/** Which rows of a matrix are shown. */
export type MatrixFilter = 'all' | 'at-risk' | 'near' | 'blocked';

/** One profile of a matrix. */
export interface MatrixProfile {
  name: string;
  /** The owner's plan; null: not known, nor are the limits that it has of resources. */
  plan: string | null;
  usage: Pick<Usage, 'services' | 'resources' | 'resourceLimits' | 'fetchedAt'> | undefined;
  /** The status of that usage in the current month. */
  status: UsageStatus;
}

/** Returns a profile as a matrix shows it. */
export function matrixProfileOf({
  profile,
  connection,
  usage,
  status,
}: {
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
  status: UsageStatus;
}): MatrixProfile {
  return { name: profile.name, plan: planOf(profile, connection), usage, status };
}

/**
 * Usage and limit; limit 0: nothing allocated, null: not known. No level without a limit, or for last month's usage.
 */
interface MatrixCell {
  used: number;
  limit: number | null;
  level: Level | null;
  percent: number | null;
  lastMonth: boolean;
}

/** Resources that plans limit, the most common first. */
const RESOURCE_KEYS = [
  'device',
  'dashboard',
  'analysis',
  'action',
  'connectors',
  'networks',
  'dictionary',
  'am',
  'tcore',
  'tcore_cluster',
] as const;

/** Returns the columns of a matrix: the documented keys, then others that a profile reports. */
export function matrixColumns(kind: MatrixKind, profiles: readonly MatrixProfile[]): string[] {
  const known: readonly string[] = kind === 'services' ? SERVICE_KEYS : RESOURCE_KEYS;
  const others = new Set<string>();
  for (const { usage } of profiles) for (const key of Object.keys(usage?.[kind] ?? {})) others.add(key);
  for (const key of known) others.delete(key);
  return [...known, ...[...others].sort()];
}

/** Returns one cell; undefined: not reported. */
export function matrixCell(
  kind: MatrixKind,
  { usage, plan, status }: MatrixProfile,
  column: string,
): MatrixCell | undefined {
  if (kind === 'services') return serviceStatus(status, column);
  const used = own(usage?.resources ?? {}, column);
  if (used === undefined) return undefined;
  const limit = resourceLimit({ usage, plan }, column);
  const level = limit === null ? null : levelOf({ used, limit });
  const percent = limit === null ? null : percentOf({ used, limit });
  return { used, limit, level, percent, lastMonth: false };
}

function resourceLimit(
  { usage, plan }: Pick<MatrixProfile, 'usage' | 'plan'>,
  resource: string,
): number | null {
  return (
    own(usage?.resourceLimits ?? {}, resource) ?? own(planLimits(plan)?.resources ?? {}, resource) ?? null
  );
}

/** Returns the highest usage of a profile as a fraction of its limit; -1 when there is none. */
export function worstShare(kind: MatrixKind, profile: MatrixProfile): number {
  if (kind === 'services') return worstShareOf(profile.status);
  return Object.entries(profile.usage?.resources ?? {}).reduce((worst, [key, used]) => {
    const limit = resourceLimit(profile, key);
    return limit ? Math.max(worst, used / limit) : worst;
  }, -1);
}

/** Returns the level of a profile as a whole in a matrix; null where nothing is allocated. */
export function rowLevel(kind: MatrixKind, profile: MatrixProfile): Level | null {
  if (kind === 'services') return profile.status.worst?.level ?? null;
  const share = worstShare(kind, profile);
  return share < 0 ? null : levelOf({ used: share, limit: 1 });
}

/** Returns true if a column has a profile at risk. */
export function isAtRisk(kind: MatrixKind, profiles: readonly MatrixProfile[], column: string): boolean {
  return profiles.some((profile) => isLevelAtRisk(matrixCell(kind, profile, column)?.level ?? null));
}

/** Returns true for the rows that a filter leaves. */
export function passes(filter: MatrixFilter, level: Level | null): boolean {
  if (filter === 'blocked') return level === 'blocked';
  if (filter === 'near' && level === 'blocked') return false;
  return filter === 'all' || isLevelAtRisk(level);
}

/**
 * Returns profiles ordered by a column, or those most at risk first. Profiles without a value are last either way;
 * equal ones are ordered by name.
 */
export function orderMatrix<Row extends MatrixProfile>(
  kind: MatrixKind,
  rows: readonly Row[],
  by: { column: string; descending: boolean } | null,
): Row[] {
  const collator = nameCollator();
  if (by?.column === 'name') {
    const turn = by.descending ? -1 : 1;
    return [...rows].sort((a, b) => turn * collator.compare(a.name, b.name));
  }
  const share = (row: Row): number => {
    if (!by) return worstShare(kind, row);
    const cell = matrixCell(kind, row, by.column);
    if (!cell || cell.lastMonth) return -1;
    return cell.limit ? Math.max(0, cell.used) / cell.limit : cell.limit === null ? cell.used / 1e12 : -1;
  };
  const turn = by && !by.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, share: share(row) }))
    .sort((a, b) => {
      const missing = Number(a.share < 0) - Number(b.share < 0);
      return missing || turn * (b.share - a.share) || collator.compare(a.row.name, b.row.name);
    })
    .map(({ row }) => row);
}
