import type { SubscriptionChange } from '../../domain/billing.ts';
import type { Result } from '../../domain/failure.ts';
import type { Periodicity } from '../../domain/history.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/keys.ts';

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
  /** What a change of the subscription costs now (prorated) and a month, in US cents. Spends nothing. */
  quoteSubscription(data: { connectionKey: ConnectionKey; change: SubscriptionChange }): Result<{
    nowCents: number | null;
    monthlyCents: number;
    monthlyBeforeCents: number;
  }>;
  /** **Spends money.** `confirmedMonthlyCents` must be the price the person saw and confirmed. */
  changeSubscription(data: {
    connectionKey: ConnectionKey;
    change: SubscriptionChange;
    confirmedMonthlyCents: number;
    /** What was shown as due now, where it was: a higher price is refused like another monthly one. */
    confirmedNowCents?: number | null;
  }): Result<null>;
  /** Cancels a downgrade that waits for the cycle's end. */
  cancelScheduledChange(data: { connectionKey: ConnectionKey }): Result<null>;
  /** **Spends money.** Tries the failed payment of the last change, or of the invoice past due, again. */
  retryPayment(data: { connectionKey: ConnectionKey }): Result<null>;
  /** Drops the last change, whose payment failed. */
  cancelFailedChange(data: { connectionKey: ConnectionKey }): Result<null>;
}

export type { SubscriptionChange } from '../../domain/billing.ts';
