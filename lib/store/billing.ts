import { isTime, readRows } from '../domain/backup/read-rows.ts';
import type { Order } from '../domain/billing/order.ts';
import type { PaidInvoice } from '../domain/billing/paid-invoice.ts';
import { isKey } from '../domain/identity/key-rule.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { isObject } from '../domain/json.ts';
import { appendEntry } from './journal.ts';
import { perConnectionStore } from './per-connection.ts';
import type { BillingRow } from './schema.ts';
import { type RecordChange, type TransactionWith, write } from './transaction.ts';

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
 * Changes one order, or removes it (null). Returns false, and does nothing, if it no longer exists. `entry`: what
 * became of it, added to the journal in the same transaction, unless it's there; a worker that is terminated in between
 * would lose one of them.
 */
export async function updateOrder(
  key: ConnectionKey,
  id: string,
  change: (order: Order) => Order | null,
  entry: JournalEntry | null = null,
): Promise<boolean> {
  return write(['connections', 'billing', 'journal'], async (transaction, recordChange) => {
    let isFound = false;
    let isUnrecorded = false;
    await store.updateIn(transaction, recordChange, key, (row) => ({
      ...row,
      orders: (row.orders ?? []).flatMap((order) => {
        if (order.id !== id) return order;
        isFound = true;
        isUnrecorded = !order.recorded;
        return change(order) ?? [];
      }),
    }));
    if (entry && isUnrecorded) await appendEntry(transaction, recordChange, entry);
    return isFound;
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

/** What was ordered and paid from this browser for one account, which no read of the platform brings back. */
export type Payments = Pick<BillingRow, 'connectionKey' | 'orders' | 'paidInvoice'>;

/** Returns the accounts' payments. */
export function paymentsOf(rows: readonly BillingRow[]): Payments[] {
  return rows
    .filter(({ orders, paidInvoice }) => orders?.length || paidInvoice)
    .map(({ connectionKey, orders, paidInvoice }) => ({ connectionKey, orders, paidInvoice }));
}

/** Puts payments back into a new database, in the caller's transaction. */
export async function restorePayments(
  transaction: TransactionWith<'connections' | 'billing'>,
  recordChange: RecordChange,
  payments: readonly Payments[],
): Promise<void> {
  for (const { connectionKey, orders, paidInvoice } of payments) {
    const restored = orders?.map(asSent);
    await store.updateIn(transaction, recordChange, connectionKey, (row) => ({
      ...row,
      orders: restored,
      paidInvoice,
    }));
  }
}

/** Returns an order of a copy, which may be a little older than what was lost: it may have been sent since. */
function asSent(order: Order): Order {
  return order.state === 'pending' ? { ...order, state: 'sent', sentAt: order.orderedAt } : order;
}

/**
 * Reads the payments that a copy holds, without the invalid ones, which are added to `invalid`; a copy of a release
 * that didn't have them holds none.
 */
export function parsePayments(value: unknown, invalid: string[]): Payments[] {
  return readRows(value ?? [], 'payments', (row) => readPayments(row, invalid), invalid);
}

function readPayments(
  { connectionKey, orders, paidInvoice }: Record<string, unknown>,
  invalid: string[],
): Payments | null {
  if (!isKey(connectionKey)) return null;
  const readOrder = (order: Record<string, unknown>) => (isOrder(order) ? order : null);
  const isPaid = isPaidInvoice(paidInvoice);
  if (paidInvoice !== undefined && !isPaid) invalid.push('paidInvoice');
  return {
    connectionKey,
    orders: orders === undefined ? undefined : readRows(orders, 'orders', readOrder, invalid),
    paidInvoice: isPaid ? paidInvoice : undefined,
  };
}

/** Returns true for an order as far as settling and showing it need it. */
function isOrder(row: Record<string, unknown>): row is Record<string, unknown> & Order {
  const { id, quote, state, orderedAt, sentAt } = row;
  return (
    typeof id === 'string' &&
    isObject(quote) &&
    isObject(quote.intent) &&
    isObject(quote.change) &&
    ['pending', 'sent', 'settled'].includes(state as string) &&
    isTime(orderedAt) &&
    (sentAt === null || isTime(sentAt))
  );
}

function isPaidInvoice(value: unknown): value is PaidInvoice {
  return isObject(value) && Number.isFinite(value.cents) && isTime(value.paidAt);
}
