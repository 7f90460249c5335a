import { own } from '../own.ts';
import { isAmount } from './amount.ts';
import type { HistoryRow, Periodicity } from './history.ts';
import { monthOf } from './month.ts';
import { periodEnd, periodsBetween } from './periods.ts';
import { hasStatistics, isMonthly } from './service.ts';

/** A stored row; `fetchedAt` (epoch ms) shows whether its period was over when it was read. */
export type StatisticsRow = Pick<HistoryRow, 'time' | 'values' | 'unreadable'> & { fetchedAt?: number };

/** One hour, day or month of one service. Times are epoch ms, UTC periods; `to` starts the next one. */
export interface SeriesPoint {
  from: number;
  to: number;
  /** The counter at the end of the period, or as last read in the current one; null: not known. */
  total: number | null;
  /** Usage in the period, negative if storage shrank or a counter was corrected; null: not known. */
  used: number | null;
  /** What a monthly counter showed before it fell within its month (it was corrected, or started over); else null. */
  fellFrom: number | null;
  /** True if the period wasn't over when it was read. */
  partial: boolean;
}

interface SeriesRange {
  periodicity: Periodicity;
  from: number;
  to: number;
}

/** Rows by the start of their period, so that several services are read without parsing times again. */
export type StatisticsIndex = ReadonlyMap<number, StatisticsRow>;

/** Returns the index of rows of one periodicity, without rows whose time can't be parsed. */
export function indexRows(rows: readonly StatisticsRow[]): StatisticsIndex {
  const index = new Map<number, StatisticsRow>();
  for (const row of rows) {
    const start = Date.parse(row.time);
    if (!Number.isNaN(start)) index.set(start, row);
  }
  return index;
}

/**
 * Returns one service's history, a point per period from `from` to `to`. The platform's counters are cumulative within
 * the month, and a service that wasn't used is missing from a period's row: its counter is unchanged. A period without
 * a row was never requested, so nothing is known about it; nor is anything of a service that the statistics don't have.
 */
export function seriesOf(index: StatisticsIndex, service: string, range: SeriesRange): SeriesPoint[] {
  const monthly = isMonthly(service);
  const isKnown = hasStatistics(service) || hasService(index, service);
  const points: SeriesPoint[] = [];
  let total: number | null = null;
  for (const from of periodsBetween(range.periodicity, range.from, range.to)) {
    const to = periodEnd(range.periodicity, from);
    const row = index.get(from);
    if (monthly && monthOf(from).start === from) total = 0;
    const value = row && own(row.values, service);
    const isReadable = value === undefined || isAmount(value);
    if (!row || !isKnown || !isReadable || row.unreadable?.includes(service)) {
      total = null;
      points.push({ from, to, total, used: null, fellFrom: null, partial: false });
      continue;
    }
    const used = usedIn(value, total, monthly);
    const fellFrom = monthly && value !== undefined && total !== null && value < total ? total : null;
    if (value !== undefined) total = value;
    const partial = row.fetchedAt !== undefined && row.fetchedAt < to;
    points.push({ from, to, total, used, fellFrom, partial });
  }
  return points;
}

/** Returns true if a service is in at least one of the rows. */
export function hasService(index: StatisticsIndex, service: string): boolean {
  return [...index.values()].some(({ values }) => Object.hasOwn(values, service));
}

function usedIn(value: number | undefined, before: number | null, monthly: boolean): number | null {
  if (value === undefined) return 0;
  if (before === null) return null;
  return monthly && hasStartedOver(value, before) ? value : value - before;
}

/**
 * Returns true for a monthly counter that fell so far that it was reset, which may be at another time than assumed
 * here. A smaller decrease is a correction.
 */
function hasStartedOver(value: number, before: number): boolean {
  return value < before / 2;
}
