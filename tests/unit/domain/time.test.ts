import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, firesInTime, isWithin, MINUTE_MS, msSince } from '../../../lib/domain/time.ts';

const NOW = Date.UTC(2026, 10, 26);

describe('time since a time stamp', () => {
  it('is the difference, and 0 for a time stamp a few seconds in the future', () => {
    expect(msSince(NOW - 5, NOW)).toBe(5);
    expect(msSince(NOW + 5_000, NOW)).toBe(0);
  });

  it('is infinite for a time stamp further in the future, which a wrong clock set', () => {
    expect(msSince(NOW + DAY_MS, NOW)).toBe(Number.POSITIVE_INFINITY);
    expect(isWithin(DAY_MS, NOW + DAY_MS, NOW)).toBe(false);
    expect(isWithin(DAY_MS, NOW - DAY_MS, NOW)).toBe(true);
    expect(isWithin(DAY_MS, null, NOW)).toBe(false);
  });

  it('is never negative, whatever the clocks say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 }), (at, now) => {
        expect(msSince(at, now)).toBeGreaterThanOrEqual(0);
        if (at > now + MINUTE_MS) expect(isWithin(Number.MAX_SAFE_INTEGER, at, now)).toBe(false);
      }),
    );
  });
});

describe('a repeating alarm', () => {
  it('fires in time unless it is missing, has another period, or was set by a clock that was ahead', () => {
    const alarm = { scheduledTime: NOW + 60 * MINUTE_MS, periodInMinutes: 60 };
    expect(firesInTime(alarm, 60, NOW)).toBe(true);
    expect(firesInTime(alarm, 60, NOW - MINUTE_MS)).toBe(false);
    expect(firesInTime(alarm, 30, NOW)).toBe(false);
    expect(firesInTime(undefined, 60, NOW)).toBe(false);
  });
});
