import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, isWithin, MINUTE_MS, msSince } from '../../../lib/domain/time.ts';

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
