import { DAY_MS } from '../../../lib/domain/time.ts';

/** What a person can choose as a token's expiration; `date` asks for a day. */
export const EXPIRATIONS = ['day', 'week', 'month', 'months3', 'year', 'never', 'date'] as const;
export type Expiration = (typeof EXPIRATIONS)[number];

/** Days, or whole months, from now. */
const LENGTHS: Record<Exclude<Expiration, 'never' | 'date'>, { days: number } | { months: number }> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  months3: { months: 3 },
  year: { months: 12 },
};

/**
 * Returns what the platform takes as `expire_time`: 'never', or ISO 8601: a preset from `now` (epoch ms) on, or the end of
 * a chosen day (`yyyy-mm-dd`) in the account's time zone. Null when the day is none.
 */
export function expireTimeOf(choice: Expiration, day: string, timeZone: string, now: number): string | null {
  if (choice === 'never') return choice;
  if (choice === 'date') {
    const end = endOfDay(day, timeZone);
    return end === null ? null : new Date(end).toISOString();
  }
  const length = LENGTHS[choice];
  const at = 'days' in length ? now + length.days * DAY_MS : monthsLater(now, length.months);
  return new Date(at).toISOString();
}

/** Returns the same day and time some months later, or that month's last day where it has no such day. */
function monthsLater(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

/** The last second (epoch ms) of a day `yyyy-mm-dd` in a time zone; null when it is no day. */
export function endOfDay(day: string, timeZone: string): number | null {
  const wall = Date.parse(`${day}T23:59:59Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(wall)) return null;
  // The offset at the guess may be another than at the answer, around a change of the clocks: twice is exact.
  const first = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(first, timeZone);
}

/** Returns the day `yyyy-mm-dd` that a time (epoch ms) is in a time zone. */
export function dayOf(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 10);
}

/** How far a zone's clocks are ahead of UTC at a time, in ms; 0 for a zone that is unknown. */
function offsetAt(at: number, timeZone: string): number {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(at);
    const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    const wall = Date.UTC(
      number('year'),
      number('month') - 1,
      number('day'),
      number('hour'),
      number('minute'),
      number('second'),
    );
    return wall - Math.floor(at / 1000) * 1000;
  } catch {
    return 0;
  }
}
