/* Lengths of time in milliseconds, and what may be believed of a time stamp. */

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const MINUTES_PER_DAY = DAY_MS / MINUTE_MS;

/** A date, and perhaps a time of day with its offset. Date.parse also takes "0", "Never 1" and February 30. */
const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
/** Long before the platform: nothing of it is older. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Returns a time of the platform (ISO 8601, in UTC where it has no offset) as epoch ms; NaN for anything else, and for
 * a time outside the years 2000 to 9999.
 */
export function parseTime(value: unknown): number {
  const [text, day, offset] = (typeof value === 'string' && ISO_TIME.exec(value)) || [];
  if (text === undefined || day === undefined) return Number.NaN;
  const at = Date.parse(text === day || offset ? text : `${text}Z`);
  const isOfCalendar = new Date(Date.parse(day) || 0).toISOString().startsWith(day);
  return isOfCalendar && at >= EARLIEST && at <= LATEST ? at : Number.NaN;
}

/** Clocks are corrected by seconds all the time; a time stamp further ahead than this was set by a wrong clock. */
export const CLOCK_TOLERANCE_MS = MINUTE_MS;

/** Returns true for a time stamp (epoch ms) that was set while the clock was ahead: nothing is known of its age. */
export function isFromFuture(at: number, now: number): boolean {
  return at > now + CLOCK_TOLERANCE_MS;
}

/**
 * Returns the milliseconds from `at` to `now` (both epoch ms). A time stamp from the future is not believed and counts
 * as infinitely old.
 */
export function msSince(at: number, now: number): number {
  if (isFromFuture(at, now)) return Number.POSITIVE_INFINITY;
  return Math.max(0, now - at);
}

/** Returns true for a time stamp (epoch ms) that is not older than `ageMs`; one from the future is not believed. */
export function isWithin(ageMs: number, at: number | null | undefined, now: number): boolean {
  return at != null && msSince(at, now) <= ageMs;
}

/** Returns true if at least `ms` are known to have passed since a time (epoch ms); false for one from the future. */
export function hasElapsed(ms: number, since: number, now: number): boolean {
  return since <= now - ms;
}

/**
 * Returns true if a repeating alarm fires within its period; false if there is none, it has another period, or it is
 * further ahead, because it was set by a clock that was.
 */
export function firesInTime(
  alarm: { scheduledTime: number; periodInMinutes?: number | undefined } | null | undefined,
  periodInMinutes: number,
  now: number,
): boolean {
  return (
    alarm?.periodInMinutes === periodInMinutes && alarm.scheduledTime <= now + periodInMinutes * MINUTE_MS
  );
}
