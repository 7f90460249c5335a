import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../lib/domain/time.ts';
import { periodEnd, periodsBetween } from '../../../../lib/domain/usage/periods.ts';
import {
  hasService,
  indexRows,
  type StatisticsRow,
  seriesOf,
} from '../../../../lib/domain/usage/statistics.ts';

const NOVEMBER = Date.UTC(2026, 10, 1);
const day = (
  n: number,
  values: Record<string, number>,
  fetchedAt = NOVEMBER + 90 * DAY_MS,
): StatisticsRow => ({
  time: new Date(NOVEMBER + (n - 1) * DAY_MS).toISOString(),
  values,
  fetchedAt,
});
const days = (rows: StatisticsRow[], service: string, from: number, to: number) =>
  seriesOf(indexRows(rows), service, {
    periodicity: 'day',
    from: NOVEMBER + (from - 1) * DAY_MS,
    to: NOVEMBER + to * DAY_MS,
  });

describe('a series', () => {
  it('keeps the counter while a service is not used', () => {
    const rows = [day(1, { input: 100 }), day(2, {}), day(3, { output: 4 }), day(4, { input: 130 })];
    expect(days(rows, 'input', 1, 4).map(({ total, used }) => [total, used])).toEqual([
      [100, 100],
      [100, 0],
      [100, 0],
      [130, 30],
    ]);
  });

  it('starts over with the month for a monthly service, and continues for storage', () => {
    const rows = [day(30, { input: 900, data_records: 500 }), day(31, { input: 40, data_records: 520 })];
    expect(days(rows, 'input', 30, 31).map(({ used }) => used)).toEqual([null, 40]);
    expect(days(rows, 'data_records', 30, 31).map(({ used }) => used)).toEqual([null, 20]);
  });

  it('has no use in periods that were never read, nor in the first one after them', () => {
    const rows = [day(1, { input: 10 }), day(4, { input: 50 }), day(5, { input: 70 })];
    expect(days(rows, 'input', 1, 5).map(({ total, used }) => [total, used])).toEqual([
      [10, 10],
      [null, null],
      [null, null],
      [50, null],
      [70, 20],
    ]);
  });

  it('is unknown for a service that the statistics don’t have, while any other that is missing wasn’t used', () => {
    const rows = [day(1, { input: 10 }), day(2, {}), day(3, { input: 12 })];
    const numbers = (service: string, all = rows) =>
      days(all, service, 1, 3).map(({ total, used }) => [total, used]);
    const unknown = Array(3).fill([null, null]);
    expect(numbers('dashboard_output')).toEqual(unknown);
    expect(numbers('not_documented')).toEqual(unknown);
    expect(numbers('sms')).toEqual(Array(3).fill([0, 0]));
    // Should the platform add it one day.
    expect(numbers('dashboard_output', [...rows.slice(0, 2), day(3, { dashboard_output: 7 })])).toEqual([
      [0, 0],
      [0, 0],
      [7, 7],
    ]);
  });

  it('marks a period that was not over when it was read', () => {
    const rows = [day(1, { input: 10 }), day(2, { input: 12 }, NOVEMBER + 1.5 * DAY_MS)];
    expect(days(rows, 'input', 1, 2).map(({ partial }) => partial)).toEqual([false, true]);
  });

  it('reads a monthly counter that fell to almost nothing as started over', () => {
    const rows = [day(2, { sms: 90 }), day(3, { sms: 5 })];
    expect(days(rows, 'sms', 1, 3).at(-1)?.used).toBe(5);
  });

  it('reads a monthly counter that fell a little as corrected, not as a month’s use in one day', () => {
    const rows = [day(20, { input: 100_000 }), day(21, { input: 99_500 }), day(22, { input: 104_000 })];
    expect(days(rows, 'input', 20, 22).map(({ used }) => used)).toEqual([null, -500, 4500]);
  });

  it('has what a monthly counter showed before it fell, except at the start of a month', () => {
    const rows = [
      day(20, { input: 900, data_records: 9 }),
      day(21, { input: 800, data_records: 5 }),
      day(22, { input: 40 }),
      ...Array.from({ length: 8 }, (_, n) => day(23 + n, {})),
      day(31, { input: 3 }),
    ];
    const fell = (service: string) => days(rows, service, 20, 31).map(({ fellFrom }) => fellFrom);
    expect(fell('input')).toEqual([null, 900, 800, ...Array(9).fill(null)]);
    expect(fell('data_records')).toEqual(Array(12).fill(null));
  });

  it('has nothing of a counter that can’t be one, as an earlier version stored it', () => {
    const rows = [
      day(1, { input: 10 }),
      day(2, { input: -1e308 }),
      day(3, { input: 1e308 }),
      day(4, { input: 12 }),
    ];
    expect(days(rows, 'input', 1, 4).map(({ total, used }) => [total, used])).toEqual([
      [10, 10],
      [null, null],
      [null, null],
      [12, null],
    ]);
  });

  it('takes no method of every object for a service', () => {
    expect(hasService(indexRows([day(1, { input: 5 })]), 'constructor')).toBe(false);
    expect(days([day(1, { input: 5 })], 'valueOf', 1, 1)).toMatchObject([{ total: null, used: null }]);
  });

  it('has negative use where data was deleted from storage', () => {
    const rows = [day(2, { data_records: 90 }), day(3, { data_records: 60 })];
    expect(days(rows, 'data_records', 2, 3).at(-1)?.used).toBe(-30);
  });

  it('has the use of every day, from any daily counters', () => {
    const use = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(use, fc.integer({ min: 0, max: 400 }), (amounts, offset) => {
        const start = NOVEMBER + offset * DAY_MS;
        let total = 0;
        const rows = amounts.map((amount, index): StatisticsRow => {
          const from = start + index * DAY_MS;
          if (new Date(from).getUTCDate() === 1) total = 0;
          total += amount;
          return { time: new Date(from).toISOString(), values: amount > 0 ? { input: total } : {} };
        });
        const points = seriesOf(indexRows(rows), 'input', {
          periodicity: 'day',
          from: start,
          to: start + amounts.length * DAY_MS,
        });
        const firstOfMonth = points.findIndex(({ from }) => new Date(from).getUTCDate() === 1);
        const known = firstOfMonth === -1 ? points.length : firstOfMonth;
        expect(points.slice(known).map(({ used }) => used)).toEqual(amounts.slice(known));
      }),
    );
  });

  it('has exactly the periods of the range, without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('hour', 'day', 'month' as const),
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 1, max: 2000 }),
        (periodicity, from, hours) => {
          const range = { periodicity, from, to: from + hours * HOUR_MS } as const;
          const points = seriesOf(new Map(), 'input', range as never);
          expect(points.map((point) => point.from)).toEqual(
            periodsBetween(periodicity as 'hour', from, range.to),
          );
          for (const point of points) expect(point.to).toBe(periodEnd(periodicity as 'hour', point.from));
        },
      ),
    );
  });
});
