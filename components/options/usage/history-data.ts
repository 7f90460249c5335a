import type { Periodicity } from '../../../lib/domain/usage/history.ts';
import {
  indexRows,
  type SeriesPoint,
  type StatisticsRow,
  seriesOf,
} from '../../../lib/domain/usage/statistics.ts';
import type { HistorySeries } from './history-choice.ts';

/** One row of the table and one x value of the chart: a period, with each series' numbers. */
export interface HistoryPeriod {
  /** Epoch ms, in the time of the first series. */
  from: number;
  to: number;
  points: (SeriesPoint | undefined)[];
}

/** Returns the periods of all series, in the time of the first; future periods are left out. */
export function periodsOf(
  allSeries: readonly HistorySeries[],
  rows: readonly (readonly StatisticsRow[] | null)[],
  service: string,
  periodicity: Periodicity,
  now: number,
): HistoryPeriod[] {
  const byStart = new Map<number, HistoryPeriod>();
  for (const [index, series] of allSeries.entries()) {
    const to = Math.min(series.to, now);
    const points = seriesOf(indexRows(rows[index] ?? []), service, { periodicity, from: series.from, to });
    for (const point of points) {
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
