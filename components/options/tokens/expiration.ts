import { DAY_MS } from '../../../lib/domain/time.ts';
import { serverTimeOf, type TokenList } from '../../../lib/domain/tokens/token.ts';
import { endOfDay } from '../shared/zoned-day.ts';

/** The choices for a token's expiration; `date` asks for a day. */
export const EXPIRATIONS = ['day', 'week', 'month', 'months3', 'year', 'never', 'date'] as const;
export type Expiration = (typeof EXPIRATIONS)[number];

/** Days or calendar months from now. */
const LENGTHS: Record<Exclude<Expiration, 'never' | 'date'>, { days: number } | { months: number }> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  months3: { months: 3 },
  year: { months: 12 },
};

/**
 * Returns the platform's `expire_time`: 'never', or ISO 8601 for a preset from `now` (epoch ms) on by the clock of the
 * server that sent `list` ({@link serverTimeOf}), or for the end of a chosen day (`yyyy-mm-dd`) in the account's time
 * zone. Null if the day is invalid.
 */
export function expireTimeOf(
  choice: Expiration,
  day: string,
  { timeZone, list }: { timeZone: string; list: TokenList | undefined },
  now: number,
): string | null {
  if (choice === 'never') return choice;
  if (choice === 'date') {
    const end = endOfDay(day, timeZone);
    return end === null ? null : new Date(end).toISOString();
  }
  const length = LENGTHS[choice];
  const start = serverTimeOf(list, now);
  const at = 'days' in length ? start + length.days * DAY_MS : monthsLater(start, length.months);
  return new Date(at).toISOString();
}

/** Returns the same day and time some months later, or that month's last day if it has no such day. */
function monthsLater(at: number, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
