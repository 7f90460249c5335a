import { singleFlight } from '../../async/single-flight.ts';
import { callAsAccount } from '../../calls/call.ts';
import type {
  ChangeOutcome,
  Gift,
  SubscriptionChange,
  SubscriptionFacts,
} from '../../domain/billing/billing.ts';
import { holds } from '../../domain/billing/subscription-quote.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import {
  deleteSchedule,
  postPendingCancel,
  postPendingRetry,
  postSubscription,
} from '../../platform/billing.ts';
import { getBilling } from '../../store/billing.ts';
import { asFailure, sendAndConfirm, settleToFailure } from '../confirmed-change.ts';
import { brokenRule, journal } from '../lookup.ts';
import { fetchSubscriptionWhole, rereadBilling } from './billing.ts';
import { noteOrder, settleOrder } from './pending-order.ts';
import { freshQuote, type Wish } from './quotes.ts';

/**
 * **Spends money.** Sends the change once, if the fresh prices are still those that the person confirmed; else
 * `invalid-input` (`rulePriceChanged`) and nothing is sent. Throws `not-allowed` while another change is being
 * processed, and `refused` (field `payment`) with the bank's words when the payment failed. What `give` names is
 * allocated to its profile as soon as the larger pool is there (see {@link settleOrder}).
 */
export function changeSubscription(
  data: Wish & {
    confirmedMonthlyCents: number;
    confirmedMonthlyBeforeCents?: number;
    confirmedNowCents?: number | null;
    give?: Gift | null;
  },
): Promise<ChangeOutcome> {
  const { connectionKey, change: wish, give = null } = data;
  return singleFlight(['changeSubscription', connectionKey, wish], async () => {
    const { quote, before } = await freshQuote(data);
    if (before.processing)
      throw new FailureError({ code: 'not-allowed', detail: 'ruleSubscriptionProcessing' });
    // What is left of the cycle only shrinks, and with it the price of now: more than confirmed is news.
    const dearer = (quote.nowCents ?? 0) > (data.confirmedNowCents ?? Number.POSITIVE_INFINITY);
    const changed =
      quote.monthlyBeforeCents !== (data.confirmedMonthlyBeforeCents ?? quote.monthlyBeforeCents);
    if (quote.monthlyCents !== data.confirmedMonthlyCents || dearer || changed) {
      throw brokenRule('confirmedMonthlyCents', 'rulePriceChanged');
    }
    const { nowCents, monthlyCents } = quote;
    await noteOrder(connectionKey, { change: wish, nowCents, monthlyCents, give, at: Date.now() });
    await sendOnce(connectionKey, {
      send: (api) => postSubscription(api, wish),
      isThere: (now) => now.processing || newPaymentError(before, now) || holds(wish, now),
    }).catch(async (error) => {
      if (asFailure(error).code !== 'outcome-unknown') await noteOrder(connectionKey, null);
      throw error;
    });
    const now = await reread(connectionKey);
    if (now && newPaymentError(before, now)) throw paymentFailed(now);
    await journal('subscription-changed', { connectionKey }, nameOf(wish));
    const settled = await settleOrder(connectionKey);
    const state = now?.processing ? 'processing' : now && !holds(wish, now, 'at once') ? 'scheduled' : 'done';
    return { state, ...settled };
  });
}

/** Cancels a downgrade that waits for the cycle's end. */
export function cancelScheduledChange(data: { connectionKey: ConnectionKey }): Promise<null> {
  const { connectionKey } = data;
  return singleFlight(['cancelScheduledChange', connectionKey], async () => {
    await sendOnce(connectionKey, { send: deleteSchedule, isThere: (now) => now.schedule === null });
    await reread(connectionKey);
    await journal('subscription-changed', { connectionKey }, null);
    return null;
  });
}

/** **Spends money.** Tries a failed payment again. Throws `refused` (field `payment`) when it fails again. */
export function retryPayment(data: { connectionKey: ConnectionKey }): Promise<null> {
  const { connectionKey } = data;
  return singleFlight(['retryPayment', connectionKey], async () => {
    const settled = (now: SubscriptionFacts) => now.paymentError === null && now.pastDueCents === null;
    await sendOnce(connectionKey, {
      send: postPendingRetry,
      isThere: (now) => now.processing || settled(now),
    });
    const now = await reread(connectionKey);
    if (now && !now.processing && !settled(now)) throw paymentFailed(now);
    await journal('subscription-changed', { connectionKey }, null);
    await settleOrder(connectionKey);
    return null;
  });
}

/** Drops the last change, whose payment failed. */
export function cancelFailedChange(data: { connectionKey: ConnectionKey }): Promise<null> {
  const { connectionKey } = data;
  return singleFlight(['cancelFailedChange', connectionKey], async () => {
    await sendOnce(connectionKey, {
      send: postPendingCancel,
      isThere: (now) => !now.processing && now.paymentError === null,
    });
    await noteOrder(connectionKey, null);
    await reread(connectionKey);
    return null;
  });
}

async function sendOnce(
  connectionKey: ConnectionKey,
  {
    send,
    isThere,
  }: {
    send: (api: Parameters<typeof deleteSchedule>[0]) => Promise<void>;
    isThere: (now: SubscriptionFacts) => boolean;
  },
): Promise<void> {
  try {
    await sendAndConfirm({
      send: () => callAsAccount(connectionKey, send),
      look: async () => (isThere(await callAsAccount(connectionKey, fetchSubscriptionWhole)) ? true : null),
    });
  } catch (error) {
    await reread(connectionKey);
    throw error;
  }
}

/** What the change led to, in the store; null when it cannot be read now. */
async function reread(connectionKey: ConnectionKey): Promise<SubscriptionFacts | null> {
  const failed = await settleToFailure(rereadBilling(connectionKey, 'restart'));
  return failed ? null : ((await getBilling(connectionKey))?.subscription ?? null);
}

function newPaymentError(before: SubscriptionFacts, now: SubscriptionFacts): boolean {
  return now.paymentError !== null && before.paymentError === null;
}

function paymentFailed({ paymentError }: SubscriptionFacts): FailureError {
  return new FailureError({ code: 'refused', field: 'payment', detail: paymentError || undefined });
}

/** For the journal: what was changed, in the platform's terms. */
function nameOf(wish: SubscriptionChange): string {
  if ('plan' in wish) return wish.plan;
  if ('addons' in wish) return Object.keys(wish.addons).join(', ');
  return Object.entries(wish.services)
    .map(([key, limit]) => `${key} ${limit}`)
    .join(', ');
}
