import type { Purpose } from '../../async/limiter.ts';
import { singleFlight } from '../../async/single-flight.ts';
import { browser } from '../../browser.ts';
import { callAsAccount } from '../../calls/call.ts';
import { failureOrLog, logErrorsOf } from '../../diagnostics/error-log.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import {
  endsAllocation,
  evidenceOf,
  isUnresolved,
  type Order,
  type OrderResult,
} from '../../domain/billing/order.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { isRateLimited } from '../../refresh/rate-limited.ts';
import { getBilling, listOrders, updateOrder } from '../../store/billing.ts';
import type { BillingRow } from '../../store/schema.ts';
import { settleToFailure } from '../confirmed-change.ts';
import { fetchSubscriptionWhole, rereadBilling } from './billing.ts';
import { currentLimit, readAllocation, requireUnchanged, sendLimits } from './limits.ts';
import {
  accountsWithOpenOrders,
  areLeftToAlarm,
  isOpen,
  ORDER_ALARM,
  setAlarmFor,
  updateOrderAlarm,
} from './order-alarm.ts';
import { serializeSpending } from './spending-channel.ts';

/** Registers what settles orders while no page is open. Call it in the background's first turn. */
export function watchOrders(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ORDER_ALARM) void settleEverywhere().catch(logErrorsOf('settleEverywhere'));
  });
  // Orders left open by a terminated worker or a closed browser.
  setTimeout(() => void settleLeftOpen().catch(logErrorsOf('settleLeftOpen')), 0);
}

/**
 * Settles what a terminated worker or a closed browser left open. What waits for a person waits for its alarm too, as workers
 * start far more often.
 */
export async function settleLeftOpen(): Promise<void> {
  const open = await accountsWithOpenOrders();
  if (!(await areLeftToAlarm(open))) await settle(open);
}

/** Drops refused orders: another change replaced them, or they were canceled. */
export async function dropRefused(connectionKey: ConnectionKey, except: string | null): Promise<void> {
  for (const { id, paymentError, requestFailure } of await listOrders(connectionKey))
    if (id !== except && (paymentError !== null || requestFailure))
      await storeOutcome(connectionKey, id, () => null);
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
 * Settles the open orders of every account that has any and that the platform didn't ask to wait for. After a failure, its
 * orders stay open for the next run.
 */
export async function settleEverywhere(): Promise<void> {
  await settle(await accountsWithOpenOrders());
}

async function settle(open: readonly BillingRow[]): Promise<void> {
  if (open.length === 0) return setAlarmFor(open);
  await Promise.all(
    open.map(async ({ connectionKey, failure }) => {
      if (await isRateLimited(connectionKey, failure)) return;
      await settleToFailure(settleAccount(connectionKey, 'refresh'));
    }),
  );
  await updateOrderAlarm();
}

/** Reads an account's billing into the store and settles its orders against it, for a person. Spends nothing. */
export function settleOrders({ connectionKey }: { connectionKey: ConnectionKey }): Promise<void> {
  return settleAccount(connectionKey, 'person');
}

function settleAccount(connectionKey: ConnectionKey, purpose: Purpose): Promise<void> {
  return singleFlight(['settleOrders', connectionKey, purpose], () =>
    serializeSpending(connectionKey, async () => {
      const readAt = Date.now();
      const { subscription, failure } = await rereadBilling(connectionKey, 'restart', purpose);
      // Other parts of the billing may have failed: what was paid doesn't wait for the price list.
      if (subscription) await settleBy(connectionKey, subscription, readAt);
      if (failure) throw new FailureError(failure);
    }),
  );
}

/** Reads the subscription again and settles orders against it. Call it inside the spending channel. */
export async function readAndSettle(connectionKey: ConnectionKey): Promise<SubscriptionFacts> {
  const readAt = Date.now();
  const subscription = await callAsAccount(connectionKey, fetchSubscriptionWhole);
  await settleBy(connectionKey, subscription, readAt);
  return subscription;
}

async function settleBy(
  connectionKey: ConnectionKey,
  subscription: SubscriptionFacts,
  readAt: number,
): Promise<void> {
  for (const order of await listOrders(connectionKey))
    if (isOpen(order)) await settleOrder(connectionKey, order, subscription, readAt);
  await updateOrderAlarm();
}

/**
 * Settles one order as far as the subscription shows its outcome (read from `readAt` on, epoch ms). Returns that
 * outcome, or null when it can't be known yet. Units ordered for a profile are allocated to it once the account has them.
 */
export async function settleOrder(
  connectionKey: ConnectionKey,
  order: Order,
  subscription: SubscriptionFacts,
  readAt: number,
): Promise<OrderResult | 'refused' | 'overtaken' | 'not-made' | null> {
  const change = (next: Partial<Order> | null) =>
    storeOutcome(connectionKey, order.id, (stored) => next && { ...stored, ...next });
  // Sent by a clock that was ahead: how long ago isn't known, so it counts as sent now.
  if (order.sentAt !== null && order.sentAt > readAt) await change({ sentAt: readAt });
  // The worker was terminated before the order was sent. It isn't sent now, since nobody is there to see it.
  const evidence = order.state === 'pending' ? 'not-made' : evidenceOf(order, subscription, readAt);
  switch (evidence) {
    case 'in-force':
      return allocateOrdered(connectionKey, order);
    case 'scheduled':
      await change(null);
      return { state: 'scheduled', allocated: null, failure: null };
    case 'overtaken':
      await change({ state: 'settled', outcome: 'overtaken' });
      return 'overtaken';
    case 'processing':
      return { state: 'processing', allocated: null, failure: null };
    case 'refused':
      await change({ paymentError: subscription.paymentError });
      return 'refused';
    case 'not-made':
      // The person already knows about a refusal; the order was dropped since, here or elsewhere.
      await change(isUnresolved(order) ? { state: 'settled', outcome: 'not-made' } : null);
      return 'not-made';
    default:
      return null;
  }
}

/**
 * Allocates the ordered units to the receiving profile. The limits before and after are stored first, so that a
 * restarted worker repeats the same change or finds it made, and never adds the units twice. If the limit was changed
 * by hand after a first attempt, the profile is left alone. Transient failures keep the order open; final ones
 * settle it as `not-allocated`.
 */
async function allocateOrdered(connectionKey: ConnectionKey, order: Order): Promise<OrderResult> {
  const { receiverUnits, receiverLimit } = order.quote;
  if (!receiverUnits) {
    await storeOutcome(connectionKey, order.id, () => null);
    return { state: 'done', allocated: null, failure: null };
  }
  const { profileId, service, amount } = receiverUnits;
  try {
    const current = await readAllocation(connectionKey, [profileId]);
    const limit = currentLimit(current, profileId, service);
    const limitChange = order.limitChange ?? limitChangeFrom(limit, receiverLimit, amount);
    requireUnchanged(limit, limitChange);
    await updateOrder(connectionKey, order.id, (stored) => ({ ...stored, limitChange }));
    await sendLimits(connectionKey, current, [{ profileId, service, ...limitChange }]);
    await storeOutcome(connectionKey, order.id, () => null);
    return { state: 'done', allocated: { ...receiverUnits, limit: limitChange.to }, failure: null };
  } catch (error) {
    const failure = failureOrLog('settleOrders', error);
    if (endsAllocation(failure))
      await storeOutcome(connectionKey, order.id, (stored) => ({
        ...stored,
        state: 'settled',
        outcome: 'not-allocated',
        failure,
      }));
    else await storeLimitChange(connectionKey, order);
    return { state: 'done', allocated: null, failure };
  }
}

/**
 * Returns the change of a limit that allocates a profile's units. They aren't added to a limit that already has them: somebody
 * has allocated them by hand.
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
