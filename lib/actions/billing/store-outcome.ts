import { logErrorsOf } from '../../diagnostics/error-log.ts';
import type { Order } from '../../domain/billing/order.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { updateOrder } from '../../store/billing.ts';

/** Stores what became of an order that was sent. A store that refuses the write makes no failure of it: it happened. */
export async function storeOutcome(
  connectionKey: ConnectionKey,
  id: string,
  change: (order: Order) => Order | null,
): Promise<void> {
  await updateOrder(connectionKey, id, change).catch(logErrorsOf('storeOutcome'));
}
