import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, firesInTime, isWithin, MINUTE_MS, msSince, parseTime } from '../../../lib/domain/time.ts';

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

describe('a time of the platform', () => {
  it.each([
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T12:00:00Z', '2026-11-24T12:00:00.000Z'],
    ['2026-11-24T12:00:00.5Z', '2026-11-24T12:00:00.500Z'],
    ['2026-11-24T12:00:00.123456+02:00', '2026-11-24T10:00:00.123Z'],
    ['2026-11-24T12:00:00-0330', '2026-11-24T15:30:00.000Z'],
    ['2024-02-29T12:00', '2024-02-29T12:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s, whichever time zone the computer has', (text, time) => {
    expect(new Date(parseTime(text)).toISOString()).toBe(time);
  });

  it.each([
    ...['0', '12', '-1', 'in 5', 'expired 2', 'Never 1', '2026', '11/24/2026', 'Nov 24, 2026', ''],
    ...['2026-02-30', '2026-02-29T00:00:00Z', '2026-13-01', '2026-11-24T25:00:00Z', '2026-11-24T12:00+99:99'],
    ...[
      '1970-01-01T00:00:00.000Z',
      '0001-01-01T00:00:00Z',
      '1999-12-31T23:59:59Z',
      '9999-12-31T23:59:59-10:00',
    ],
    ...[
      '+275760-09-13T00:00:00.000Z',
      '-271821-04-20T00:00:00.000Z',
      1_700_000_000_000,
      null,
      ['2026-11-24'],
    ],
  ])('%j is none', (value) => {
    expect(parseTime(value)).toBeNaN();
  });

  it('is read as it was written, from the year 2000 to 9999', () => {
    const time = fc.date({ min: new Date('2000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(fc.property(time, (date) => parseTime(date.toISOString()) === date.getTime()));
  });

  it('is none or one of these years, whatever the text', () => {
    const digits = fc.stringMatching(/^[+-]?\d{1,6}(-\d{1,2}){0,2}(T\d\d:\d\d(:\d\d)?)?(Z|[+-]\d\d:?\d\d)?$/);
    const worded = fc.tuple(fc.string(), fc.integer()).map(([word, number]) => `${word} ${number}`);
    fc.assert(
      fc.property(fc.oneof(digits, worded, fc.string()), (text) => {
        const at = parseTime(text);
        if (Number.isNaN(at)) return;
        expect(text).toMatch(/^\d{4}-\d\d-\d\d/);
        expect(new Date(at).toISOString()).toMatch(/^[2-9]\d{3}-/);
      }),
      { numRuns: 2000 },
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
