import type { Failure } from '../failure.ts';
import { isSame } from '../json.ts';
import { MINUTE_MS } from '../time.ts';
import type { SubscriptionFacts } from './billing.ts';
import { placeOf, type SubscriptionQuote } from './subscription-quote.ts';

/**
 * A change of the subscription that a person ordered, stored until the platform shows its outcome. `pending`: not
 * sent; `sent`: may have been sent; `settled`: its outcome is known, but the person hasn't seen it yet.
 */
export interface Order {
  id: string;
  /** The quote that the person confirmed. */
  quote: SubscriptionQuote;
  state: 'pending' | 'sent' | 'settled';
  /** Epoch ms. */
  orderedAt: number;
  sentAt: number | null;
  /** The bank's message when it refused the payment (may be empty); null: it didn't. */
  paymentError: string | null;
  /** The bank's message that the account had before the order was sent: that of an earlier payment. */
  paymentErrorBefore?: string | null;
  /** The platform accepted the request. */
  accepted?: true;
  /**
   * Why the platform refused the request, kept while later reads may still show that the order was made: a browser
   * may have sent the request twice, and the second was refused.
   */
  requestFailure?: Failure;
  /**
   * The request was refused, but an earlier copy of it may have made the order: the subscription changed that way, or
   * couldn't be read.
   */
  repeated?: true;
  /** The change of the receiving profile's limit, from when it is attempted. */
  limitChange: { from: number; to: number } | null;
  outcome: OrderOutcome | null;
  /** The journal has it, and the person has seen that it was made. */
  recorded?: true;
  /** The person has seen that it was accepted, or that its payment was being processed. */
  seen?: true;
  /** Why allocating the units to the profile failed. */
  failure: Failure | null;
}

/**
 * `not-made`: nothing was bought. `overtaken`: somebody raised the limit further at the same moment, so the platform
 * took the order for a downgrade and scheduled it. `not-allocated`: bought, but not allocated to the profile. `made`:
 * it was made, though the person has only seen that this isn't known, or that it was refused.
 */
type OrderOutcome = 'not-made' | 'overtaken' | 'not-allocated' | 'made';

/** The outcome of an order as far as it is known when the request returns. */
export interface OrderResult {
  /** accepted: the platform accepted it but doesn't show it yet; processing: the payment is being processed. */
  state: 'done' | 'accepted' | 'processing' | 'scheduled';
  /** What was allocated to the receiving profile and its limit afterwards; null: nothing, or not yet. */
  allocated: { profileId: string; service: string; amount: number; limit: number } | null;
  /** Why nothing was allocated. */
  failure: Failure | null;
  /** Profiles that got the add-on elsewhere at the same moment, and will lose it through this order. */
  displaced?: string[];
}

/** Reads may lag behind changes. An order that a read shows nothing of this long after it was sent wasn't made. */
export const ABSENCE_CONFIRMATION_MS = 2 * MINUTE_MS;

/** What a read of the subscription shows about an order. */
type OrderEvidence =
  | 'in-force'
  | 'scheduled'
  | 'overtaken'
  | 'processing'
  | 'refused'
  | 'not-made'
  | 'unknown';

/** Returns what the subscription shows about an order that was sent. `readAt`: when the read began, epoch ms. */
export function evidenceOf(
  {
    quote,
    sentAt,
    requestFailure,
    repeated,
    accepted,
    paymentError: knownError,
    paymentErrorBefore,
  }: Pick<
    Order,
    'quote' | 'sentAt' | 'requestFailure' | 'repeated' | 'accepted' | 'paymentError' | 'paymentErrorBefore'
  >,
  subscription: SubscriptionFacts,
  readAt: number,
): OrderEvidence {
  const place = placeOf(quote, subscription);
  if (place === 'in-force') return 'in-force';
  // If the order was refused, only its exact limit proves that it went through; a higher one came from someone else.
  if (place === 'exceeded' && knownError === null && !requestFailure && !repeated) return 'in-force';
  // An upgrade is only scheduled if the limit was raised beyond it meanwhile.
  if (place === 'scheduled') return quote.isStepUp ? 'overtaken' : 'scheduled';
  // If the request itself was refused, a payment in progress or a declined one belongs to something else.
  if (subscription.processing && !requestFailure) return 'processing';
  // A payment error from before isn't this order's, unless the order has arrived and reads can't lag behind it anymore.
  const { paymentError } = subscription;
  const isLate = sentAt !== null && readAt - sentAt >= ABSENCE_CONFIRMATION_MS;
  const isOwn = paymentError !== null && (paymentError !== paymentErrorBefore || (accepted && isLate));
  if (isOwn && quote.isStepUp && !requestFailure) return 'refused';
  return isLate ? 'not-made' : 'unknown';
}

/**
 * Returns true if disconnecting the account loses anything of an order: one that was made is complete, and has only to
 * be seen.
 */
export function isLostByDisconnecting({ outcome }: Order): boolean {
  return outcome !== 'made';
}

/** Returns true while the outcome of an order is unknown: neither its payment nor the request was refused. */
export function isUnresolved(order: Order): boolean {
  return order.state !== 'settled' && !isRefused(order);
}

/**
 * Returns true if an order's payment or the request was refused, and it isn't known yet to be made or not made all the
 * same.
 */
export function isRefused({ state, paymentError, requestFailure }: Order): boolean {
  return state !== 'settled' && (paymentError !== null || requestFailure !== undefined);
}

/**
 * Returns true if a refused order isn't going to be made anymore because of a later one. That one's payment replaces a
 * refused one, unless it was paid before, elsewhere: then a read that shows the later order shows it as well.
 * `subscription` null: no read shows the later one yet, so units that a profile waits for may still come.
 */
export function isReplacedBy(order: Order, later: Order, subscription: SubscriptionFacts | null): boolean {
  // What doesn't cost anything now doesn't replace a payment.
  if (!isRefused(order) || !later.quote.isStepUp) return false;
  if (subscription === null) return order.quote.receiverUnits === null;
  // A payment in progress, or another refusal, may be that of the earlier one unless the later one has arrived.
  if (!later.accepted && placeOf(later.quote, subscription) === 'absent') return false;
  return placeOf(order.quote, subscription) !== 'in-force' || isSameChange(order.quote, later.quote);
}

/** Returns true for quotes of the same change, whichever profile receives its units. */
function isSameChange({ intent }: SubscriptionQuote, { intent: other }: SubscriptionQuote): boolean {
  return isSame({ ...intent, receiverId: null }, { ...other, receiverId: null });
}
