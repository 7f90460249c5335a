import type { Purpose } from '../../async/limiter.ts';
import { singleFlight } from '../../async/single-flight.ts';
import { browser } from '../../browser.ts';
import { callAsAccount } from '../../calls/call.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { evidenceOf, isUnresolved, type Order, type OrderResult } from '../../domain/billing/order.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { isRateLimited } from '../../refresh/rate-limited.ts';
import { listOrders } from '../../store/billing.ts';
import type { BillingRow } from '../../store/schema.ts';
import { allocateOrdered } from './allocate-ordered.ts';
import { fetchSubscriptionWhole, rereadBilling } from './billing.ts';
import { dropReplaced } from './drop-refused.ts';
import {
  accountsWithOpenOrders,
  areLeftToAlarm,
  isOpen,
  ORDER_ALARM,
  setAlarmFor,
  updateOrderAlarm,
} from './order-alarm.ts';
import { serializeSpending } from './spending-channel.ts';
import { endOrder, storeOutcome } from './store-outcome.ts';

/** Registers what settles orders while no page is open. Call it in the background's first turn. */
export function watchOrders(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ORDER_ALARM) void settleEverywhere().catch(logErrorsOf('settleEverywhere'));
  });
  // Orders left open by a terminated worker or a closed browser.
  setTimeout(() => void settleLeftOpen().catch(logErrorsOf('settleLeftOpen')), 0);
}

/**
 * Settles what a terminated worker or a closed browser left open. What waits for a person waits for its alarm too, as
 * workers start far more often.
 */
export async function settleLeftOpen(): Promise<void> {
  const open = await accountsWithOpenOrders();
  if (!(await areLeftToAlarm(open))) await settle(open);
}

/**
 * Settles the open orders of every account that has any and that the platform didn't ask to wait for. After a failure
 * its orders stay open for the next run.
 */
export async function settleEverywhere(): Promise<void> {
  await settle(await accountsWithOpenOrders());
}

async function settle(open: readonly BillingRow[]): Promise<void> {
  if (open.length === 0) return setAlarmFor(open);
  await Promise.all(
    open.map(async ({ connectionKey, failure }) => {
      if (await isRateLimited(connectionKey, failure)) return;
      await settleAccount(connectionKey, 'refresh').catch(logErrorsOf('settleAccount'));
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
      // In the background it is stored with the billing, where pages show it.
      if (failure && purpose === 'person') throw new FailureError(failure);
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

/**
 * Settles all open orders but `except` as far as the subscription shows their outcomes (read from `readAt` on, epoch
 * ms). Call it inside the spending channel.
 */
export async function settleBy(
  connectionKey: ConnectionKey,
  subscription: SubscriptionFacts,
  readAt: number,
  except: string | null = null,
): Promise<void> {
  // The latest first: it may have replaced earlier ones.
  for (const { id } of (await listOrders(connectionKey)).reverse()) {
    const order = (await listOrders(connectionKey)).find((one) => one.id === id);
    if (order && id !== except && isOpen(order))
      await settleOrder(connectionKey, order, { current: subscription, readAt });
  }
  await updateOrderAlarm();
}

/**
 * Settles one order as far as the subscription shows its outcome (read from `readAt` on, epoch ms). Returns that
 * outcome, or null when it can't be known yet. Units ordered for a profile are allocated to it once the account has
 * them. `isAwaited`: a person sees the outcome at once.
 */
export async function settleOrder(
  connectionKey: ConnectionKey,
  order: Order,
  {
    current: subscription,
    readAt,
    isAwaited = false,
  }: { current: SubscriptionFacts; readAt: number; isAwaited?: boolean },
): Promise<OrderResult | 'refused' | 'overtaken' | 'not-made' | null> {
  const change = (next: Partial<Order> | null) =>
    storeOutcome(connectionKey, order.id, (stored) => next && { ...stored, ...next });
  // Sent by a clock that was ahead: how long ago isn't known, so it counts as sent now.
  if (order.sentAt !== null && order.sentAt > readAt) await change({ sentAt: readAt });
  // The worker was terminated before the order was sent. It isn't sent now, since nobody is there to see it.
  const evidence = order.state === 'pending' ? 'not-made' : evidenceOf(order, subscription, readAt);
  if (evidence !== 'unknown' && evidence !== 'not-made')
    await dropReplaced(connectionKey, order, subscription);
  switch (evidence) {
    case 'in-force': {
      // Whatever was refused before, it was bought.
      const bought = { paymentError: null, requestFailure: undefined, repeated: undefined };
      await change(bought);
      return allocateOrdered(connectionKey, { ...order, ...bought }, isAwaited);
    }
    case 'scheduled':
      await endOrder(connectionKey, order, isAwaited);
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
