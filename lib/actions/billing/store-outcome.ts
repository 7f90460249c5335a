import { logErrorsOf } from '../../diagnostics/error-log.ts';
import type { Order, OrderResult } from '../../domain/billing/order.ts';
import type { SpendingIntent } from '../../domain/billing/subscription-quote.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { updateOrder } from '../../store/billing.ts';
import { connectionOf } from '../lookup.ts';
import { journalEntry } from '../record-journal.ts';

/**
 * Stores what is about to be sent for an order. Throws if the order isn't stored anymore: `not-connected` when its
 * account was disconnected, else `storage-failed`.
 */
export async function storeBeforeSending(
  connectionKey: ConnectionKey,
  id: string,
  change: (order: Order) => Order,
): Promise<void> {
  // As after the browser deleted the database: what is sent would be forgotten, and might be sent again.
  if (await updateOrder(connectionKey, id, change)) return;
  await connectionOf(connectionKey);
  throw new FailureError({ code: 'storage-failed' });
}

/** Stores what became of an order that was sent. A store that refuses the write makes no failure of it: it happened. */
export async function storeOutcome(
  connectionKey: ConnectionKey,
  id: string,
  change: (order: Order) => Order | null,
): Promise<void> {
  await updateOrder(connectionKey, id, change).catch(logErrorsOf('storeOutcome'));
}

/**
 * Stores what became of an order that was made (by default nothing more), and adds it to the journal, unless it's
 * there.
 */
export async function recordOrder(
  connectionKey: ConnectionKey,
  { id, quote }: Order,
  change: (order: Order) => Order | null = (stored) => stored,
): Promise<void> {
  const entry = journalEntry('subscription-changed', { connectionKey }, nameOf(quote.intent));
  const recording = (stored: Order) => change({ ...stored, recorded: true });
  await updateOrder(connectionKey, id, recording, entry).catch(logErrorsOf('recordOrder'));
}

/** Stores that a person sees an order's state. What isn't paid yet may be refused, so the journal doesn't have it. */
export async function recordSeen(
  connectionKey: ConnectionKey,
  order: Order,
  state: OrderResult['state'],
): Promise<void> {
  if (state === 'done' || state === 'scheduled') await recordOrder(connectionKey, order);
  else await storeOutcome(connectionKey, order.id, (stored) => ({ ...stored, seen: true }));
}

/** Ends an order that was made. One that was bought unknown to the person stays until they have seen that. */
export async function endOrder(
  connectionKey: ConnectionKey,
  order: Order,
  isAwaited: boolean,
): Promise<void> {
  const isNews = !isAwaited && !order.recorded && !order.seen && order.quote.isStepUp;
  await recordOrder(connectionKey, order, (stored) =>
    isNews ? { ...stored, state: 'settled', outcome: 'made' } : null,
  );
}

/** Returns what an intent changes, for the journal, in the platform's terms. */
function nameOf(intent: SpendingIntent): string {
  return intent.kind === 'limit' ? `${intent.service} ${intent.limit}` : intent.name;
}
