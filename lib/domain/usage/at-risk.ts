import { refId } from '../identity/keys.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Usage } from './usage.ts';
import { type UsageStatus, usageStatus } from './usage-status.ts';

/** Profiles at risk in the same way: how many, and the one closest to its limit (null: none). */
interface RiskGroup<Row> {
  count: number;
  worst: Row | null;
}

export interface RiskSummary<Row> {
  blocked: RiskGroup<Row>;
  /** With a service at 80 % or more, without being blocked. */
  near: RiskGroup<Row>;
  /** How many have numbers of this month, and how many have none: those may be at risk too. */
  read: number;
  unread: number;
}

/** Returns which of the rows are blocked and which near a limit; of equally full ones the first is the worst. */
export function summarizeRisk<Row>(
  rows: Iterable<Row>,
  statusOf: (row: Row) => UsageStatus,
): RiskSummary<Row> {
  const groups = {
    blocked: { count: 0, worst: null as Row | null, percent: -1 },
    near: { count: 0, worst: null as Row | null, percent: -1 },
  };
  let read = 0;
  let unread = 0;
  for (const row of rows) {
    const status = statusOf(row);
    const { worst, fetchedAt, lastMonth } = status;
    if (fetchedAt === null || lastMonth) unread++;
    else read++;
    const risk = riskGroupOf(status);
    if (!risk || !worst) continue;
    const group = groups[risk];
    group.count++;
    if (worst.percent <= group.percent) continue;
    group.percent = worst.percent;
    group.worst = row;
  }
  const result = ({ count, worst }: typeof groups.blocked) => ({ count, worst });
  return { blocked: result(groups.blocked), near: result(groups.near), read, unread };
}

/** Returns whether a profile is blocked or near a limit; null: neither, or nothing is known. */
export function riskGroupOf({ worst }: UsageStatus): 'blocked' | 'near' | null {
  if (!worst || worst.level === 'ok') return null;
  return worst.level === 'blocked' ? 'blocked' : 'near';
}

/** How many profiles are blocked, and how many have a service at 80 % or more without being blocked. */
export function countAtRisk(
  profiles: readonly Profile[],
  usage: ReadonlyMap<string, Usage>,
  now: number,
): { blocked: number; near: number } {
  const { blocked, near } = summarizeRisk(profiles, (profile) => usageStatus(usage.get(refId(profile)), now));
  return { blocked: blocked.count, near: near.count };
}
