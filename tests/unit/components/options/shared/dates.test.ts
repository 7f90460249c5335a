import { describe, expect, it } from 'vitest';
import { exactTime, fromNow } from '../../../../../components/options/shared/dates.ts';
import { zoneText } from '../../../../../components/options/shared/zoned-day.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../../lib/domain/time.ts';

describe('how far a time is', () => {
  const now = new Date(2026, 10, 30, 20).getTime();
  it.each([
    [30_000, 'this minute'],
    [-100 * MINUTE_MS, '2 hours ago'],
    // Wednesday at 2 a.m., on Monday evening.
    [30 * HOUR_MS, 'in 1 day'],
    [-38 * HOUR_MS, '2 days ago'],
    [65 * DAY_MS, 'in 2 months'],
    [800 * DAY_MS, 'in 2 years'],
  ])('names no day of the calendar: %d ms is %j', (distance, text) => {
    expect(fromNow(now + distance, now)).toBe(text);
  });
});

it('an hour has no leading zero beside AM or PM', () => {
  expect(exactTime(Date.UTC(2027, 1, 28, 7, 45), 'America/New_York')).toMatch(/^Feb 28, 2027, 2:45\sAM EST$/);
});

it('a time zone is named that is used: the browser’s where it doesn’t know the account’s', () => {
  const ofBrowser = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(zoneText('America/Sao_Paulo')).toBe('America/Sao_Paulo');
  for (const unknown of ['GMT-3', 'Brasilia'])
    expect(zoneText(unknown)).toBe(`${ofBrowser}, as this browser doesn’t know “${unknown}”`);
});
