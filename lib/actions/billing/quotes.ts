import { callAsAccount } from '../../calls/call.ts';
import {
  type NoQuote,
  type QuoteFacts,
  quoteOf,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../domain/billing/subscription-quote.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { fetchPrices, fetchProratedPrices } from '../../platform/prices.ts';
import { connectionOf } from '../lookup.ts';
import { fetchSubscriptionWhole } from './billing.ts';
import { fetchAllocationOf } from './fetch-allocation.ts';

/** Returns what each intent does and costs, all from one new read of the account. Spends nothing. */
export async function quoteSubscription(request: {
  connectionKey: ConnectionKey;
  intents: SpendingIntent[];
}): Promise<(SubscriptionQuote | NoQuote)[]> {
  const facts = await fetchQuoteFacts(request.connectionKey, request.intents);
  return request.intents.map((intent) => quoteOf(intent, facts));
}

/** Fetches everything that quotes for these intents are based on. */
export async function fetchQuoteFacts(
  connectionKey: ConnectionKey,
  intents: readonly SpendingIntent[],
): Promise<QuoteFacts> {
  await connectionOf(connectionKey);
  const receivers = intents.flatMap((intent) => {
    if (intent.kind === 'limit') return intent.receiverId ?? [];
    return intent.action === 'add' ? intent.profileId : [];
  });
  const [subscription, prices, prorated, allocation] = await Promise.all([
    callAsAccount(connectionKey, fetchSubscriptionWhole),
    callAsAccount(connectionKey, fetchPrices),
    // Without prorated prices the amount due now is unknown, and is shown as such.
    callAsAccount(connectionKey, fetchProratedPrices).catch(() => null),
    receivers.length > 0 ? fetchAllocationOf(connectionKey, receivers) : null,
  ]);
  return { subscription, prices, prorated, allocation };
}
