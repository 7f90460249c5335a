import type { LimitChange, LimitConflict } from '../../domain/billing/allocation.ts';
import type { Cancellation } from '../../domain/billing/cancellation.ts';
import type { OrderResult } from '../../domain/billing/order.ts';
import type { NoQuote, SpendingIntent, SubscriptionQuote } from '../../domain/billing/subscription-quote.ts';
import type { Result } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';

export interface BillingProtocol {
  /** Reads allocation, subscription and prices of an account into the store. */
  readBilling(request: { connectionKey: ConnectionKey }): Result<null>;
  /**
   * Changes limits. If any of them is no longer what the person saw, nothing is changed. `sent`: the changes that
   * weren't made already.
   */
  saveAllocation(request: {
    connectionKey: ConnectionKey;
    changes: LimitChange[];
  }): Result<{ conflicts: LimitConflict[]; sent: LimitChange[] }>;
  /**
   * Adds unallocated units of the account to a profile's limit, which the person saw as `from`. Returns the new limit.
   */
  addToLimit(request: {
    connectionKey: ConnectionKey;
    profileId: string;
    service: string;
    from: number;
    amount: number;
  }): Result<{ limit: number }>;
  /** Returns what intents do and cost, now and per month, or why they can't be ordered. Spends nothing. */
  quoteSubscription(request: {
    connectionKey: ConnectionKey;
    intents: SpendingIntent[];
  }): Result<(SubscriptionQuote | NoQuote)[]>;
  /** **Spends money.** Orders what was confirmed, if a new read still gives the same quote. */
  placeOrder(request: { connectionKey: ConnectionKey; confirmed: SubscriptionQuote }): Result<OrderResult>;
  /** Cancels the scheduled changes, if they and the monthly amounts are still what the person saw. */
  cancelScheduledChange(request: { connectionKey: ConnectionKey; confirmed: Cancellation }): Result<null>;
  /** **Spends money.** Pays the invoice that is past due, if the amount is still the confirmed one. */
  payPastDue(request: { connectionKey: ConnectionKey; confirmedCents: number }): Result<null>;
  /** Cancels the last change, if its payment failed with the bank's message that the person saw. */
  cancelFailedChange(request: {
    connectionKey: ConnectionKey;
    confirmed: string;
  }): Result<'canceled' | 'gone'>;
  /** Removes a settled order whose outcome was seen. */
  dismissOrder(request: { connectionKey: ConnectionKey; id: string }): Result<null>;
}
