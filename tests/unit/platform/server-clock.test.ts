import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { missingPeriods } from '../../../lib/domain/usage/periods.ts';
import { retryAfter } from '../../../lib/platform/errors.ts';
import { recordServerDate, serverNow } from '../../../lib/platform/server-clock.ts';

const HERE = 'https://api.us-e1.tago.io' as ApiOrigin;
const NOW = Date.UTC(2026, 10, 20, 12);
const headersAt = (serverTime: number, more: Record<string, string> = {}) =>
  new Headers({ date: new Date(serverTime).toUTCString(), ...more });

describe('the server’s clock', () => {
  it('corrects a clock that is ahead or behind by more than a minute', () => {
    recordServerDate(HERE, headersAt(NOW - 3 * DAY_MS), NOW);
    expect(serverNow(HERE, NOW)).toBe(NOW - 3 * DAY_MS);
    recordServerDate(HERE, headersAt(NOW + HOUR_MS), NOW);
    expect(serverNow(HERE, NOW)).toBe(NOW + HOUR_MS);
    recordServerDate(HERE, headersAt(NOW - 2_000), NOW);
    expect(serverNow(HERE, NOW)).toBe(NOW);
  });

  it('is each server’s own', () => {
    const there = 'https://api.tagoio.example' as ApiOrigin;
    recordServerDate(HERE, headersAt(NOW - 3 * DAY_MS), NOW);
    recordServerDate(there, headersAt(NOW + 365 * DAY_MS), NOW);
    expect(serverNow(HERE, NOW)).toBe(NOW - 3 * DAY_MS);
    expect(serverNow(there, NOW)).toBe(NOW + 365 * DAY_MS);
    expect(serverNow('https://api.other.example' as ApiOrigin, NOW)).toBe(NOW);
  });

  it.each([
    ...['Thu, 01 Jan 1970 00:00:00 GMT', '0', 'in 5', '2001', 'Fri, 13 Sep 275760 00:00:00 GMT'],
    ...['Fri, 31 Dec 9999 23:59:59 GMT', 'Mon, 24 Nov 2056 12:00:00 GMT', 'Fri, 31 Dec 1999 23:59:59 GMT'],
  ])('is not believed to be at %s', (date) => {
    const there = 'https://api.wrong.example' as ApiOrigin;
    recordServerDate(there, new Headers({ date }), NOW);
    expect(serverNow(there, NOW)).toBe(NOW);
    recordServerDate(HERE, headersAt(NOW - 3 * DAY_MS), NOW);
    recordServerDate(HERE, new Headers({ date }), NOW);
    expect(serverNow(HERE, NOW)).toBe(NOW - 3 * DAY_MS);
  });

  it('corrects a computer’s clock that has lost the date, or is decades ahead', () => {
    for (const lost of [0, Date.UTC(2015, 0, 1), Date.UTC(2079, 0, 1)]) {
      recordServerDate(HERE, headersAt(NOW), lost);
      expect(serverNow(HERE, lost)).toBe(NOW);
    }
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
