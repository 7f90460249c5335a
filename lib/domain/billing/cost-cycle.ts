import { DAY_MS, parseTime } from '../time.ts';
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
  const start = parseTime(subscription.cycleStart);
  const end = parseTime(subscription.cycleEnd);
  return start < end ? { start, end } : null;
}

/**
 * Returns true once the cycle that was read last is over: its upcoming invoice and what is left of it are of the past.
 */
export function isCycleOver({ cycleEnd }: Pick<SubscriptionFacts, 'cycleEnd'>, now: number): boolean {
  return parseTime(cycleEnd) <= now;
}

/** Returns how many days of a cycle are left, counted by date in UTC, as it is billed; 0 on the last one. */
export function daysLeft({ end }: BillingCycle, now: number): number {
  return Math.max(0, Math.floor(end / DAY_MS) - Math.floor(now / DAY_MS));
}
