import { DAY_MS } from '../time.ts';
import type { Periodicity } from './history.ts';
import { monthOf } from './month.ts';
import { periodEnd, periodStart } from './periods.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Ranges of history that are offered besides single months, in days back from the end of the running period. */
export const DAYS_BACK = { '7d': 7, '90d': 90, '1y': 365 } as const;

/** `2026-11` for a month, else one of {@link DAYS_BACK}. */
type RangeName = keyof typeof DAYS_BACK | `${number}-${string}`;

/** An interval of whole periods, epoch ms; `to` is not included. */
export interface HistoryRange {
  from: number;
  to: number;
  /** True for a single month, which can be compared with another. */
  isMonth: boolean;
}

/** Returns the interval of a range name at `now`, in whole periods; null for an unknown name. */
export function rangeOf(name: string, periodicity: Periodicity, now: number): HistoryRange | null {
  if (MONTH.test(name)) {
    const { start, end } = monthOf(Date.parse(name));
    return { from: start, to: end, isMonth: true };
  }
  if (!Object.hasOwn(DAYS_BACK, name)) return null;
  // The running period is one of them.
  const to = periodEnd(periodicity, now);
  const back = DAYS_BACK[name as keyof typeof DAYS_BACK] * DAY_MS;
  return { from: periodStart(periodicity, to - back), to, isMonth: false };
}

/**
 * Returns the start of what is read for a range that starts at `from` (both epoch ms): that of its month, from which
 * counters are cumulative. The row of a period has no counter of a service that wasn't used in it.
 */
export function readingStart(from: number): number {
  return monthOf(from).start;
}

/** Returns the names of the last `count` months, the current one first. */
export function monthNames(now: number, count: number): RangeName[] {
  const date = new Date(now);
  return Array.from({ length: count }, (_, back) => {
    const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1));
    return month.toISOString().slice(0, 7) as RangeName;
  });
}

/** Returns the starts of the months from a range's start (not included) to its end (included), epoch ms. */
export function monthStarts({ from, to }: { from: number; to: number }): number[] {
  const starts: number[] = [];
  for (let start = monthOf(from).end; start <= to; start = monthOf(start).end) starts.push(start);
  return starts;
}
