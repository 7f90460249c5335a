import { callAsAccount } from '../../calls/call.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { type Cancellation, cancellationOf, isInForce } from '../../domain/billing/cancellation.ts';
import { isRefused } from '../../domain/billing/order.ts';
import { isJustPaid } from '../../domain/billing/paid-invoice.ts';
import { placeOf } from '../../domain/billing/subscription-quote.ts';
import { brokenRule, FailureError, notAllowed } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { isSame } from '../../domain/json.ts';
import { isKnownOffline } from '../../network.ts';
import { deleteSchedule, postPendingCancel, postPendingRetry } from '../../platform/billing.ts';
import { fetchPrices } from '../../platform/prices.ts';
import type { Api } from '../../platform/request.ts';
import { getBilling, listOrders, updateOrder } from '../../store/billing.ts';
import { sendAndConfirm } from '../confirmed-change.ts';
import { recordJournal } from '../record-journal.ts';
import { fetchSubscriptionWhole } from './billing.ts';
import { dropCanceled } from './drop-refused.ts';
import { withPaidInvoice } from './paid-invoice.ts';
import { readAndSettle } from './settle-orders.ts';
import { paymentFailed, spend } from './spend.ts';

/**
 * Cancels all changes scheduled for the end of the cycle. Throws `invalid-input` (`ruleScheduleChanged`) when they
 * aren't what the person saw, or have taken effect, or the account would pay another amount than they saw.
 */
export function cancelScheduledChange(request: {
  connectionKey: ConnectionKey;
  confirmed: Cancellation;
}): Promise<null> {
  const { connectionKey, confirmed } = request;
  return changeSubscription(
    ['cancelScheduledChange', connectionKey, confirmed],
    connectionKey,
    async (before) => {
      const isCanceled = (current: SubscriptionFacts) =>
        current.schedule === null && !isInForce(confirmed.schedule, current);
      if (isCanceled(before)) return null;
      const prices = await callAsAccount(connectionKey, fetchPrices);
      if (!isSame(cancellationOf(before, prices), confirmed))
        throw brokenRule('confirmed', 'ruleScheduleChanged');
      await sendAndLook(connectionKey, deleteSchedule, isCanceled);
      await recordJournal('subscription-changed', { connectionKey }, null);
      return null;
    },
  );
}

/**
 * **Spends money.** Pays the invoice that is past due, if a new read still shows the confirmed amount and no other
 * payment is pending: the platform would charge both. Otherwise throws `invalid-input` (`rulePriceChanged`). Throws
 * `not-allowed` while it may be the invoice whose payment was just sent, `refused` (field `payment`) when the payment
 * fails, and `outcome-unknown` if there was no response and the payment isn't seen.
 */
export function payPastDue(request: { connectionKey: ConnectionKey; confirmedCents: number }): Promise<null> {
  const { connectionKey, confirmedCents } = request;
  return changeSubscription(['payPastDue', connectionKey, confirmedCents], connectionKey, async (before) => {
    if (before.processing) throw notAllowed('ruleSubscriptionProcessing');
    if (before.paymentError !== null || before.pastDue?.cents !== confirmedCents)
      throw brokenRule('confirmed', 'rulePriceChanged');
    if (isJustPaid((await getBilling(connectionKey))?.paidInvoice, confirmedCents, Date.now()))
      throw notAllowed('ruleInvoicePaid');
    if (isKnownOffline()) throw new FailureError({ code: 'offline' });
    const isPaid = (current: SubscriptionFacts) => current.processing || current.pastDue === null;
    await withPaidInvoice(connectionKey, confirmedCents, async () => {
      await sendAndLook(connectionKey, postPendingRetry, isPaid);
      const current = await callAsAccount(connectionKey, fetchSubscriptionWhole).catch(() => null);
      // Nothing was pending, so an error belongs to this payment. Without one, the read may lag behind what was
      // accepted; where it failed, the next read shows the outcome.
      if (current && !isPaid(current) && current.paymentError !== null) throw paymentFailed(current);
    });
    return null;
  });
}

/**
 * Cancels the last change, whose payment failed with the bank's message that the person saw, and drops its order.
 * Orders of unknown outcome are kept. Returns `gone`, and cancels nothing, when that failure isn't there anymore: the
 * change may have been paid elsewhere. Throws `not-allowed` while a payment is being processed.
 */
export function cancelFailedChange(request: {
  connectionKey: ConnectionKey;
  confirmed: string;
}): Promise<'canceled' | 'gone'> {
  const { connectionKey, confirmed } = request;
  return changeSubscription(
    ['cancelFailedChange', connectionKey, confirmed],
    connectionKey,
    async (before) => {
      if (before.processing) throw notAllowed('ruleSubscriptionProcessing');
      if (before.paymentError !== confirmed) return 'gone';
      const isDropped = (current: SubscriptionFacts) => !current.processing && current.paymentError === null;
      await sendAndLook(connectionKey, postPendingCancel, isDropped);
      if (await wasPaidMeanwhile(connectionKey)) return 'gone';
      await recordJournal('subscription-changed', { connectionKey }, null);
      return 'canceled';
    },
  );
}

/**
 * Settles the orders whose payment failed once that was canceled. Returns true if one was paid elsewhere right before.
 */
async function wasPaidMeanwhile(connectionKey: ConnectionKey): Promise<boolean> {
  const refused = (await listOrders(connectionKey)).filter(isRefused);
  // Where this can't be read, they are settled by a later read.
  const current = await readAndSettle(connectionKey).catch(() => null);
  if (current) await dropCanceled(connectionKey);
  return current !== null && refused.some(({ quote }) => placeOf(quote, current) === 'in-force');
}

/** Removes a settled order once the person has seen its outcome. */
export async function dismissOrder(request: { connectionKey: ConnectionKey; id: string }): Promise<null> {
  await updateOrder(request.connectionKey, request.id, (order) => (order.state === 'settled' ? null : order));
  return null;
}

/** Runs `work` once, in the spending channel, on a new read of the subscription. */
function changeSubscription<T>(
  key: readonly unknown[],
  connectionKey: ConnectionKey,
  work: (before: SubscriptionFacts) => Promise<T>,
): Promise<T> {
  return spend(key, connectionKey, async () => work(await readAndSettle(connectionKey)));
}

async function sendAndLook(
  connectionKey: ConnectionKey,
  send: (api: Api) => Promise<void>,
  isThere: (current: SubscriptionFacts) => boolean,
): Promise<void> {
  await sendAndConfirm({
    send: () => callAsAccount(connectionKey, send),
    look: async () => (isThere(await callAsAccount(connectionKey, fetchSubscriptionWhole)) ? true : null),
  });
}
