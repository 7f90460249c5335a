import type { Periodicity } from '../../../lib/domain/usage/history.ts';
import { readingStart } from '../../../lib/domain/usage/history-range.ts';
import { isMonthly } from '../../../lib/domain/usage/service.ts';
import {
  indexRows,
  type SeriesPoint,
  type StatisticsRow,
  seriesOf,
} from '../../../lib/domain/usage/statistics.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import type { HistorySeries } from './history-choice.ts';

/** One row of the table and one x value of the chart: a period, with each series' numbers. */
export interface HistoryPeriod {
  /** Epoch ms, in the time of the first series. */
  from: number;
  to: number;
  points: (SeriesPoint | undefined)[];
}

/**
 * Returns the periods of all series, in the time of the first; future periods are left out. `rows`: of each series,
 * from its {@link readingStart} on; `current`: what {@link usedNow} returns of each one's profile.
 */
export function periodsOf(
  allSeries: readonly HistorySeries[],
  rows: readonly (readonly StatisticsRow[] | null)[],
  service: string,
  periodicity: Periodicity,
  now: number,
  current: readonly (number | undefined)[] = [],
): HistoryPeriod[] {
  const byStart = new Map<number, HistoryPeriod>();
  for (const [index, series] of allSeries.entries()) {
    const to = Math.min(series.to, now);
    const read = { periodicity, from: readingStart(series.from), to };
    const points = seriesOf(indexRows(rows[index] ?? []), service, read);
    for (const point of withCurrent(points, current[index], now)) {
      if (point.from < series.from) continue;
      const from = point.from + series.shift;
      let period = byStart.get(from);
      if (!period) {
        period = { from, to: point.to + series.shift, points: [] };
        byStart.set(from, period);
      }
      period.points[index] = point;
    }
  }
  return [...byStart.values()].sort((a, b) => a.from - b.from);
}

/** Returns how much of a service that is counted at any time a profile uses now; undefined: not known. */
export function usedNow(row: ProfileRow | undefined, service: string): number | undefined {
  return isMonthly(service) ? undefined : row?.usage?.services[service]?.used;
}

/** Returns the points with what is used now in all periods since which nothing has changed, if they have no number. */
function withCurrent(points: SeriesPoint[], current: number | undefined, now: number): SeriesPoint[] {
  const last = points.at(-1);
  if (current === undefined || !last || last.to <= now) return points;
  const since = points.findLastIndex(({ total, used }) => total !== null || used !== 0) + 1;
  return points.map((point, index) => (index < since ? point : { ...point, total: current }));
}

/** Returns true if a number is known in at least one period. */
export function hasNumbers(periods: readonly HistoryPeriod[]): boolean {
  return periods.some(({ points }) =>
    points.some((point) => point && (point.total !== null || point.used !== null)),
  );
}

/** Returns what a series used over all its periods; null if it isn't known of each. */
export function totalUsed(periods: readonly HistoryPeriod[], series: number): number | null {
  const used = periods.flatMap(({ points }) => (points[series] ? [points[series].used] : []));
  return used.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
