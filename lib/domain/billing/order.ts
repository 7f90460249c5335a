import type { Failure } from '../failure.ts';
import { MINUTE_MS } from '../time.ts';
import type { SubscriptionFacts } from './billing.ts';
import { placeOf, type SubscriptionQuote } from './subscription-quote.ts';

/**
 * Something that a person ordered, kept in the store until the platform shows what became of it. `pending`: not
 * sent; `sent`: it may have been; `settled`: it is known what became of it, and a person has yet to see it.
 */
export interface Order {
  id: string;
  /** As confirmed: words, prices and the change itself. */
  quote: SubscriptionQuote;
  state: 'pending' | 'sent' | 'settled';
  /** Epoch ms. */
  orderedAt: number;
  sentAt: number | null;
  /** The bank's words when it refused the payment ('': it gave none); null: it did not. */
  refusal: string | null;
  /**
   * The platform's own refusal of the request, while reads that lag may still show that it was made: a browser may
   * have sent it twice, and refused was the second.
   */
  answer?: Failure;
  /** The change of the receiver's limit, once it is being made. */
  giving: { from: number; to: number } | null;
  outcome: OrderOutcome | null;
  /** Why the share is missing. */
  failure: Failure | null;
}

/**
 * `not-made`: nothing was bought; `overtaken`: somebody raised the limit further at the same moment, so that the
 * platform took the order for a step down and scheduled it; `share-missing`: bought, but the profile has not got
 * its share.
 */
export type OrderOutcome = 'not-made' | 'overtaken' | 'share-missing';

/** What became of an order as far as it is known when the person's button is done. */
export interface OrderResult {
  /** accepted: the platform took it and does not show it yet; processing: the payment is on its way. */
  state: 'done' | 'accepted' | 'processing' | 'scheduled';
  /** What the receiver has got, by the platform's own reading afterwards; null: none was to get any, or not yet. */
  given: { profileId: string; service: string; amount: number; limit: number } | null;
  /** Why it has not. */
  failure: Failure | null;
  /** Profiles that got the add-on elsewhere at the same moment, and lose it with the cycle by this order. */
  displaced?: string[];
}

/** Reads may lag behind changes. What is not there in a read begun this long after the sending was not made. */
export const ABSENCE_CONFIRMATION_MS = 2 * MINUTE_MS;

/** What a read of the subscription proves of an order. */
export type OrderEvidence =
  | 'in-force'
  | 'scheduled'
  | 'overtaken'
  | 'processing'
  | 'refused'
  | 'not-made'
  | 'unknown';

/** What the subscription, read at `readAt` (epoch ms, when the read began), proves of an order that was sent. */
export function evidenceOf(
  { quote, sentAt, answer }: Pick<Order, 'quote' | 'sentAt' | 'answer'>,
  subscription: SubscriptionFacts,
  readAt: number,
): OrderEvidence {
  const place = placeOf(quote, subscription);
  if (place === 'in-force') return 'in-force';
  // What was more than there was is never scheduled, unless there was more by then.
  if (place === 'scheduled') return quote.isStepUp ? 'overtaken' : 'scheduled';
  // What is on its way or was declined is something else where the request itself was refused.
  if (subscription.processing && !answer) return 'processing';
  if (subscription.paymentError !== null && quote.isStepUp && !answer) return 'refused';
  return sentAt !== null && readAt - sentAt >= ABSENCE_CONFIRMATION_MS ? 'not-made' : 'unknown';
}

/** True while a person cannot know what became of an order: neither its payment nor the request was refused. */
export function isUnresolved({ state, refusal, answer }: Order): boolean {
  return state !== 'settled' && refusal === null && !answer;
}
