import type uPlot from 'uplot';
import { stepsOf } from '../../../lib/domain/forecast/compute-forecast.ts';
import type { Forecast } from '../../../lib/domain/forecast/forecast.ts';
import { monthStarts } from '../../../lib/domain/usage/history-range.ts';
import { monthOf } from '../../../lib/domain/usage/month.ts';
import { isMonthly } from '../../../lib/domain/usage/service.ts';
import type { HistoryChartProps } from './history-chart.tsx';
import type { HistoryPeriod } from './history-data.ts';

export interface ChartData {
  /** Times in seconds, one column of values per series and, with a forecast, its high, low and expected values. */
  columns: uPlot.AlignedData;
  /** Indexes of the zeros that only draw a monthly counter's resets, and belong to no period. */
  resets: ReadonlySet<number>;
  /** Whether the last three columns are the forecast's. */
  hasForecast: boolean;
  /** The service's limit; null if there is none, or it isn't drawn. */
  limit: number | null;
  /** Whether it isn't drawn because it is too far above. */
  limitIsFar: boolean;
  /** Starts of the months within the range, in seconds. */
  monthStarts: number[];
  /** The ends of the x axis, in seconds. */
  from: number;
  to: number;
}

/** The limit is not drawn above this multiple of the highest value: it would flatten the series. */
const MAX_LIMIT_RATIO = 4;

/** Returns the numbers in uPlot's format: a column of times, and one of values per series. */
export function chartData({ periods, choice, limit, range, forecast, now }: HistoryChartProps): ChartData {
  const seriesCount = Math.max(1, ...periods.map(({ points }) => points.length));
  const total = choice.mode === 'total';
  // A total is the counter's value at the end of its period; what was used belongs to the whole period.
  // The running period ends now; those after it are of an earlier month that it is compared with.
  const endOf = ({ from, to }: HistoryPeriod) => (from <= now && now < to ? now : to);
  const x = periods.map((period) => (total ? endOf(period) : period.from) / 1000);
  const y = Array.from({ length: seriesCount }, (_, series) =>
    periods.map(({ points }) => (total ? points[series]?.total : points[series]?.used) ?? null),
  );
  const resets = total && isMonthly(choice.service) ? insertResets(x, y, range.from, range.to) : [];
  const to = forecast
    ? monthOf(forecast.at).end
    : Math.max(Math.min(range.to, now), ...periods.map((period) => period.to));
  const columns: (number | null)[][] = [x, ...y];
  if (forecast) appendForecast(columns, forecast);
  const values = columns.slice(1).flatMap((column) => column.filter((value) => value !== null));
  const highest = values.reduce((max, value) => Math.max(max, value), 0);
  const isDrawn = total && limit > 0 && limit <= MAX_LIMIT_RATIO * highest;
  return {
    columns: columns as uPlot.AlignedData,
    resets: new Set(resets),
    hasForecast: forecast !== undefined,
    limit: isDrawn ? limit : null,
    limitIsFar: total && limit > 0 && !isDrawn && values.length > 0,
    monthStarts: monthStarts({ from: range.from, to: Math.min(to, range.to) }).map((start) => start / 1000),
    from: range.from / 1000,
    to: to / 1000,
  };
}

/**
 * Inserts a 0 at each start of a month, where a monthly counter is reset, also at the range's own; returns their
 * indexes.
 */
function insertResets(x: number[], y: (number | null)[][], from: number, to: number): number[] {
  const resets: number[] = [];
  const starts = [...(monthOf(from).start === from ? [from] : []), ...monthStarts({ from, to: to - 1 })];
  for (const start of starts.map((at) => at / 1000)) {
    const at = x.findIndex((time) => time > start);
    if (at === -1) continue;
    x.splice(at, 0, start + (at === 0 ? 0 : 1));
    for (const column of y) column.splice(at, 0, column[at] == null ? null : 0);
    resets.push(at);
  }
  return resets;
}

/** Appends the forecast's steps, from the number that was read last to the reset. */
function appendForecast(columns: (number | null)[][], forecast: Forecast): void {
  const [x, ...series] = columns as [number[], ...(number | null)[][]];
  const steps = stepsOf(forecast);
  const readAt = forecast.at / 1000;
  // The current period's number is drawn at the moment it was read.
  if (readAt > (x.at(-1) ?? 0) || x.length === 0) {
    x.push(readAt);
    for (const column of series) column.push(forecast.used);
  } else if (readAt >= (x.at(-2) ?? 0)) {
    x[x.length - 1] = readAt;
    // The row may be older.
    if (series[0]) series[0][x.length - 1] = forecast.used;
  }
  // If it was read on an earlier day, the days since are drawn already.
  const known = x.length - 1;
  const lastKnown = x[known]! * 1000;
  const begin = steps.findLast(({ at }) => at <= lastKnown) ?? steps[0]!;
  const next = steps.filter(({ at }) => at > lastKnown);
  for (const { at } of next) {
    x.push(at / 1000);
    for (const column of series) column.push(null);
  }
  for (const key of ['high', 'low', 'expected'] as const) {
    columns.push([...Array<null>(known).fill(null), ...[begin, ...next].map((step) => step[key])]);
  }
}
