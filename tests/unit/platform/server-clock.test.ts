import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { missingPeriods } from '../../../lib/domain/usage/periods.ts';
import { retryAfter } from '../../../lib/platform/errors.ts';
import { recordServerDate, serverNow } from '../../../lib/platform/server-clock.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const answered = (served: number, more: Record<string, string> = {}) =>
  new Headers({ date: new Date(served).toUTCString(), ...more });

describe('the server’s clock', () => {
  it('corrects a clock that is ahead or behind, and leaves one alone that is right within a minute', () => {
    recordServerDate(answered(NOW - 3 * DAY_MS), NOW);
    expect(serverNow(NOW)).toBe(NOW - 3 * DAY_MS);
    recordServerDate(answered(NOW + HOUR_MS), NOW);
    expect(serverNow(NOW)).toBe(NOW + HOUR_MS);
    recordServerDate(answered(NOW - 2_000), NOW);
    expect(serverNow(NOW)).toBe(NOW);
  });

  it('measures a Retry-After that is a date', () => {
    const headers = answered(NOW - HOUR_MS, { 'retry-after': new Date(NOW - HOUR_MS + 8_000).toUTCString() });
    expect(retryAfter(headers, null, NOW)).toBe(8_000);
  });
});

describe('history that was asked for while the clock was ahead', () => {
  it('is asked for again: a day read in the future is not final', () => {
    const day = NOW - (NOW % DAY_MS) - DAY_MS;
    const rows = [{ time: new Date(day).toISOString(), fetchedAt: NOW + 3 * DAY_MS }];
    expect(missingPeriods('day', day, day + DAY_MS, rows, NOW)).toEqual([{ from: day, to: day + DAY_MS }]);
    expect(missingPeriods('day', day, day + DAY_MS, [{ ...rows[0]!, fetchedAt: NOW }], NOW)).toEqual([]);
  });
});
