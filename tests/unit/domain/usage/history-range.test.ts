import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_MS } from '../../../../lib/domain/time.ts';
import { monthNames, monthStarts, rangeOf } from '../../../../lib/domain/usage/history-range.ts';
import { periodStart, periodsBetween } from '../../../../lib/domain/usage/periods.ts';

const NOW = Date.UTC(2026, 10, 24, 15, 30);
const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

it('a month is the whole month, whatever its length', () => {
  const days = (name: string) => {
    const range = rangeOf(name, 'day', NOW)!;
    return (range.to - range.from) / DAY_MS;
  };
  expect([days('2026-11'), days('2026-12'), days('2027-02'), days('2028-02')]).toEqual([30, 31, 28, 29]);
  expect(rangeOf('2026-13', 'day', NOW)).toBeNull();
  expect(rangeOf('', 'day', NOW)).toBeNull();
  expect(rangeOf('toString', 'day', NOW)).toBeNull();
});

it('the last days or year are whole periods and include the current one', () => {
  fc.assert(
    fc.property(
      moment,
      fc.constantFrom('7d', '90d', '1y'),
      fc.constantFrom('hour', 'day', 'month'),
      (now, name, by) => {
        const range = rangeOf(name, by as 'day', now)!;
        expect(periodStart(by as 'day', range.from)).toBe(range.from);
        expect(periodStart(by as 'day', range.to)).toBe(range.to);
        expect(range.to).toBeGreaterThan(now);
      },
    ),
  );
});

it('the last days or months are as many as the range’s name says, the current one included', () => {
  const counted = [
    ['7d', 'day', 7],
    ['7d', 'hour', 7 * 24],
    ['90d', 'day', 90],
    ['90d', 'hour', 90 * 24],
    ['1y', 'day', 365],
    ['1y', 'month', 12],
  ] as const;
  // With a leap day, and at the ends of months and years.
  const edges: [number][] = [[Date.UTC(2028, 1, 29)], [Date.UTC(2028, 2, 1)], [Date.UTC(2027, 11, 31)]];
  fc.assert(
    fc.property(moment, (now) => {
      for (const [name, by, count] of counted) {
        const { from, to } = rangeOf(name, by, now)!;
        expect(periodsBetween(by, from, to), `${name} by ${by}`).toHaveLength(count);
      }
    }),
    { examples: edges },
  );
});

it('months are named backwards from the current one, none twice', () => {
  expect(monthNames(NOW, 3)).toEqual(['2026-11', '2026-10', '2026-09']);
  expect(monthNames(Date.UTC(2026, 0, 31), 2)).toEqual(['2026-01', '2025-12']);
  fc.assert(
    fc.property(moment, (now) => {
      const names = monthNames(now, 12);
      expect(new Set(names).size).toBe(12);
      for (const name of names) expect(rangeOf(name, 'day', now)?.isMonth).toBe(true);
    }),
  );
});

it('month starts are all those within a range, and its end', () => {
  expect(monthStarts({ from: Date.UTC(2026, 9, 20), to: Date.UTC(2026, 11, 1) })).toEqual([
    Date.UTC(2026, 10, 1),
    Date.UTC(2026, 11, 1),
  ]);
  expect(monthStarts({ from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 8) })).toEqual([]);
});
