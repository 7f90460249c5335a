import { expect } from 'vitest';
import { readBillingUnlessLimited } from '../../../../lib/actions/billing/billing.ts';
import { quoteSubscription } from '../../../../lib/actions/billing/quotes.ts';
import {
  isQuote,
  type LimitIntent,
  type SpendingIntent,
  type SubscriptionQuote,
} from '../../../../lib/domain/billing/subscription-quote.ts';
import type { ConnectionKey } from '../../../../lib/domain/identity/keys.ts';
import { getBilling } from '../../../../lib/store/billing.ts';
import type { BillingRow } from '../../../../lib/store/schema.ts';
import { ines, withConnectedAccount } from '../signed-in-account.ts';

/** Connects Ines before each test of a file, with the account's billing in the store. */
export function withBilling(): void {
  withConnectedAccount('token', () => readBillingUnlessLimited({ connectionKey: ines.key }));
}

/** Returns an account's stored billing. */
export async function storedBilling(key: ConnectionKey): Promise<BillingRow> {
  return (await getBilling(key))!;
}

/** Returns the quote that a person is shown for an intent; fails for one that cannot be ordered. */
export async function quoteFor(key: ConnectionKey, intent: SpendingIntent): Promise<SubscriptionQuote> {
  const [quote] = await quoteSubscription({ connectionKey: key, intents: [intent] });
  expect(quote).not.toHaveProperty('reason');
  if (!quote || !isQuote(quote)) throw new Error('not on sale');
  return quote;
}

/** Returns the intent to buy the next tier of a service above the account's limit. */
export async function nextTier(
  key: ConnectionKey,
  service: string,
  receiverId: string | null = null,
): Promise<LimitIntent> {
  const { prices, subscription } = await storedBilling(key);
  const next = prices!.tiers[service]!.find(({ amount }) => amount > subscription!.services[service]!);
  return { kind: 'limit', service, limit: next!.amount, receiverId };
}
