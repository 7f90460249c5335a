import { DAY_MS, HOUR_MS, isFromFuture } from '../time.ts';
import type { Periodicity } from './history.ts';
import { monthOf } from './month.ts';

/** The platform may add to a period, and take its reading, shortly after its end. */
export const READING_DELAY_MS = HOUR_MS / 4;

/** Returns the start of the UTC hour, day or month that holds `time` (epoch ms). */
export function periodStart(periodicity: Periodicity, time: number): number {
  if (periodicity === 'hour') return Math.floor(time / HOUR_MS) * HOUR_MS;
  if (periodicity === 'day') return Math.floor(time / DAY_MS) * DAY_MS;
  return monthOf(time).start;
}

/** Returns the end of the UTC hour, day or month that holds `time`: the start of the next. */
export function periodEnd(periodicity: Periodicity, time: number): number {
  const start = periodStart(periodicity, time);
  if (periodicity === 'hour') return start + HOUR_MS;
  if (periodicity === 'day') return start + DAY_MS;
  return monthOf(start).end;
}

/** Returns the starts of all periods that touch `from` up to `to` (not included), ascending. */
export function periodsBetween(periodicity: Periodicity, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let start = periodStart(periodicity, from); start < to; start = periodEnd(periodicity, start)) {
    starts.push(start);
  }
  return starts;
}

/**
 * Returns the start of the period that each reading of cumulative counters is of; null for one of no period. `times` in
 * ascending order; `readAt`: when they were read, by the platform's clock (epoch ms).
 *
 * Which time the platform gives a row isn't documented. In the sample of its SDK the first row of a range by day is
 * from 89 seconds after its first day, so a reading shortly after a period's end is of that period. Two may look the
 * same but aren't: the newest one, while it is as fresh as that, is of the running period, unless the others were all
 * taken after their period; and where a period has a reading from within it, one shortly after it was only cut off
 * there.
 */
export function periodsOfReadings(
  periodicity: Periodicity,
  times: readonly number[],
  readAt: number,
): (number | null)[] {
  const read = new Set<number>();
  let isTakenAfter = false;
  const newest = times.findLastIndex((time) => !isFromFuture(time, readAt));
  return times.map((time, index) => {
    const start = periodStart(periodicity, time);
    const previous = periodStart(periodicity, start - 1);
    const isNewest = index === newest && readAt - time <= READING_DELAY_MS;
    const isRunning = isNewest && (read.has(previous) || !isTakenAfter);
    if (time === start || time - start >= READING_DELAY_MS || isRunning) {
      read.add(start);
      return start;
    }
    if (read.has(previous)) return null;
    read.add(previous);
    isTakenAfter = true;
    return previous;
  });
}

/**
 * Returns the periods between two times that have no final row, neighbors joined. One with a number that couldn't be
 * read isn't final. `to` is a period's end.
 */
export function missingPeriods(
  periodicity: Periodicity,
  from: number,
  to: number,
  rows: { time: string; fetchedAt: number; unreadable?: string[] }[],
  now: number,
): { from: number; to: number }[] {
  const final = new Set<number>();
  for (const row of rows) {
    const start = Date.parse(row.time);
    if (row.unreadable) continue;
    // Read by a clock that was ahead: the period may not have been over.
    if (isFromFuture(row.fetchedAt, now)) continue;
    if (row.fetchedAt >= periodEnd(periodicity, start) + READING_DELAY_MS) final.add(start);
  }
  const missing: { from: number; to: number }[] = [];
  for (const start of periodsBetween(periodicity, from, to)) {
    if (final.has(start)) continue;
    const end = periodEnd(periodicity, start);
    const last = missing.at(-1);
    if (last && last.to === start) last.to = end;
    else missing.push({ from: start, to: end });
  }
  return missing;
}
