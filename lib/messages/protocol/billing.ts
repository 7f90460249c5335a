import type { LimitChange, LimitConflict } from '../../domain/billing/allocation.ts';
import type { ScheduledChange } from '../../domain/billing/billing.ts';
import type { OrderResult } from '../../domain/billing/order.ts';
import type { NoQuote, SpendingIntent, SubscriptionQuote } from '../../domain/billing/subscription-quote.ts';
import type { Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { Periodicity } from '../../domain/usage/history.ts';

export interface BillingProtocol {
  /** Reads allocation, subscription and prices of an account into the store. */
  readBilling(request: { connectionKey: ConnectionKey }): Result<null>;
  /** Fetches what is missing of a profile's statistics between two times (epoch ms) into the store. */
  readHistory(request: ProfileRef & { periodicity: Periodicity; from: number; to: number }): Result<null>;
  /** Changes limits from the values that were seen; where one is another by now nothing is changed. */
  saveAllocation(request: {
    connectionKey: ConnectionKey;
    changes: LimitChange[];
  }): Result<{ conflicts: LimitConflict[] }>;
  /** Gives a profile more of what the pool has left; returns its limit afterwards. */
  giveShare(request: {
    connectionKey: ConnectionKey;
    profileId: string;
    service: string;
    amount: number;
  }): Result<{ limit: number }>;
  /** What intents do and cost now (prorated) and a month, or why they cannot be ordered. Spends nothing. */
  quoteSubscription(request: {
    connectionKey: ConnectionKey;
    intents: SpendingIntent[];
  }): Result<(SubscriptionQuote | NoQuote)[]>;
  /** **Spends money.** A fresh read must lead to the very quote that the person saw and confirmed. */
  placeOrder(request: { connectionKey: ConnectionKey; confirmed: SubscriptionQuote }): Result<OrderResult>;
  /** Cancels all that waits for the cycle's end, if it is still what was confirmed. */
  cancelScheduledChange(request: { connectionKey: ConnectionKey; confirmed: ScheduledChange }): Result<null>;
  /** **Spends money.** Pays the invoice past due, if it is still the amount that was confirmed. */
  payPastDue(request: { connectionKey: ConnectionKey; confirmedCents: number }): Result<null>;
  /** Drops the last change, whose payment failed. */
  cancelFailedChange(request: { connectionKey: ConnectionKey }): Result<null>;
  /** What became of an order was seen. */
  dismissOrder(request: { connectionKey: ConnectionKey; id: string }): Result<null>;
}
