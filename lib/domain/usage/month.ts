import { DAY_MS } from '../time.ts';

/*
 * The month, at whose end monthly services are reset. The platform doesn't document the time zone of the reset; UTC is
 * assumed here, unverified.
 */

/** A calendar month in UTC as epoch ms; `end` is the first instant of the next one. */
interface Month {
  start: number;
  end: number;
}

/** Returns the month that contains `now` (epoch ms). */
export function monthOf(now: number): Month {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}

/** Returns a month's name, `YYYY-MM`. */
export function monthName(now: number): string {
  return new Date(monthOf(now).start).toISOString().slice(0, 7);
}

/** Returns the days from `now` until `then` (epoch ms), rounded up; 0 for the past. */
export function daysUntil(then: number, now: number): number {
  return Math.max(0, Math.ceil((then - now) / DAY_MS));
}
