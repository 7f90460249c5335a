import { callAsAccount } from '../../calls/call.ts';
import type { SubscriptionChange } from '../../domain/billing/billing.ts';
import { quoteOf, type SubscriptionQuote } from '../../domain/billing/subscription-quote.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { fetchPrices, fetchProratedPrices } from '../../platform/prices.ts';
import { brokenRule, connectionOf } from '../lookup.ts';
import { fetchSubscriptionWhole } from './billing.ts';

export interface Wish {
  connectionKey: ConnectionKey;
  change: SubscriptionChange;
}

/**
 * What changes cost now (for the rest of the cycle) and a month, by fresh prices; null for what is not on sale.
 * Spends nothing.
 */
export async function quoteSubscription(data: {
  connectionKey: ConnectionKey;
  changes: SubscriptionChange[];
}): Promise<(SubscriptionQuote | null)[]> {
  const { before, prices, prorated } = await freshOffers(data.connectionKey);
  return data.changes.map((change) => quoteOf(change, before, prices, prorated));
}

/** One change's price and the subscription before it, both fresh. Throws `invalid-input` for what is not on sale. */
export async function freshQuote({ connectionKey, change }: Wish) {
  const { before, prices, prorated } = await freshOffers(connectionKey);
  const quote = quoteOf(change, before, prices, prorated);
  if (!quote) throw brokenRule('change', 'ruleNotOnSale');
  return { quote, before };
}

async function freshOffers(connectionKey: ConnectionKey) {
  await connectionOf(connectionKey);
  const [before, prices, prorated] = await Promise.all([
    callAsAccount(connectionKey, fetchSubscriptionWhole),
    callAsAccount(connectionKey, fetchPrices),
    // Without it what is due now is not known; the person is told so.
    callAsAccount(connectionKey, fetchProratedPrices).catch(() => null),
  ]);
  return { before, prices, prorated };
}
