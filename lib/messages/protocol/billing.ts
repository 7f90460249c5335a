import type { ChangeOutcome, Gift, SubscriptionChange } from '../../domain/billing/billing.ts';
import type { SubscriptionQuote } from '../../domain/billing/subscription-quote.ts';
import type { Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { Periodicity } from '../../domain/usage/history.ts';

export interface BillingProtocol {
  /** Reads allocation, subscription and prices of an account into the store. */
  readBilling(data: { connectionKey: ConnectionKey }): Result<null>;
  /** Fetches what is missing of a profile's statistics between two times (epoch ms) into the store. */
  readHistory(data: ProfileRef & { periodicity: Periodicity; from: number; to: number }): Result<null>;
  /** Limits by profile id and service key; only what changes. The allocation is read again afterwards. */
  saveAllocation(data: {
    connectionKey: ConnectionKey;
    changes: Record<string, Record<string, number>>;
  }): Result<null>;
  /** What changes of the subscription cost now (prorated) and a month; null for what is not on sale. Spends nothing. */
  quoteSubscription(data: {
    connectionKey: ConnectionKey;
    changes: SubscriptionChange[];
  }): Result<(SubscriptionQuote | null)[]>;
  /** **Spends money.** The confirmed prices must be those that the person saw and confirmed. */
  changeSubscription(data: {
    connectionKey: ConnectionKey;
    change: SubscriptionChange;
    confirmedMonthlyCents: number;
    /** What was shown as paid a month until now: another one means that the subscription is no more what was seen. */
    confirmedMonthlyBeforeCents?: number;
    /** What was shown as due now, where it was: a higher price is refused like another monthly one. */
    confirmedNowCents?: number | null;
    /** Part of the larger pool that a profile gets once it is there. */
    give?: Gift | null;
  }): Result<ChangeOutcome>;
  /** Cancels a downgrade that waits for the cycle's end. */
  cancelScheduledChange(data: { connectionKey: ConnectionKey }): Result<null>;
  /** **Spends money.** Tries the failed payment of the last change, or of the invoice past due, again. */
  retryPayment(data: { connectionKey: ConnectionKey }): Result<null>;
  /** Drops the last change, whose payment failed. */
  cancelFailedChange(data: { connectionKey: ConnectionKey }): Result<null>;
}

export type { SubscriptionChange } from '../../domain/billing/billing.ts';
