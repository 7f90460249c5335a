import type uPlot from 'uplot';
import { cycleOf } from '../../../lib/domain/usage/cycle.ts';
import { monthStarts } from '../../../lib/domain/usage/history-range.ts';
import { isMonthly } from '../../../lib/domain/usage/service.ts';
import type { HistoryChartProps } from './history-chart.tsx';

export interface ChartData {
  /** Seconds, then a column per line, then (with a forecast) its range's high and low end and what is expected. */
  columns: uPlot.AlignedData;
  /** Which columns are the forecast's; none without one. */
  forecast: boolean;
  /** The limit, where it is worth drawing. */
  limit: number | null;
  /** Turns of the month within the range, in seconds. */
  turns: number[];
  /** The x axis in seconds. */
  from: number;
  to: number;
}

/** A limit further above the line than this would press it flat. */
const LIMIT_WITHIN = 4;

/** The numbers as the chart library takes them: one column of times, and one per line. */
export function chartData({ periods, choice, limit, range, forecast, now }: HistoryChartProps): ChartData {
  const lines = Math.max(1, ...periods.map(({ points }) => points.length));
  const total = choice.mode === 'total';
  // A counter is what it is at the end of its period; what was used belongs to the whole of it.
  const x = periods.map(({ from, to }) => (total ? Math.min(to, Math.max(from, now)) : from) / 1000);
  const y = Array.from({ length: lines }, (_, line) =>
    periods.map(({ points }) => (total ? points[line]?.total : points[line]?.used) ?? null),
  );
  const anew = total && isMonthly(choice.service);
  if (anew) dropToNothing(x, y, range.from, range.to);
  const to = forecast ? cycleOf(now).end : Math.min(range.to, Math.max(now, ...periods.map((one) => one.to)));
  const columns: (number | null)[][] = [x, ...y];
  if (forecast) withForecast(columns, forecast, now, cycleOf(now).end);
  const highest = columns
    .slice(1)
    .flat()
    .reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  return {
    columns: columns as uPlot.AlignedData,
    forecast: forecast !== undefined,
    limit: total && limit > 0 && limit <= LIMIT_WITHIN * highest ? limit : null,
    turns: monthStarts({ from: range.from, to }).map((start) => start / 1000),
    from: range.from / 1000,
    to: to / 1000,
  };
}

/** A monthly counter begins at nothing: where the range starts with a month, and at each turn within it. */
function dropToNothing(x: number[], y: (number | null)[][], from: number, to: number): void {
  const starts = [...(cycleOf(from).start === from ? [from] : []), ...monthStarts({ from, to: to - 1 })];
  for (const start of starts.map((at) => at / 1000)) {
    const at = x.findIndex((time) => time > start);
    if (at === -1) continue;
    x.splice(at, 0, start + (at === 0 ? 0 : 1));
    for (const column of y) column.splice(at, 0, column[at] == null ? null : 0);
  }
}

/** Goes on from the last number to the reset, with the ends of its range. */
function withForecast(
  columns: (number | null)[][],
  { used, atCycleEnd }: NonNullable<HistoryChartProps['forecast']>,
  now: number,
  end: number,
): void {
  const length = columns[0]!.length;
  const blank = () => Array<number | null>(length).fill(null);
  const start = now / 1000;
  const last = columns[0]!.at(-1) ?? 0;
  // The present number stands at the end of what is known, once.
  if (start > last) {
    columns[0]!.push(start);
    for (const column of columns.slice(1)) column.push(used);
  } else columns[0]![length - 1] = Math.max(start, last);
  columns[0]!.push(end / 1000);
  for (const column of columns.slice(1)) column.push(null);
  const to = columns[0]!.length - 2;
  for (const value of [atCycleEnd.high, atCycleEnd.low, atCycleEnd.expected]) {
    const column = [...blank(), ...Array<number | null>(columns[0]!.length - length).fill(null)];
    column[to] = used;
    column[to + 1] = value;
    columns.push(column);
  }
}
