import { refId } from '../identity/keys.ts';
import type { Profile } from '../profiles/profile.ts';
import { nameCollator } from '../text/collate.ts';
import { isLevelAtRisk } from './level.ts';
import type { Usage } from './usage.ts';
import { type UsageStatus, usageStatus, worstShareOf } from './usage-status.ts';

/** Profiles at risk in the same way: how many, and the one closest to its limit (null: none). */
interface RiskGroup<Row> {
  count: number;
  worst: Row | null;
}

export interface RiskSummary<Row> {
  blocked: RiskGroup<Row>;
  /** With a service at 80 % or more, without being blocked. */
  near: RiskGroup<Row>;
  /** How many have numbers of this month; of the others, which may be at risk too, none is called healthy. */
  read: number;
  /** How many have none of this month yet. */
  unread: number;
  /** How many can't be read until somebody acts, or had a number that wasn't understood. */
  unreadable: number;
}

/**
 * Returns which profiles are blocked and which near a limit. The worst is the one that the table of usage has first.
 * `isReadable`: false for those that can't be read until somebody acts.
 */
export function summarizeRisk<Row extends Pick<Profile, 'name'>>(
  rows: Iterable<Row>,
  statusOf: (row: Row) => UsageStatus,
  isReadable: (row: Row) => boolean,
): RiskSummary<Row> {
  const groups = {
    blocked: { count: 0, worst: null as Row | null, share: -1 },
    near: { count: 0, worst: null as Row | null, share: -1 },
  };
  const { compare } = nameCollator();
  const counts = { read: 0, unread: 0, unreadable: 0 };
  for (const row of rows) {
    const status = statusOf(row);
    counts[isReadable(row) ? knowledgeOf(status) : 'unreadable']++;
    const risk = riskGroupOf(status);
    if (!risk) continue;
    const group = groups[risk];
    group.count++;
    const share = worstShareOf(status);
    const order = group.share - share || (group.worst ? compare(row.name, group.worst.name) : -1);
    if (order >= 0) continue;
    group.share = share;
    group.worst = row;
  }
  const result = ({ count, worst }: typeof groups.blocked) => ({ count, worst });
  return { blocked: result(groups.blocked), near: result(groups.near), ...counts };
}

function knowledgeOf({ fetchedAt, lastMonth, unreadable }: UsageStatus): 'read' | 'unread' | 'unreadable' {
  if (fetchedAt === null || lastMonth) return 'unread';
  return unreadable.length > 0 ? 'unreadable' : 'read';
}

/** Returns a summary that names profiles by their refId. */
export function riskById({ blocked, near, ...counts }: RiskSummary<Profile>): RiskSummary<string> {
  const byId = ({ count, worst }: RiskGroup<Profile>) => ({ count, worst: worst && refId(worst) });
  return { ...counts, blocked: byId(blocked), near: byId(near) };
}

/** Returns whether a profile is blocked or near a limit; null: neither, or nothing is known. */
export function riskGroupOf({ worst }: UsageStatus): 'blocked' | 'near' | null {
  if (!worst || !isLevelAtRisk(worst.level)) return null;
  return worst.level === 'blocked' ? 'blocked' : 'near';
}

/** Returns how many profiles are blocked, and how many have a service at 80 % or more without being blocked. */
export function countAtRisk(
  profiles: readonly Profile[],
  usage: ReadonlyMap<string, Usage>,
  now: number,
): { blocked: number; near: number } {
  const counts = { blocked: 0, near: 0 };
  for (const profile of profiles) {
    const risk = riskGroupOf(usageStatus(usage.get(refId(profile)), now));
    if (risk) counts[risk]++;
  }
  return counts;
}
