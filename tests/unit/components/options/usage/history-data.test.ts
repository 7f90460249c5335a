import { describe, expect, it } from 'vitest';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { chartData } from '../../../../../components/options/usage/chart-data.ts';
import type { HistoryChoice, HistorySeries } from '../../../../../components/options/usage/history-choice.ts';
import { periodsOf, usedNow } from '../../../../../components/options/usage/history-data.ts';
import { DAY_MS } from '../../../../../lib/domain/time.ts';
import { readingStart } from '../../../../../lib/domain/usage/history-range.ts';
import type { StatisticsRow } from '../../../../../lib/domain/usage/statistics.ts';

const NOVEMBER = Date.UTC(2026, 10, 1);
const DECEMBER = Date.UTC(2026, 11, 1);
const NOW = NOVEMBER + 19.5 * DAY_MS;
const WEEK = { from: NOVEMBER + 13 * DAY_MS, to: NOVEMBER + 20 * DAY_MS, shift: 0 } as HistorySeries;
const MONTH = { from: NOVEMBER, to: DECEMBER, shift: 0 } as HistorySeries;

/** Returns the rows of November up to now, with these counters on some of its days. */
function rowsOf(service: string, counters: Record<number, number>): StatisticsRow[] {
  return Array.from({ length: 20 }, (_, index): StatisticsRow => {
    const value = counters[index + 1];
    return {
      time: new Date(NOVEMBER + index * DAY_MS).toISOString(),
      values: value === undefined ? {} : { [service]: value },
    };
  });
}

function numbersOf(series: HistorySeries, service: string, rows: StatisticsRow[], current?: number) {
  const periods = periodsOf([series], [rows], service, 'day', NOW, [current]);
  const points = periods.map(({ points }) => points[0]!);
  return { periods, totals: points.map(({ total }) => total), used: points.map(({ used }) => used) };
}

describe('the cumulative numbers of a range', () => {
  it('are known of what was last used before it in the same month', () => {
    expect(readingStart(WEEK.from)).toBe(NOVEMBER);
    const { totals, used } = numbersOf(WEEK, 'email', rowsOf('email', { 2: 60, 5: 85, 16: 90 }));
    expect(totals).toEqual([85, 85, 90, 90, 90, 90, 90]);
    expect(used).toEqual([0, 0, 5, 0, 0, 0, 0]);
  });

  it('begin with a known use on the first day, where the day before is in the same month', () => {
    const counters = Object.fromEntries(Array.from({ length: 20 }, (_, day) => [day + 1, 10 * (day + 1)]));
    for (const service of ['input', 'data_records'])
      expect(numbersOf(WEEK, service, rowsOf(service, counters)).used).toEqual(Array(7).fill(10));
  });

  it('are what is used now of what exists, back to its last change', () => {
    expect(numbersOf(MONTH, 'run_users', rowsOf('run_users', {}), 9).totals).toEqual(Array(20).fill(9));
    const changed = numbersOf(MONTH, 'run_users', rowsOf('run_users', { 18: 9 }), 9).totals;
    expect(changed).toEqual([...Array(17).fill(null), 9, 9, 9]);
    const unread = rowsOf('run_users', {}).filter((_, index) => index !== 9);
    const { totals } = numbersOf(MONTH, 'run_users', unread, 9);
    expect(totals).toEqual([...Array(10).fill(null), ...Array(10).fill(9)]);
    const past = { ...MONTH, to: NOVEMBER + 10 * DAY_MS };
    expect(numbersOf(past, 'run_users', rowsOf('run_users', {}), 9).totals).toEqual(Array(10).fill(null));
  });

  it('are not those of a monthly service', () => {
    const services = { email: { used: 85, limit: 100 }, run_users: { used: 9, limit: 10 } };
    const row = { usage: { services } } as unknown as ProfileRow;
    expect([usedNow(row, 'email'), usedNow(row, 'run_users')]).toEqual([undefined, 9]);
    expect(usedNow(undefined, 'run_users')).toBeUndefined();
  });
});

describe('the limit of a chart', () => {
  const limitOf = (rows: StatisticsRow[], limit: number, current?: number) => {
    const { periods } = numbersOf(MONTH, 'run_users', rows, current);
    const choice = { mode: 'total', service: 'run_users', by: 'day' } as HistoryChoice;
    const props = { name: '', names: [''], periods, choice, limit, range: MONTH };
    const data = chartData({ ...props, countDaysFrom: null, forecast: undefined, now: NOW });
    return [data.limit, data.limitIsFar];
  };

  it('is called far above the numbers only where there are some', () => {
    expect(limitOf(rowsOf('run_users', { 3: 9 }), 10)).toEqual([10, false]);
    expect(limitOf(rowsOf('run_users', { 3: 9 }), 100)).toEqual([null, true]);
    expect(limitOf(rowsOf('run_users', { 3: 0 }), 10)).toEqual([null, true]);
    expect(limitOf(rowsOf('run_users', {}), 10)).toEqual([null, false]);
    expect(limitOf(rowsOf('run_users', {}), 10, 9)).toEqual([10, false]);
    expect(limitOf(rowsOf('run_users', { 3: 9 }), 0)).toEqual([null, false]);
  });
});
