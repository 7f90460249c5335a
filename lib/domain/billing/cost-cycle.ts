import { DAY_MS } from '../time.ts';
import type { SubscriptionFacts } from './billing.ts';

/** The account's billing cycle as epoch ms; `end` is the first instant of the next one. */
interface BillingCycle {
  start: number;
  end: number;
}

/** Returns a subscription's cycle; null when the platform returns none, or an invalid one. */
export function billingCycleOf(
  subscription: Pick<SubscriptionFacts, 'cycleStart' | 'cycleEnd'>,
): BillingCycle | null {
  const start = Date.parse(subscription.cycleStart ?? '');
  const end = Date.parse(subscription.cycleEnd ?? '');
  return start < end ? { start, end } : null;
}

/** Returns how much of a cycle has passed, 0 to 1. `now`: epoch ms. */
export function elapsedShare({ start, end }: BillingCycle, now: number): number {
  return Math.min(1, Math.max(0, (now - start) / (end - start)));
}

const days = new Map<string, Intl.DateTimeFormat>();

/** Returns the date in a time zone (IANA) as `YYYY-MM-DD`; in UTC if the browser doesn't know the zone. */
export function calendarDay(at: number, timeZone: string): string {
  let format = days.get(timeZone);
  if (!format) {
    // Swedish dates are written as in ISO 8601.
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
 * Returns the number of calendar days in a time zone from `from` to `to` (epoch ms), at least 0. Counted by date, so
 * that changes of daylight saving time don't matter.
 */
export function calendarDaysUntil(to: number, from: number, timeZone: string): number {
  const [start, end] = [calendarDay(from, timeZone), calendarDay(to, timeZone)];
  return Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / DAY_MS));
}
