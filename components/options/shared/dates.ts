import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/domain/time.ts';
import { language } from '../../../lib/i18n/t.ts';
import { zonedFormat } from './zoned-day.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(options: Intl.DateTimeFormatOptions, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = JSON.stringify([options, timeZone]);
  let format = formats.get(key);
  if (!format) {
    format = zonedFormat(language(), options, timeZone);
    formats.set(key, format);
  }
  return format;
}

/** Returns a day, e.g. "24 Nov 2026", in a time zone (IANA; the browser's if absent). */
export function exactDate(at: number, timeZone?: string): string {
  return formatOf({ day: 'numeric', month: 'short', year: 'numeric' }, timeZone).format(at);
}

/** A longer date doesn't fit a table's column. */
const MAX_COLUMN_CHARS = 13;

/** Returns a day for a column: as {@link exactDate}, or in digits in languages in which that is too long. */
export function columnDate(at: number, timeZone?: string): string {
  const text = exactDate(at, timeZone);
  if (text.length <= MAX_COLUMN_CHARS) return text;
  return formatOf({ day: '2-digit', month: '2-digit', year: 'numeric' }, timeZone).format(at);
}

/** Returns a date and time to the minute with the zone's short name, for titles and logs. */
export function exactTime(at: number, timeZone?: string): string {
  return formatOf(
    {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    },
    timeZone,
  ).format(at);
}

/** Returns a day without its year, e.g. "1 December". */
export function dayAndMonth(at: number, timeZone?: string): string {
  return formatOf({ day: 'numeric', month: 'long' }, timeZone).format(at);
}

const relative = new Map<'auto' | 'always', Intl.RelativeTimeFormat>();

function relativeFormat(numeric: 'auto' | 'always'): Intl.RelativeTimeFormat {
  const format = relative.get(numeric) ?? new Intl.RelativeTimeFormat(language(), { numeric });
  relative.set(numeric, format);
  return format;
}

/**
 * Returns how far `at` is from `now`, rounded to its greatest unit: "2 minutes ago", "in 1 day". Words for days of the
 * calendar, such as "tomorrow", would often name the wrong one.
 */
export function fromNow(at: number, now: number): string {
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < MINUTE_MS) return relativeFormat('auto').format(0, 'minute');
  const format = relativeFormat('always');
  if (size < HOUR_MS) return format.format(Math.round(distance / MINUTE_MS), 'minute');
  if (size < DAY_MS) return format.format(Math.round(distance / HOUR_MS), 'hour');
  if (size < 60 * DAY_MS) return format.format(Math.round(distance / DAY_MS), 'day');
  if (size < 730 * DAY_MS) return format.format(Math.round(distance / (30.44 * DAY_MS)), 'month');
  return format.format(Math.round(distance / (365.25 * DAY_MS)), 'year');
}
