import type { SubscriptionChange, SubscriptionFacts } from '../domain/billing.ts';
import { FailureError } from '../domain/failure.ts';
import type { ConnectionKey } from '../domain/keys.ts';
import { quoteOf, type SubscriptionQuote } from '../domain/subscription-quote.ts';
import {
  deleteSchedule,
  postPendingCancel,
  postPendingRetry,
  postSubscription,
} from '../platform/billing.ts';
import { fetchPrices, fetchProratedPrices } from '../platform/prices.ts';
import { reachAccount } from '../reach/reach.ts';
import { getBilling } from '../store/billing.ts';
import { fetchSubscriptionWhole, rereadBilling } from './billing.ts';
import { change, failureOf, singleFlight } from './mutation.ts';
import { brokenRule, connectionOf, journal } from './subject.ts';

interface Wish {
  connectionKey: ConnectionKey;
  change: SubscriptionChange;
}

/**
 * What a change costs now (for the rest of the cycle) and a month, by fresh prices. Spends nothing. Throws
 * `invalid-input` for what is not on sale.
 */
export async function quoteSubscription(data: Wish): Promise<SubscriptionQuote> {
  return (await freshQuote(data)).quote;
}

/**
 * **Spends money.** Sends the change once, if the fresh price is still the one that the person confirmed; else
 * `invalid-input` (`rulePriceChanged`) and nothing is sent. Throws `not-allowed` while another change is being
 * processed, and `refused` (field `payment`) with the bank's words when the payment failed.
 */
export function changeSubscription(
  data: Wish & { confirmedMonthlyCents: number; confirmedNowCents?: number | null },
): Promise<null> {
  const { connectionKey, change: wish } = data;
  return singleFlight(['changeSubscription', connectionKey, wish], async () => {
    const { quote, before } = await freshQuote(data);
    if (before.processing)
      throw new FailureError({ code: 'not-allowed', detail: 'ruleSubscriptionProcessing' });
    // What is left of the cycle only shrinks, and with it the price of now: more than confirmed is news.
    const dearer = (quote.nowCents ?? 0) > (data.confirmedNowCents ?? Number.POSITIVE_INFINITY);
    if (quote.monthlyCents !== data.confirmedMonthlyCents || dearer) {
      throw brokenRule('confirmedMonthlyCents', 'rulePriceChanged');
    }
    await sendOnce(connectionKey, {
      send: (api) => postSubscription(api, wish),
      isThere: (now) => now.processing || newPaymentError(before, now) || holds(wish, now),
    });
    const now = await reread(connectionKey);
    if (now && newPaymentError(before, now)) throw paymentFailed(now);
    await journal('subscription-changed', { connectionKey }, nameOf(wish));
    return null;
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
    await reread(connectionKey);
    return null;
  });
}

async function freshQuote({ connectionKey, change: wish }: Wish) {
  await connectionOf(connectionKey);
  const [before, prices, prorated] = await Promise.all([
    reachAccount(connectionKey, fetchSubscriptionWhole),
    reachAccount(connectionKey, fetchPrices),
    // Without it what is due now is not known; the person is told so.
    reachAccount(connectionKey, fetchProratedPrices).catch(() => null),
  ]);
  const quote = quoteOf(wish, before, prices, prorated);
  if (!quote) throw brokenRule('change', 'ruleNotOnSale');
  return { quote, before };
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
    await change({
      send: () => reachAccount(connectionKey, send),
      look: async () => (isThere(await reachAccount(connectionKey, fetchSubscriptionWhole)) ? true : null),
    });
  } catch (error) {
    await reread(connectionKey);
    throw error;
  }
}

/** What the change led to, in the store; null when it cannot be read now. */
async function reread(connectionKey: ConnectionKey): Promise<SubscriptionFacts | null> {
  const failed = await failureOf(rereadBilling(connectionKey, 'afresh'));
  return failed ? null : ((await getBilling(connectionKey))?.subscription ?? null);
}

function newPaymentError(before: SubscriptionFacts, now: SubscriptionFacts): boolean {
  return now.paymentError !== null && before.paymentError === null;
}

function paymentFailed({ paymentError }: SubscriptionFacts): FailureError {
  return new FailureError({ code: 'refused', field: 'payment', detail: paymentError || undefined });
}

/** The subscription is as wished, or will be at the cycle's end. */
function holds(wish: SubscriptionChange, now: SubscriptionFacts): boolean {
  const { schedule } = now;
  if ('plan' in wish) return now.plan === wish.plan || schedule?.plan === wish.plan;
  if ('services' in wish) {
    return Object.entries(wish.services).every(
      ([key, limit]) => now.services[key] === limit || schedule?.services[key] === limit,
    );
  }
  const same = (a: string[] | undefined, b: string[]) =>
    JSON.stringify([...(a ?? [])].sort()) === JSON.stringify([...b].sort());
  return Object.entries(wish.addons).every(
    ([name, ids]) => same(now.addons[name], ids) || same(schedule?.addons[name], ids),
  );
}

/** For the journal: what was changed, in the platform's terms. */
function nameOf(wish: SubscriptionChange): string {
  if ('plan' in wish) return wish.plan;
  if ('addons' in wish) return Object.keys(wish.addons).join(', ');
  return Object.entries(wish.services)
    .map(([key, limit]) => `${key} ${limit}`)
    .join(', ');
}
