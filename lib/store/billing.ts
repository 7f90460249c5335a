import type { Order } from '../domain/billing/order.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { appendEntry } from './journal.ts';
import { perConnectionStore } from './per-connection.ts';
import type { BillingRow } from './schema.ts';
import { write } from './transaction.ts';

const store = perConnectionStore('billing', (connectionKey) => ({
  connectionKey,
  allocation: null,
  subscription: null,
  prices: null,
  fetchedAt: null,
  failure: null,
}));

export const listBilling: () => Promise<BillingRow[]> = store.list;
export const getBilling: (key: ConnectionKey) => Promise<BillingRow | undefined> = store.get;

/** Changes an account's billing row; an empty one when none was read yet. */
export const updateBilling: (
  key: ConnectionKey,
  change: (row: BillingRow) => BillingRow,
) => Promise<BillingRow | undefined> = store.update;

/** Returns an account's orders, oldest first. */
export async function listOrders(key: ConnectionKey): Promise<Order[]> {
  return (await getBilling(key))?.orders ?? [];
}

/** Adds an order. Returns false when the account is no longer connected; then it must not be sent. */
export async function addOrder(key: ConnectionKey, order: Order): Promise<boolean> {
  const row = await updateBilling(key, (before) => ({
    ...before,
    orders: [...(before.orders ?? []), order],
  }));
  return row !== undefined;
}

/**
 * Changes one order, or removes it (null). Does nothing if it no longer exists. `entry`: what became of it, added to
 * the journal in the same transaction, unless it's there; a worker that is terminated in between would lose one of
 * them.
 */
export async function updateOrder(
  key: ConnectionKey,
  id: string,
  change: (order: Order) => Order | null,
  entry: JournalEntry | null = null,
): Promise<void> {
  await write(['connections', 'billing', 'journal'], async (transaction, recordChange) => {
    let isUnrecorded = false;
    await store.updateIn(transaction, recordChange, key, (row) => ({
      ...row,
      orders: (row.orders ?? []).flatMap((order) => {
        if (order.id !== id) return order;
        isUnrecorded = !order.recorded;
        return change(order) ?? [];
      }),
    }));
    if (entry && isUnrecorded) await appendEntry(transaction, recordChange, entry);
  });
}

/**
 * Stores that the payment of an invoice happened and adds `entry`, which says so, to the journal in the same
 * transaction; does nothing where that is known already.
 */
export async function recordPaidInvoice(key: ConnectionKey, entry: JournalEntry): Promise<void> {
  await write(['connections', 'billing', 'journal'], async (transaction, recordChange) => {
    const paid = (await transaction.objectStore('billing').get(key))?.paidInvoice;
    if (!paid?.unanswered) return;
    const paidInvoice = { ...paid, unanswered: undefined };
    await store.updateIn(transaction, recordChange, key, (row) => ({ ...row, paidInvoice }));
    await appendEntry(transaction, recordChange, entry);
  });
}
