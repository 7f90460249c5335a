import type { Periodicity } from '../../../lib/domain/usage/history.ts';
import {
  indexRows,
  type SeriesPoint,
  type StatisticsRow,
  seriesOf,
} from '../../../lib/domain/usage/statistics.ts';
import type { HistoryLine } from './history-choice.ts';

/** One row of the table and one place of the chart: a period, with what each line has in it. */
export interface HistoryPeriod {
  /** Epoch ms, of the first line. */
  from: number;
  to: number;
  points: (SeriesPoint | undefined)[];
}

/** Joins the series period by period, in the first one's time; future periods are left out. */
export function periodsOf(
  lines: readonly HistoryLine[],
  rows: readonly (readonly StatisticsRow[] | null)[],
  service: string,
  periodicity: Periodicity,
  now: number,
): HistoryPeriod[] {
  const byStart = new Map<number, HistoryPeriod>();
  for (const [index, line] of lines.entries()) {
    const to = Math.min(line.to, now);
    const points = seriesOf(indexRows(rows[index] ?? []), service, { periodicity, from: line.from, to });
    for (const point of points) {
      const from = point.from + line.shift;
      let period = byStart.get(from);
      if (!period) {
        period = { from, to: point.to + line.shift, points: [] };
        byStart.set(from, period);
      }
      period.points[index] = point;
    }
  }
  return [...byStart.values()].sort((a, b) => a.from - b.from);
}

/** Returns true when something is known in at least one period. */
export function hasNumbers(periods: readonly HistoryPeriod[]): boolean {
  return periods.some(({ points }) =>
    points.some((point) => point && (point.total !== null || point.used !== null)),
  );
}

/** Returns what a line used over all its periods; what is not known is left out. */
export function usedInAll(periods: readonly HistoryPeriod[], line: number): number {
  return periods.reduce((sum, { points }) => sum + (points[line]?.used ?? 0), 0);
}
