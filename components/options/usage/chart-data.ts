import type uPlot from 'uplot';
import { type Forecast, stepsOf } from '../../../lib/domain/forecast/forecast.ts';
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
const MAX_LIMIT_RATIO = 4;

/** Returns the numbers as the chart library takes them: one column of times, and one per line. */
export function chartData({ periods, choice, limit, range, forecast, now }: HistoryChartProps): ChartData {
  const lines = Math.max(1, ...periods.map(({ points }) => points.length));
  const total = choice.mode === 'total';
  // A counter is what it is at the end of its period; what was used belongs to the whole of it.
  const x = periods.map(({ from, to }) => (total ? Math.min(to, Math.max(from, now)) : from) / 1000);
  const y = Array.from({ length: lines }, (_, line) =>
    periods.map(({ points }) => (total ? points[line]?.total : points[line]?.used) ?? null),
  );
  const startsOver = total && isMonthly(choice.service);
  if (startsOver) dropToNothing(x, y, range.from, range.to);
  const to = forecast
    ? cycleOf(forecast.at).end
    : Math.min(range.to, Math.max(now, ...periods.map((one) => one.to)));
  const columns: (number | null)[][] = [x, ...y];
  if (forecast) withForecast(columns, forecast);
  const highest = columns
    .slice(1)
    .flat()
    .reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  return {
    columns: columns as uPlot.AlignedData,
    forecast: forecast !== undefined,
    limit: total && limit > 0 && limit <= MAX_LIMIT_RATIO * highest ? limit : null,
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

/** Goes on from the number that was read last to the reset, by the very steps the forecast was made from. */
function withForecast(columns: (number | null)[][], forecast: Forecast): void {
  const [x, ...lines] = columns as [number[], ...(number | null)[][]];
  const steps = stepsOf(forecast);
  const read = forecast.at / 1000;
  // The current period's number is of the moment it was read, and is drawn at that moment.
  if (read > (x.at(-1) ?? 0) || x.length === 0) {
    x.push(read);
    for (const line of lines) line.push(forecast.used);
  } else x[x.length - 1] = Math.max(read, x.at(-2) ?? read);
  const known = x.length - 1;
  for (const { at } of steps.slice(1)) {
    x.push(at / 1000);
    for (const line of lines) line.push(null);
  }
  for (const key of ['high', 'low', 'expected'] as const) {
    columns.push([...Array<null>(known).fill(null), ...steps.map((step) => step[key])]);
  }
}
