import { callAsAccount } from '../../calls/call.ts';
import type { SubscriptionChange, SubscriptionFacts } from '../../domain/billing/billing.ts';
import { isUnresolved, type Order, type OrderResult } from '../../domain/billing/order.ts';
import {
  isConfirmed,
  isQuote,
  placeOf,
  quoteOf,
  type SubscriptionQuote,
} from '../../domain/billing/subscription-quote.ts';
import { brokenRule, type Failure, FailureError, notAllowed } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { own } from '../../domain/own.ts';
import { isKnownOffline } from '../../network.ts';
import { postSubscription } from '../../platform/billing.ts';
import { addOrder, listOrders, updateOrder } from '../../store/billing.ts';
import {
  isOutcomeUnknown,
  isUnsent,
  readWithRetries,
  settleToFailure,
  unknownOutcome,
} from '../confirmed-change.ts';
import { fetchSubscriptionWhole } from './billing.ts';
import { dropReplaced } from './drop-refused.ts';
import { isOpen, updateOrderAlarm } from './order-alarm.ts';
import { fetchQuoteFacts } from './quotes.ts';
import { readAndSettle, settleBy, settleOrder } from './settle-orders.ts';
import { paymentFailed, spend } from './spend.ts';
import { recordSeen, storeBeforeSending, storeOutcome } from './store-outcome.ts';

/**
 * **Spends money.** Orders what a person confirmed, once, if a new read of the account still gives exactly the quote
 * they confirmed. Otherwise sends nothing and throws `invalid-input` (`rulePriceChanged`). Also throws `not-allowed`
 * while another change is being processed or an earlier order is unsettled, `refused` (field `payment`) with the
 * bank's message when the payment failed, and `outcome-unknown`; in that case the order stays in the store until the
 * platform shows its outcome.
 */
export function placeOrder(request: {
  connectionKey: ConnectionKey;
  confirmed: SubscriptionQuote;
}): Promise<OrderResult> {
  const { connectionKey, confirmed } = request;
  return spend(['placeOrder', connectionKey, confirmed], connectionKey, () =>
    orderOnce(connectionKey, confirmed),
  );
}

async function orderOnce(connectionKey: ConnectionKey, confirmed: SubscriptionQuote): Promise<OrderResult> {
  // Also what was refused may have been paid elsewhere.
  if ((await listOrders(connectionKey)).some(isOpen)) await readAndSettle(connectionKey);
  if ((await listOrders(connectionKey)).some(isUnresolved)) throw notAllowed('ruleOrderUnsettled');
  const facts = await fetchQuoteFacts(connectionKey, [confirmed.intent]);
  if (facts.subscription.processing) throw notAllowed('ruleSubscriptionProcessing');
  const quote = quoteOf(confirmed.intent, facts);
  if (!isQuote(quote)) throw brokenRule('confirmed', quote.reason);
  if (!isConfirmed(quote, confirmed)) throw brokenRule('confirmed', 'rulePriceChanged');

  const order: Order = {
    id: crypto.randomUUID(),
    quote,
    state: 'pending',
    orderedAt: Date.now(),
    sentAt: null,
    paymentError: null,
    limitChange: null,
    outcome: null,
    failure: null,
  };
  if (!(await addOrder(connectionKey, order))) throw new FailureError({ code: 'not-connected' });
  await updateOrderAlarm();
  return sendOrder(connectionKey, order, facts.subscription);
}

async function sendOrder(
  connectionKey: ConnectionKey,
  order: Order,
  before: SubscriptionFacts,
): Promise<OrderResult> {
  if (isKnownOffline()) {
    await updateOrder(connectionKey, order.id, () => null);
    throw new FailureError({ code: 'offline' });
  }
  return resultOfSending(connectionKey, await sendAndRead(connectionKey, order, before));
}

/** An order that was sent, and what the platform said of it. */
interface SentOrder {
  sent: Order;
  /** Why the request failed; null: it was accepted. */
  failure: Failure | null;
  /** The subscription before and after it; null: it couldn't be read. */
  before: SubscriptionFacts;
  current: SubscriptionFacts | null;
  /** Epoch ms, right before the second read. */
  readAt: number;
}

/**
 * Stores that an order is sent, sends it, and reads the subscription: what it shows then counts for more than the
 * response.
 */
async function sendAndRead(
  connectionKey: ConnectionKey,
  order: Order,
  before: SubscriptionFacts,
): Promise<SentOrder> {
  const sending: Order = {
    ...order,
    state: 'sent',
    sentAt: Date.now(),
    paymentErrorBefore: before.paymentError,
  };
  await storeBeforeSending(connectionKey, order.id, () => sending);
  const failure = await settleToFailure(
    callAsAccount(connectionKey, (api) => postSubscription(api, order.quote.change)),
  );
  const sent: Order = failure === null ? { ...sending, accepted: true } : sending;
  if (sent.accepted) await storeOutcome(connectionKey, order.id, () => sent);

  const readAt = Date.now();
  // Without this read the outcome is unknown, and the next read settles the order.
  const current = await readWithRetries(() => callAsAccount(connectionKey, fetchSubscriptionWhole)).catch(
    () => null,
  );
  return { sent, failure, before, current, readAt };
}

/** Settles an order that was sent and returns its result. Throws what {@link placeOrder} throws about it. */
async function resultOfSending(
  connectionKey: ConnectionKey,
  { sent, failure, before, current, readAt }: SentOrder,
): Promise<OrderResult> {
  const { id, quote } = sent;
  const isRefused = failure !== null && !isOutcomeUnknown(failure);
  const isSeen = current !== null && isChanged(sent, before, current);
  if (isRefused && (isSeen || current === null)) {
    sent.repeated = true;
    await storeOutcome(connectionKey, id, () => sent);
  }
  if (isRefused && !isSeen && (current || isUnsent(failure))) {
    // Reads may lag behind. If a profile waits for the units, the order is followed for a while despite the refusal.
    const isFollowed = quote.receiverUnits !== null && !isUnsent(failure);
    await storeOutcome(connectionKey, id, () => (isFollowed ? { ...sent, requestFailure: failure } : null));
    throw new FailureError(failure);
  }
  if (failure === null) await dropReplaced(connectionKey, sent, null);
  if (current) {
    const result = await settleOrder(connectionKey, sent, { current, readAt, isAwaited: true });
    const isMade = result !== null && typeof result === 'object';
    if (isMade) await recordSeen(connectionKey, sent, result.state);
    await settleBy(connectionKey, current, readAt, id);
    if (result === 'overtaken') throw notAllowed('ruleOvertaken');
    if (result === 'refused') throw paymentFailed(current);
    if (isMade) {
      const displaced = displacedBy(quote.change, before, current);
      return displaced.length > 0 ? { ...result, displaced } : result;
    }
  }
  if (failure !== null) {
    if (isRefused) throw new FailureError(failure);
    throw unknownOutcome(current ? 'not-seen' : 'not-read');
  }
  await recordSeen(connectionKey, sent, 'accepted');
  return { state: 'accepted', allocated: null, failure: null };
}

/**
 * Returns the ids of profiles that lost an add-on through this order. The platform replaces an add-on's whole list of
 * profiles, so one that got it elsewhere between the last read and the order is removed. That can't be prevented;
 * the person is shown it.
 */
function displacedBy(
  change: SubscriptionChange,
  before: SubscriptionFacts,
  current: SubscriptionFacts,
): string[] {
  if (!('addons' in change)) return [];
  return Object.keys(change.addons).flatMap((name) => {
    const held = own(current.addons, name) ?? [];
    const next = own(current.schedule?.addons ?? {}, name) ?? held;
    return held.filter((id) => !next.includes(id) && !own(before.addons, name)?.includes(id));
  });
}

/** Returns true if the subscription now shows the order: then what was refused is a repetition of the request. */
function isChanged({ quote }: Order, before: SubscriptionFacts, current: SubscriptionFacts): boolean {
  const place = placeOf(quote, current);
  return (
    // A higher limit than ordered may be what somebody else bought.
    (place !== 'exceeded' && place !== placeOf(quote, before)) ||
    (current.processing && !before.processing) ||
    isNewRefusal(before, current)
  );
}

function isNewRefusal(before: SubscriptionFacts, current: SubscriptionFacts): boolean {
  return current.paymentError !== null && current.paymentError !== before.paymentError;
}
