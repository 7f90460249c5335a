import { DAY_MS } from '../time.ts';
import type { SubscriptionFacts } from './billing.ts';

/** The account's billing cycle as epoch ms; `end` is the first instant of the next one. */
export interface BillingCycle {
  start: number;
  end: number;
}

/** The cycle that the platform names; null when it names none, or one that cannot be read. */
export function billingCycleOf(
  subscription: Pick<SubscriptionFacts, 'cycleStart' | 'cycleEnd'>,
): BillingCycle | null {
  const start = Date.parse(subscription.cycleStart ?? '');
  const end = Date.parse(subscription.cycleEnd ?? '');
  return start < end ? { start, end } : null;
}

/** How much of a cycle is over, 0 to 1. */
export function elapsedShare({ start, end }: BillingCycle, now: number): number {
  return Math.min(1, Math.max(0, (now - start) / (end - start)));
}

const days = new Map<string, Intl.DateTimeFormat>();

/** The day on the calendar of a time zone (IANA), as `YYYY-MM-DD`; of UTC where the zone is not known. */
export function calendarDay(at: number, timeZone: string): string {
  let format = days.get(timeZone);
  if (!format) {
    // The Swedish way to write a date is ISO 8601.
    const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    try {
      format = new Intl.DateTimeFormat('sv-SE', { ...options, timeZone });
    } catch {
      format = new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: 'UTC' });
    }
    days.set(timeZone, format);
  }
  return format.format(at);
}

/**
 * Days on the calendar of a time zone from `from` to `to` (epoch ms), at least 0. Counted by date and not by
 * hours: the days on which clocks change are days like others.
 */
export function calendarDaysUntil(to: number, from: number, timeZone: string): number {
  const [start, end] = [calendarDay(from, timeZone), calendarDay(to, timeZone)];
  return Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / DAY_MS));
}
