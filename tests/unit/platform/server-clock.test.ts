import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { missingPeriods } from '../../../lib/domain/usage/periods.ts';
import { retryAfter } from '../../../lib/platform/errors.ts';
import { recordServerDate, serverNow } from '../../../lib/platform/server-clock.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const headersAt = (serverTime: number, more: Record<string, string> = {}) =>
  new Headers({ date: new Date(serverTime).toUTCString(), ...more });

describe('the server’s clock', () => {
  it('corrects a clock that is ahead or behind by more than a minute', () => {
    recordServerDate(headersAt(NOW - 3 * DAY_MS), NOW);
    expect(serverNow(NOW)).toBe(NOW - 3 * DAY_MS);
    recordServerDate(headersAt(NOW + HOUR_MS), NOW);
    expect(serverNow(NOW)).toBe(NOW + HOUR_MS);
    recordServerDate(headersAt(NOW - 2_000), NOW);
    expect(serverNow(NOW)).toBe(NOW);
  });

  it('is the clock of a Retry-After that is a date', () => {
    const headers = headersAt(NOW - HOUR_MS, {
      'retry-after': new Date(NOW - HOUR_MS + 8_000).toUTCString(),
    });
    expect(retryAfter(headers, null, NOW)).toBe(8_000);
  });
});

describe('history that was read while the clock was ahead', () => {
  it('is read again: a day read in the future is not final', () => {
    const day = NOW - (NOW % DAY_MS) - DAY_MS;
    const rows = [{ time: new Date(day).toISOString(), fetchedAt: NOW + 3 * DAY_MS }];
    expect(missingPeriods('day', day, day + DAY_MS, rows, NOW)).toEqual([{ from: day, to: day + DAY_MS }]);
    expect(missingPeriods('day', day, day + DAY_MS, [{ ...rows[0]!, fetchedAt: NOW }], NOW)).toEqual([]);
  });
});
