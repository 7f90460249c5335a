import { singleFlight } from '../../async/single-flight.ts';
import type { ChangeOutcome, Gift, PendingOrder } from '../../domain/billing/billing.ts';
import { holds } from '../../domain/billing/subscription-quote.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { getBilling, updateBilling } from '../../store/billing.ts';
import type { BillingRow } from '../../store/schema.ts';
import { settleToFailure } from '../confirmed-change.ts';
import { saveAllocation } from './billing.ts';

/** Keeps in the store what was ordered until it is settled, so that its end is known after the worker's death too. */
export async function noteOrder(connectionKey: ConnectionKey, order: PendingOrder | null): Promise<void> {
  await updateBilling(connectionKey, (row) => ({ ...row, order }));
}

/**
 * Looks what became of the order, by what was last read: when the subscription is as ordered, the profile gets
 * the part of the larger pool that the person confirmed, and the order is closed; so it is when the order is
 * neither in processing nor waiting for a payment any more. Spends nothing.
 */
export function settleOrder(connectionKey: ConnectionKey): Promise<Pick<ChangeOutcome, 'given' | 'failure'>> {
  return singleFlight(['settleOrder', connectionKey], async () => {
    const row = await getBilling(connectionKey);
    const { order, subscription } = row ?? {};
    const nothing = { given: null, failure: null };
    if (!order || !subscription) return nothing;
    const there = holds(order.change, subscription);
    if (!there && (subscription.processing || subscription.paymentError !== null)) return nothing;
    // Closed first: a gift that was given twice would be worse than one that has to be given by hand.
    await noteOrder(connectionKey, null);
    if (!there || !order.give) return nothing;
    const failure = await give(connectionKey, order.give, row!);
    return { given: failure === null, failure };
  });
}

/** On top of what the profile has; the platform refuses what the pool does not hold. */
async function give(
  connectionKey: ConnectionKey,
  { profileId, service, amount }: Gift,
  { allocation }: BillingRow,
): Promise<Failure | null> {
  const had = allocation?.[profileId]?.[service] ?? 0;
  const changes = { [profileId]: { [service]: had + amount } };
  return settleToFailure(saveAllocation({ connectionKey, changes }));
}
