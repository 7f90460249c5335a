import { describe, expect, it } from 'vitest';
import { type ChartData, chartData } from '../../../../../components/options/usage/chart-data.ts';
import type { HistoryChoice, HistorySeries } from '../../../../../components/options/usage/history-choice.ts';
import { periodsOf } from '../../../../../components/options/usage/history-data.ts';
import { tipLines } from '../../../../../components/options/usage/tip-lines.ts';
import type { Forecast } from '../../../../../lib/domain/forecast/forecast.ts';
import { DAY_MS } from '../../../../../lib/domain/time.ts';
import type { StatisticsRow } from '../../../../../lib/domain/usage/statistics.ts';
import { forecastOf } from '../../../domain/make-forecast.ts';

const OCTOBER = Date.UTC(2026, 9, 1);
const NOVEMBER = Date.UTC(2026, 10, 1);
const DECEMBER = Date.UTC(2026, 11, 1);
const NOW = NOVEMBER + 27.5 * DAY_MS;

const row = (from: number, input: number): StatisticsRow => ({
  time: new Date(from).toISOString(),
  values: { input },
});
/** Days of a month, each of which uses this much. */
const days = (start: number, count: number, perDay: number) =>
  Array.from({ length: count }, (_, index) => row(start + index * DAY_MS, (index + 1) * perDay));

/** Returns what the tooltip says at each value of a cumulative chart, and where it is drawn. */
function tips(
  by: HistoryChoice['by'],
  allSeries: { from: number; to: number; shift: number }[],
  rows: StatisticsRow[][],
) {
  const series = allSeries as HistorySeries[];
  const props = {
    name: '',
    names: series.map((_, index) => 'AB'[index]!),
    periods: periodsOf(series, rows, 'input', by, NOW),
    choice: { mode: 'total', service: 'input', by } as HistoryChoice,
    limit: 0,
    range: series[0]!,
    countDaysFrom: series.length > 1 ? series[0]!.from : null,
    forecast: undefined,
    now: NOW,
  };
  const data = chartData(props);
  const times = data.columns[0] as number[];
  return times.map((seconds, index) => ({
    at: seconds * 1000,
    isReset: data.resets.has(index),
    isShown: seconds >= data.from && seconds <= data.to,
    // Names are isolated from the text around them.
    lines: tipLines(index, props, data).map((line) => line.replace(/[\u2066-\u2069]/g, '')),
  }));
}

describe('the tooltip of a cumulative chart', () => {
  it('never says that 0 was counted in a period because its counter began there', () => {
    const months = [row(OCTOBER, 300_000), row(NOVEMBER, 43_463)];
    const all = tips('month', [{ from: OCTOBER, to: DECEMBER, shift: 0 }], [months]);
    expect(all.map(({ isReset }) => isReset)).toEqual([true, false, true, false]);
    const october = ['October 2026', 'A: 300,000 variables'];
    const november = ['November 2026', 'A: 43,463 variables'];
    expect(all.map(({ lines }) => lines)).toEqual([october, october, november, november]);
  });

  it('names the right day of an earlier month also after today, where it is drawn at its end like the others', () => {
    const rows = [days(NOVEMBER, 28, 10), days(OCTOBER, 31, 100)];
    const all = tips(
      'day',
      [
        { from: NOVEMBER, to: DECEMBER, shift: 0 },
        { from: OCTOBER, to: NOVEMBER, shift: NOVEMBER - OCTOBER },
      ],
      rows,
    ).filter(({ isReset }) => !isReset);
    expect(all.slice(26).map(({ lines }) => lines)).toEqual([
      ['Day 27', 'A: 270 variables', 'B: 2,700 variables'],
      ['Day 28', 'A: 280 variables', 'B: 2,800 variables'],
      ['Day 29', 'B: 2,900 variables'],
      ['Day 30', 'B: 3,000 variables'],
      ['Day 31', 'B: 3,100 variables'],
    ]);
    expect(all[27]?.at).toBe(NOW);
    expect(all.every(({ isShown }) => isShown)).toBe(true);
    expect(all[28]?.at).toBe(NOVEMBER + 29 * DAY_MS);
  });
});

it('a forecast from a number that was read days ago begins after the days that are drawn', () => {
  const range = { from: NOVEMBER, to: DECEMBER, shift: 0 } as HistorySeries;
  const forecast = {
    ...{ service: 'input', used: 200, limit: 1000, at: NOW - 5 * DAY_MS, until: DECEMBER },
    rate: { perDay: 10, variance: 4, days: 20, scale: 10, mayShrink: false },
  } as Forecast;
  const chartOf = (rows: StatisticsRow[]) =>
    chartData({
      ...{ name: '', names: ['A'], limit: 0, countDaysFrom: null, now: NOW, range, forecast },
      choice: { mode: 'total', service: 'input', by: 'day' } as HistoryChoice,
      periods: periodsOf([range], [rows], 'input', 'day', NOW),
    });
  const { columns } = chartOf(days(NOVEMBER, 28, 10));
  const times = columns[0] as number[];
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  expect(columns.map(({ length }) => length)).toEqual(columns.map(() => times.length));
  const expected = columns.at(-1) as (number | null)[];
  const begin = expected.findIndex((value) => value !== null);
  expect(times[begin]).toBe(NOW / 1000);
  expect(times.at(-1)).toBe(DECEMBER / 1000);
});

describe('the tooltip of a forecast', () => {
  const tipOf = (service: string) => {
    const choice = { mode: 'total', service, by: 'day' } as HistoryChoice;
    const range = { from: NOVEMBER, to: DECEMBER, shift: 0 } as HistorySeries;
    const props = {
      ...{ name: '', names: ['A'], periods: [], limit: 0, countDaysFrom: null },
      ...{ choice, range, forecast: undefined, now: NOW },
    };
    const columns = [[NOW / 1000], [null], [0.444], [0.301], [0.36]] as ChartData['columns'];
    const [from, to] = [NOVEMBER / 1000, DECEMBER / 1000];
    const data = {
      columns,
      resets: new Set<number>(),
      hasForecast: true,
      limit: null,
      limitIsFar: false,
      monthStarts: [],
      from,
      to,
    };
    return tipLines(0, props, data)
      .slice(1)
      .map((line) => line.replace(/\u00a0/g, ' '));
  };

  it('has fractions of megabytes and minutes, and whole units of all else', () => {
    expect(tipOf('file_storage')).toEqual(['Forecast: 0.36 MB', '0.3 to 0.44 MB']);
    expect(tipOf('analysis')).toEqual(['Forecast: 0.36 min', '0.3 to 0.44 min']);
    expect(tipOf('input')).toEqual(['Forecast: 0 variables', '0 to 0 variables']);
  });
});

it('the running day is drawn as it was read last, where the forecast begins', () => {
  const readAt = NOW - 60_000;
  const choice = { mode: 'total', service: 'input', by: 'day' } as HistoryChoice;
  const range = { from: NOVEMBER, to: DECEMBER, shift: 0 } as HistorySeries;
  const { columns, hasForecast } = chartData({
    ...{ name: '', names: ['A'], limit: 0, countDaysFrom: null, now: NOW, choice, range },
    periods: periodsOf([range], [days(NOVEMBER, 28, 10)], 'input', 'day', NOW),
    forecast: forecastOf({ at: readAt, used: 305 }),
  });
  const last = columns[0].indexOf(readAt / 1000);
  expect(hasForecast).toBe(true);
  expect([columns[1]?.[last - 1], columns[1]?.[last], columns.at(-1)?.[last]]).toEqual([270, 305, 305]);
});
