import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleName, cycleOf, daysUntil } from '../../../../lib/domain/usage/cycle.ts';

describe('cycleOf', () => {
  it.each([
    ['2026-11-24T12:00:00Z', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['2026-12-31T23:59:59.999Z', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['2028-02-29T10:00:00Z', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
    ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'],
  ])('of %s runs from %s to %s', (now, start, end) => {
    expect(cycleOf(Date.parse(now))).toEqual({ start: Date.parse(start), end: Date.parse(end) });
  });

  it('contains its moment, and the next cycle begins where it ends', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
        const { start, end } = cycleOf(date.getTime());
        expect(start).toBeLessThanOrEqual(date.getTime());
        expect(end).toBeGreaterThan(date.getTime());
        expect(cycleOf(end).start).toBe(end);
        expect(cycleName(end - 1)).toBe(cycleName(start));
        expect(cycleName(end)).not.toBe(cycleName(start));
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
