import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  billingCycleOf,
  calendarDay,
  calendarDaysUntil,
  elapsedShare,
} from '../../../../lib/domain/billing/cost-cycle.ts';
import { HOUR_MS } from '../../../../lib/domain/time.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

describe('a billing cycle', () => {
  it('is read from the platform’s dates', () => {
    const cycle = billingCycleOf({
      cycleStart: '2026-11-01T00:00:00.000Z',
      cycleEnd: '2026-12-01T00:00:00.000Z',
    });
    expect(cycle).toEqual({ start: Date.UTC(2026, 10, 1), end: Date.UTC(2026, 11, 1) });
    expect(elapsedShare(cycle!, Date.UTC(2026, 10, 16))).toBe(0.5);
    expect(elapsedShare(cycle!, Date.UTC(2027, 1, 1))).toBe(1);
    expect(elapsedShare(cycle!, Date.UTC(2026, 1, 1))).toBe(0);
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

describe('days until the cycle ends', () => {
  it('are counted on the calendar of the account’s time zone', () => {
    const end = Date.parse('2026-12-01T00:00:00Z');
    const now = Date.parse('2026-11-30T21:00:00Z');
    expect(calendarDaysUntil(end, now, 'UTC')).toBe(1);
    // In New York the cycle ends on the 30th, at seven in the evening.
    expect(calendarDaysUntil(end, now, 'America/New_York')).toBe(0);
    expect(calendarDay(end, 'America/New_York')).toBe('2026-11-30');
    expect(calendarDaysUntil(end, now, 'Pacific/Kiritimati')).toBe(0);
    expect(calendarDay(now, 'Pacific/Kiritimati')).toBe('2026-12-01');
  });

  it('count a day on which clocks change, and the leap day, as one day', () => {
    const midnight = (day: string, offset: string) => Date.parse(`${day}T00:00:00${offset}`);
    expect(
      calendarDaysUntil(midnight('2026-03-30', '+02:00'), midnight('2026-03-29', '+01:00'), 'Europe/Madrid'),
    ).toBe(1);
    expect(
      calendarDaysUntil(
        midnight('2026-11-02', '-05:00'),
        midnight('2026-11-01', '-04:00'),
        'America/New_York',
      ),
    ).toBe(1);
    expect(
      calendarDaysUntil(
        midnight('2028-03-01', '-03:00'),
        midnight('2028-02-28', '-03:00'),
        'America/Sao_Paulo',
      ),
    ).toBe(2);
    expect(
      calendarDaysUntil(
        midnight('2027-03-01', '-03:00'),
        midnight('2027-02-28', '-03:00'),
        'America/Sao_Paulo',
      ),
    ).toBe(1);
  });

  it('are 0 on the last day and one more for each day before, in every time zone', () => {
    const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, fc.integer({ min: 0, max: 62 }), (zone, end, days) => {
        const [year, month, day] = calendarDay(end, zone).split('-').map(Number) as [number, number, number];
        const earlier = new Date(Date.UTC(year, month - 1, day - days)).toISOString().slice(0, 10);
        // About noon in the zone: no clock change moves that to another day.
        const near = Date.parse(`${earlier}T12:00:00Z`);
        const now = [-14, -10, -6, -2, 0, 2, 6, 10, 12]
          .map((hours) => near + hours * HOUR_MS)
          .find((at) => calendarDay(at, zone) === earlier);
        expect(now).toBeDefined();
        expect(calendarDaysUntil(end, now!, zone)).toBe(days);
      }),
      { numRuns: 500 },
    );
  });

  it('fall back to UTC for a zone that the browser does not know', () => {
    expect(calendarDay(Date.UTC(2026, 10, 30, 23), 'Mars/Olympus')).toBe('2026-11-30');
  });
});
