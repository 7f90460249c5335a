import { describe, expect, it, test } from 'vitest';
import { auditRange, isSamePeriod } from '../../../../../components/options/activity/audit-range.ts';
import { truncatedText } from '../../../../../components/options/activity/found-events.tsx';
import { DAY_MS } from '../../../../../lib/domain/time.ts';

const ZONE = 'America/New_York';
const days = (from: string, to: string, at = Date.UTC(2026, 11, 1)) =>
  rangeOf({ period: 'days', from, to }, ZONE, at);
/** The days that were entered, as times. */
const rangeOf = (...query: Parameters<typeof auditRange>) =>
  auditRange(...query) as { from: number; to: number } | null;

describe('a range of the audit log, in the account’s time zone', () => {
  it('may be seven days in the week the clocks go back, within the platform’s limit', () => {
    const week = days('2026-10-29', '2026-11-04')!;
    expect(week.to).toBe(Date.parse('2026-11-04T23:59:59-05:00'));
    expect(week.to - week.from).toBeLessThanOrEqual(7 * DAY_MS);
    expect(days('2026-10-29', '2026-11-05')).toBeNull();
  });

  it('may be seven days in the week the clocks go forward', () => {
    const at = Date.UTC(2026, 3, 1);
    const week = days('2026-03-05', '2026-03-11', at)!;
    expect(week.from).toBe(Date.parse('2026-03-05T00:00:00-05:00'));
    expect(week.to).toBe(Date.parse('2026-03-11T23:59:59-04:00'));
    expect(days('2026-03-05', '2026-03-12', at)).toBeNull();
  });

  it.each([
    ['Europe/Lisbon', '2026-10-22', '2026-10-28'],
    ['America/Sao_Paulo', '2026-10-22', '2026-10-28'],
    ['Australia/Lord_Howe', '2026-04-02', '2026-04-08'],
    ['Asia/Kathmandu', '2026-10-22', '2026-10-28'],
    ['Pacific/Apia', '2026-10-22', '2026-10-28'],
  ])('may be seven calendar days in %s, not eight', (zone, from, to) => {
    const at = Date.UTC(2026, 11, 1);
    const week = rangeOf({ period: 'days', from, to }, zone, at)!;
    const local = (time: number) =>
      new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(time);
    // The platform's limit is 168 hours: a longer week begins an hour late.
    expect(week.to - week.from).toBeLessThanOrEqual(7 * DAY_MS);
    expect(local(week.from)).toMatch(new RegExp(`^${from} 0[01]:`));
    expect(local(week.to)).toBe(`${to} 23:59:59`);
    const eighth = new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10);
    expect(auditRange({ period: 'days', from, to: eighth }, zone, at)).toBeNull();
  });

  it('begins and ends at midnight on days on which the clocks change', () => {
    expect(days('2026-11-01', '2026-11-01')).toEqual({
      from: Date.parse('2026-11-01T00:00:00-04:00'),
      to: Date.parse('2026-11-01T23:59:59-05:00'),
    });
    expect(days('2026-03-08', '2026-03-08')).toEqual({
      from: Date.parse('2026-03-08T00:00:00-05:00'),
      to: Date.parse('2026-03-08T23:59:59-04:00'),
    });
  });

  it('may end today, but not begin tomorrow', () => {
    const now = Date.parse('2026-11-20T15:00:00-05:00');
    expect(days('2026-11-19', '2026-11-20', now)?.to).toBe(Date.parse('2026-11-20T23:59:59-05:00'));
    expect(days('2026-11-21', '2026-11-21', now)).toBeNull();
  });
});

test('events are of the chosen period only if it is the same, whatever days were entered before', () => {
  const lastWeek = { period: '7', from: '2026-11-01', to: '2026-11-07' };
  expect(isSamePeriod(lastWeek, { ...lastWeek, from: '2026-11-02' })).toBe(true);
  expect(isSamePeriod(lastWeek, { ...lastWeek, period: '1' })).toBe(false);
  const entered = { ...lastWeek, period: 'days' };
  expect(isSamePeriod(lastWeek, entered)).toBe(false);
  expect(isSamePeriod(entered, { ...entered })).toBe(true);
  expect(isSamePeriod(entered, { ...entered, to: '2026-11-08' })).toBe(false);
});

test('of too many events, a shorter period and a filter are advised only where there are such', () => {
  const [week, day] = [
    { period: '7', from: '2026-11-01', to: '2026-11-01' },
    { period: '1', from: '2026-11-01', to: '2026-11-07' },
  ];
  const entered = { ...week, period: 'days' };
  expect(truncatedText(week, true)).toBe('auditTruncated');
  expect(truncatedText(week, false)).toBe('auditTruncatedPeriod');
  for (const one of [day, entered]) {
    expect(truncatedText(one, true)).toBe('auditTruncatedFilter');
    expect(truncatedText(one, false)).toBe('auditTruncatedOnly');
  }
});
