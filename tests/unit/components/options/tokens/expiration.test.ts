import fc from 'fast-check';
import { h } from 'preact';
import { describe, expect, it, vi } from 'vitest';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

import { exactDate } from '../../../../../components/options/shared/dates.ts';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { dayOf, endOfDay } from '../../../../../components/options/shared/zoned-day.ts';
import { expireTimeOf } from '../../../../../components/options/tokens/expiration.ts';
import { Lifetime } from '../../../../../components/options/tokens/rotate-dialog.tsx';
import { DAY_MS, HOUR_MS } from '../../../../../lib/domain/time.ts';
import type { TokenFacts, TokenList } from '../../../../../lib/domain/tokens/token.ts';
import { makeConnection } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const ZONES = [
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/Tallinn',
  'Asia/Kolkata',
  'Pacific/Apia',
];
const NOW = Date.UTC(2026, 10, 24, 14);
const connection = makeConnection('a');
const utc = { timeZone: 'UTC', list: undefined };

describe('the end of a day in the account’s zone', () => {
  it.each([
    ['2026-12-31', 'UTC', '2026-12-31T23:59:59.000Z'],
    ['2026-12-31', 'America/New_York', '2027-01-01T04:59:59.000Z'],
    ['2026-12-31', 'Asia/Kolkata', '2026-12-31T18:29:59.000Z'],
    // The clocks go back during this day.
    ['2026-11-01', 'America/New_York', '2026-11-02T04:59:59.000Z'],
    // They go back at this day's end: its last hour comes twice.
    ['2010-02-20', 'America/Sao_Paulo', '2010-02-21T02:59:59.000Z'],
    // Instead of a zone that the browser doesn't know, its own is used, as for the dates that are shown.
    ['2026-12-31', 'Mars/Olympus', new Date('2026-12-31T23:59:59').toISOString()],
  ])('%s in %s is %s', (day, zone, iso) => {
    expect(new Date(endOfDay(day, zone) ?? 0).toISOString()).toBe(iso);
  });

  it('is within that day, and a second later is not', () => {
    const days = fc.date({ min: new Date('2000-01-02'), max: new Date('2099-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom(...ZONES), (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        // Apia skipped this day.
        fc.pre(!(zone === 'Pacific/Apia' && day === '2011-12-30'));
        const end = endOfDay(day, zone);
        expect(dayOf(end ?? 0, zone)).toBe(day);
        expect(dayOf((end ?? 0) + 1000, zone)).not.toBe(day);
      }),
    );
  });

  it.each(['', 'tomorrow', '2026-13-01', '2026-1-1'])('is null for "%s"', (text) => {
    expect(endOfDay(text, 'UTC')).toBeNull();
    expect(expireTimeOf('date', text, utc, NOW)).toBeNull();
  });
});

describe('expireTimeOf', () => {
  it.each([
    ['never', 'never'],
    ['day', '2026-11-25T14:00:00.000Z'],
    ['week', '2026-12-01T14:00:00.000Z'],
    ['month', '2026-12-24T14:00:00.000Z'],
    ['months3', '2027-02-24T14:00:00.000Z'],
    ['year', '2027-11-24T14:00:00.000Z'],
  ] as const)('%s is %s', (choice, sent) => {
    expect(expireTimeOf(choice, '', utc, NOW)).toBe(sent);
  });

  it('is the last day of a shorter month', () => {
    expect(expireTimeOf('month', '', utc, Date.UTC(2027, 0, 31, 8))).toBe('2027-02-28T08:00:00.000Z');
    expect(expireTimeOf('months3', '', utc, Date.UTC(2026, 10, 30, 8))).toBe('2027-02-28T08:00:00.000Z');
  });

  it('is counted by TagoIO’s clock where this computer’s is a day behind, also a rotated token’s', () => {
    const ahead = { fetchedAt: NOW, servedAt: NOW + DAY_MS } as TokenList;
    expect(expireTimeOf('day', '', { ...utc, list: ahead }, NOW)).toBe('2026-11-26T14:00:00.000Z');
    const now = Date.now();
    const token = { createdAt: new Date(now).toISOString(), expiresAt: now + DAY_MS } as TokenFacts;
    const list = { fetchedAt: now, servedAt: now + 10 * DAY_MS } as TokenList;
    const shown = textOf(h(Lifetime, { row: { connection, tokens: list } as ProfileRow, token }));
    const dates = [11 * DAY_MS - HOUR_MS, 11 * DAY_MS, 11 * DAY_MS + HOUR_MS].map((ms) =>
      exactDate(now + ms, 'UTC'),
    );
    expect(dates.some((date) => shown.includes(date))).toBe(true);
  });
});
