import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysUntil, monthName, monthOf } from '../../../../lib/domain/usage/month.ts';

describe('monthOf', () => {
  it.each([
    ['2026-11-24T12:00:00Z', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['2026-12-31T23:59:59.999Z', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['2028-02-29T10:00:00Z', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
    ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'],
  ])('of %s runs from %s to %s', (now, start, end) => {
    expect(monthOf(Date.parse(now))).toEqual({ start: Date.parse(start), end: Date.parse(end) });
  });

  it('contains its moment, and the next month begins where it ends', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
        const { start, end } = monthOf(date.getTime());
        expect(start).toBeLessThanOrEqual(date.getTime());
        expect(end).toBeGreaterThan(date.getTime());
        expect(monthOf(end).start).toBe(end);
        expect(monthName(end - 1)).toBe(monthName(start));
        expect(monthName(end)).not.toBe(monthName(start));
      }),
    );
  });
});

describe('daysUntil', () => {
  it.each([
    ['2026-12-01T00:00:00Z', '2026-11-24T12:00:00Z', 7],
    ['2026-12-01T00:00:00Z', '2026-11-30T23:59:00Z', 1],
    ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z', 0],
    ['2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z', 0],
  ])('%s seen from %s is %d days away', (then, now, days) => {
    expect(daysUntil(Date.parse(then), Date.parse(now))).toBe(days);
  });
});
