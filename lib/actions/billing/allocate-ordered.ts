import { failureOrLog } from '../../diagnostics/error-log.ts';
import type { Order, OrderResult } from '../../domain/billing/order.ts';
import { endsRetries } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { getBilling } from '../../store/billing.ts';
import { currentLimit, readAllocation, requireUnchanged, sendLimits } from './limits.ts';
import { endOrder, recordOrder, storeBeforeSending, storeOutcome } from './store-outcome.ts';

/**
 * Allocates the ordered units to the receiving profile. The limits before and after are stored first, so that a
 * restarted worker repeats the same change or finds it made, and never adds the units twice. If the limit was changed
 * by hand after a first attempt, the profile is left alone. Transient failures keep the order open; final ones
 * settle it as `not-allocated`. `isAwaited`: a person sees the outcome at once.
 */
export async function allocateOrdered(
  connectionKey: ConnectionKey,
  order: Order,
  isAwaited: boolean,
): Promise<OrderResult> {
  const { receiverUnits, receiverLimit } = order.quote;
  if (!receiverUnits) {
    await endOrder(connectionKey, order, isAwaited);
    return { state: 'done', allocated: null, failure: null };
  }
  const { profileId, service, amount } = receiverUnits;
  try {
    const current = await readAllocation(connectionKey, [profileId]);
    const limit = currentLimit(current, profileId, service);
    const limitChange = order.limitChange ?? limitChangeFrom(limit, receiverLimit, amount);
    requireUnchanged(limit, limitChange);
    await storeBeforeSending(connectionKey, order.id, (stored) => ({ ...stored, limitChange }));
    await sendLimits(connectionKey, current, [{ profileId, service, ...limitChange }]);
    await endOrder(connectionKey, order, isAwaited);
    return { state: 'done', allocated: { ...receiverUnits, limit: limitChange.to }, failure: null };
  } catch (error) {
    const failure = failureOrLog('settleOrders', error);
    if (endsRetries(failure)) {
      await recordOrder(connectionKey, order, (stored) => ({
        ...stored,
        state: 'settled',
        outcome: 'not-allocated',
        failure,
      }));
    } else await storeLimitChange(connectionKey, order);
    return { state: 'done', allocated: null, failure };
  }
}

/**
 * Returns the change of a limit that allocates a profile's units. They aren't added to a limit that already has them:
 * somebody has allocated them by hand.
 */
function limitChangeFrom(
  limit: number,
  receiverLimit: number | null,
  amount: number,
): NonNullable<Order['limitChange']> {
  const from = receiverLimit !== null && limit === receiverLimit + amount ? receiverLimit : limit;
  return { from, to: from + amount };
}

/**
 * Stores the change that a failed first attempt was to make: the person may add the units by hand from now on, and they
 * aren't to be added twice. It starts from the limit that was read last.
 */
async function storeLimitChange(
  connectionKey: ConnectionKey,
  { id, quote, orderedAt }: Order,
): Promise<void> {
  const { receiverUnits, receiverLimit } = quote;
  if (!receiverUnits || receiverLimit === null) return;
  const { allocation, fetchedAt } = (await getBilling(connectionKey)) ?? {};
  const lastRead =
    (fetchedAt ?? 0) > orderedAt ? allocation?.[receiverUnits.profileId]?.[receiverUnits.service] : undefined;
  const limitChange = limitChangeFrom(lastRead ?? receiverLimit, receiverLimit, receiverUnits.amount);
  await storeOutcome(connectionKey, id, (stored) => ({
    ...stored,
    limitChange: stored.limitChange ?? limitChange,
  }));
}
