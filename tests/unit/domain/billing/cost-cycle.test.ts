import { describe, expect, it } from 'vitest';
import { billingCycleOf, daysLeft } from '../../../../lib/domain/billing/cost-cycle.ts';

describe('a billing cycle', () => {
  it('is read from the platform’s dates', () => {
    const cycle = billingCycleOf({
      cycleStart: '2026-11-01T00:00:00.000Z',
      cycleEnd: '2026-12-01T00:00:00.000Z',
    });
    expect(cycle).toEqual({ start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 11, 1) });
  });

  it.each([
    [null, null],
    ['2026-11-01', null],
    ['soon', 'later'],
    ['2026-12-01', '2026-11-01'],
    ['2026-12-01', '2026-12-01'],
  ])('from %s to %s is null', (cycleStart, cycleEnd) => {
    expect(billingCycleOf({ cycleStart, cycleEnd })).toBeNull();
  });
});

describe('the days left of a cycle', () => {
  const cycle = { start: Date.parse('2026-11-01T00:00:00Z'), end: Date.parse('2026-12-01T00:00:00Z') };

  it.each([
    ['2026-11-29T00:00:00Z', 2],
    ['2026-11-29T23:59:59Z', 2],
    ['2026-11-30T21:00:00Z', 1],
    ['2026-12-01T00:00:00Z', 0],
    ['2026-12-05T00:00:00Z', 0],
  ])('are counted by date: at %s, %i', (now, days) => {
    expect(daysLeft(cycle, Date.parse(now))).toBe(days);
  });

  it.each([
    ['2026-11-16T14:26:00Z', 1],
    ['2026-11-16T23:59:59Z', 1],
    ['2026-11-17T00:26:00Z', 0],
  ])('of one that ends in the middle of a day are 0 on that day: at %s, %i', (now, days) => {
    const middle = { start: Date.parse('2026-10-17T14:26:00Z'), end: Date.parse('2026-11-17T14:26:00Z') };
    expect(daysLeft(middle, Date.parse(now))).toBe(days);
  });
});
