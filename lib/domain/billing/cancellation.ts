import { isSame } from '../json.ts';
import type { PriceTable, ScheduledChange, SubscriptionFacts } from './billing.ts';
import { afterSchedule, monthlyCentsIfPublished } from './monthly-price.ts';

/** The cancellation of a scheduled change: what it is about, and what the account pays a month with and without it. */
export interface Cancellation {
  schedule: ScheduledChange;
  /** Whole US cents a month if it's canceled, and if it isn't; null: some prices aren't published. */
  keptCents: number | null;
  scheduledCents: number | null;
}

/** Returns what canceling the scheduled change means; null if there is none. */
export function cancellationOf(subscription: SubscriptionFacts, prices: PriceTable): Cancellation | null {
  const { schedule } = subscription;
  return (
    schedule && {
      schedule,
      keptCents: monthlyCentsIfPublished(subscription, prices),
      scheduledCents: monthlyCentsIfPublished(afterSchedule(subscription), prices),
    }
  );
}

/** Returns true if the subscription is as a change would make it that was scheduled: that has taken effect. */
export function isInForce(schedule: ScheduledChange, current: SubscriptionFacts): boolean {
  const { plan, services, addons } = current;
  return isSame(afterSchedule({ ...current, schedule }), { plan, services, addons });
}
