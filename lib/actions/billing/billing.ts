import { coalesceRead } from '../../async/coalesce-read.ts';
import type { Purpose } from '../../async/limiter.ts';
import { callAsAccount } from '../../calls/call.ts';
import { isRefusal, requireOwnAccount } from '../../calls/verify-credential.ts';
import { failureOrLog, logError } from '../../diagnostics/error-log.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { type Failure, FailureError, failureOfError, isFinal } from '../../domain/failure.ts';
import { type ConnectionKey, platformIdOf } from '../../domain/identity/keys.ts';
import { isSame } from '../../domain/json.ts';
import { fetchAccount } from '../../platform/account.ts';
import {
  fetchSchedule,
  fetchSubscription,
  fetchSubscriptionSummary,
  NO_SUMMARY,
} from '../../platform/billing.ts';
import { fetchPrices } from '../../platform/prices.ts';
import type { Api } from '../../platform/request.ts';
import { isRateLimited } from '../../refresh/rate-limited.ts';
import { getBilling, updateBilling } from '../../store/billing.ts';
import { connectionOf } from '../lookup.ts';
import { fetchWholeAllocation } from './fetch-allocation.ts';
import { recordIfPaid } from './paid-invoice.ts';

/**
 * Reads an account's allocation, subscription (with its schedule) and prices into the store, for the background itself:
 * not while the platform asked to wait. What could be read is stored even if another part failed; the first failure is
 * recorded and thrown.
 */
export async function readBillingUnlessLimited({
  connectionKey,
}: {
  connectionKey: ConnectionKey;
}): Promise<null> {
  if (await isRateLimited(connectionKey, (await getBilling(connectionKey))?.failure)) return null;
  const { failure } = await rereadBilling(connectionKey, 'share', 'refresh');
  if (failure) throw new FailureError(failure);
  return null;
}

/**
 * Reads what {@link readBillingUnlessLimited} does, at once; returns the first failure, with the subscription if that
 * was read. See {@link coalesceRead} for `how`.
 */
export function rereadBilling(
  connectionKey: ConnectionKey,
  how: 'share' | 'restart',
  purpose: Purpose = 'person',
): Promise<{ subscription: SubscriptionFacts | null; failure: Failure | null }> {
  return coalesceRead(['billing', connectionKey], how, async () => {
    await connectionOf(connectionKey);
    const before = (await getBilling(connectionKey))?.allocation ?? null;
    const [subscription, allocation, prices] = await Promise.allSettled([
      callAsAccount(connectionKey, fetchSubscriptionWhole, { purpose: () => purpose }),
      fetchWholeAllocation(connectionKey, purpose),
      callAsAccount(connectionKey, fetchPrices, { purpose: () => purpose }),
    ]);
    const failed = [subscription, allocation, prices].find((part) => part.status === 'rejected');
    const failure = failed ? failureOrLog('rereadBilling', failed.reason) : null;
    const read = settledValue(subscription) ?? null;
    const at = Date.now();
    await updateBilling(connectionKey, (row) => ({
      ...row,
      subscription: read
        ? { ...read, notEnoughBalance: read.notEnoughBalance ?? row.subscription?.notEnoughBalance ?? null }
        : row.subscription,
      // One that was stored meanwhile is that of a change of limits, which this read may have missed.
      allocation: isSame(row.allocation, before) ? (settledValue(allocation) ?? before) : row.allocation,
      prices: settledValue(prices) ?? row.prices,
      // Sent by a clock that was ahead: how long ago isn't known, so it counts as sent now.
      paidInvoice: row.paidInvoice && {
        ...row.paidInvoice,
        paidAt: Math.min(row.paidInvoice.paidAt, at),
      },
      failure: failure && { failure, at },
      fetchedAt: failure ? row.fetchedAt : at,
    }));
    if (read) await recordIfPaid(connectionKey, read);
    return { subscription: read, failure };
  });
}

function settledValue<T>(part: PromiseSettledResult<T>): T | undefined {
  return part.status === 'fulfilled' ? part.value : undefined;
}

/**
 * Fetches the subscription, with its summary where that can be read, and its schedule. Throws when it isn't known
 * whether there is a schedule: what is scheduled would be taken for canceled or never ordered. The summary says that
 * too, but the platform caches it, so it is only believed where the schedule is refused: after a mere failure the next
 * read shows it. Also throws what {@link requireOwnAccount} does: another account isn't shown, and doesn't pay.
 */
export async function fetchSubscriptionWhole(api: Api, key: ConnectionKey): Promise<SubscriptionFacts> {
  const { accountId, ...subscription } = await fetchSubscription(api);
  // In which form the subscription names its account isn't documented, so the account itself decides.
  if (accountId !== null && accountId !== platformIdOf(key))
    requireOwnAccount(key, (await fetchAccount(api)).accountId);
  const summary = await fetchSubscriptionSummary(api).catch((error: unknown) => {
    if (!isReadable(error)) return NO_SUMMARY;
    logError('fetchSubscriptionSummary', error);
    return null;
  });
  const schedule = await fetchSchedule(api).catch((error: unknown) => {
    const { code } = failureOfError(error);
    if (code === 'not-found' || (!isReadable(error) && summary?.scheduled === false)) return null;
    throw error;
  });
  return { ...subscription, notEnoughBalance: summary?.notEnoughBalance ?? null, schedule };
}

/** Returns false if the failure of a read says that the account may not read it at all. */
function isReadable(error: unknown): boolean {
  return !isRefusal(error) && !isFinal(failureOfError(error));
}
