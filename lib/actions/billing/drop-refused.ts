import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { isRefused, isReplacedBy, type Order } from '../../domain/billing/order.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { listOrders } from '../../store/billing.ts';
import { storeOutcome } from './store-outcome.ts';

/**
 * Drops the refused orders that one which was sent later replaced, as far as the subscription shows it (null: it
 * couldn't be read, or doesn't show the later one yet).
 */
export async function dropReplaced(
  connectionKey: ConnectionKey,
  later: Order,
  subscription: SubscriptionFacts | null,
): Promise<void> {
  const orders = await listOrders(connectionKey);
  const position = orders.findIndex(({ id }) => id === later.id);
  const earlier = orders.slice(0, Math.max(position, 0));
  await drop(
    connectionKey,
    earlier.filter((order) => isReplacedBy(order, later, subscription)),
  );
}

/** Drops the orders whose payment was refused: their change was canceled. */
export async function dropCanceled(connectionKey: ConnectionKey): Promise<void> {
  await drop(
    connectionKey,
    (await listOrders(connectionKey)).filter((order) => isRefused(order) && order.paymentError !== null),
  );
}

async function drop(connectionKey: ConnectionKey, orders: readonly Order[]): Promise<void> {
  for (const { id } of orders) await storeOutcome(connectionKey, id, () => null);
}
