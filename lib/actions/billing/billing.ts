import { coalesceRead } from '../../async/coalesce-read.ts';
import { singleFlight } from '../../async/single-flight.ts';
import { callAsAccount } from '../../calls/call.ts';
import type { SubscriptionFacts } from '../../domain/billing/billing.ts';
import { type ConnectionKey, originOf, profileKeyOf } from '../../domain/identity/keys.ts';
import {
  fetchAllocation,
  fetchSchedule,
  fetchSubscription,
  fetchSubscriptionSummary,
  postAllocation,
} from '../../platform/billing.ts';
import { fetchPrices } from '../../platform/prices.ts';
import type { Api } from '../../platform/request.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { getBilling, updateBilling } from '../../store/billing.ts';
import { asFailure, sendAndConfirm } from '../confirmed-change.ts';
import { brokenRule, connectionOf, journal } from '../lookup.ts';

type Allocation = Record<string, Record<string, number>>;

/**
 * Reads allocation, subscription (with its schedule) and prices of an account into the store. What can be read
 * is kept although something else cannot; the first failure is noted and thrown.
 */
export async function readBilling(data: { connectionKey: ConnectionKey }): Promise<null> {
  await rereadBilling(data.connectionKey, 'share');
  return null;
}

/** See {@link readBilling}, {@link coalesceRead}. */
export function rereadBilling(connectionKey: ConnectionKey, how: 'share' | 'restart'): Promise<void> {
  return coalesceRead(['billing', connectionKey], how, async () => {
    await connectionOf(connectionKey);
    const [subscription, allocation, prices] = await Promise.allSettled([
      callAsAccount(connectionKey, fetchSubscriptionWhole),
      callAsAccount(connectionKey, fetchAllocation),
      callAsAccount(connectionKey, fetchPrices),
    ]);
    const failed = [subscription, allocation, prices].find((part) => part.status === 'rejected');
    const at = Date.now();
    await updateBilling(connectionKey, (row) => ({
      ...row,
      subscription: settledValue(subscription) ?? row.subscription,
      allocation: settledValue(allocation) ?? row.allocation,
      prices: settledValue(prices) ?? row.prices,
      failure: failed ? { failure: asFailure(failed.reason), at } : null,
      fetchedAt: failed ? row.fetchedAt : at,
    }));
    if (failed) throw failed.reason;
  });
}

function settledValue<T>(part: PromiseSettledResult<T>): T | undefined {
  return part.status === 'fulfilled' ? part.value : undefined;
}

/** The subscription with what its summary and schedule tell, where those can be read. */
export async function fetchSubscriptionWhole(api: Api): Promise<SubscriptionFacts> {
  const subscription = await fetchSubscription(api);
  // Both are extras: the platform caches the summary, and there may be no schedule.
  const summary = await fetchSubscriptionSummary(api).catch(() => null);
  const schedule = summary?.scheduled === false ? null : await fetchSchedule(api).catch(() => null);
  return { ...subscription, notEnoughBalance: summary?.notEnoughBalance ?? false, schedule };
}

/**
 * Saves limits by profile id and service key: one request with what differs from the stored allocation, which
 * is read again afterwards. Throws `plan-limit` when a service's sum is more than the account has.
 */
export function saveAllocation(data: { connectionKey: ConnectionKey; changes: Allocation }): Promise<null> {
  const { connectionKey } = data;
  return singleFlight(['saveAllocation', connectionKey, data.changes], async () => {
    await connectionOf(connectionKey);
    const before = (await getBilling(connectionKey))?.allocation ?? {};
    const changes = differing(data.changes, before);
    if (Object.keys(changes).length === 0) return null;
    try {
      await sendAndConfirm({
        send: () => callAsAccount(connectionKey, (api) => postAllocation(api, changes)),
        look: async () => {
          const there = await callAsAccount(connectionKey, fetchAllocation);
          return Object.keys(differing(changes, there)).length === 0 ? true : null;
        },
      });
    } finally {
      await rereadBilling(connectionKey, 'restart').catch(() => {});
    }
    await journal('allocation-changed', { connectionKey }, null);
    for (const id of Object.keys(changes)) {
      const ref = { connectionKey, profileKey: profileKeyOf(originOf(connectionKey), id) };
      void refreshAgain(connectionKey, ref).catch(() => {});
    }
    return null;
  });
}

/** The limits of `wanted` that are not so in `there`; whole numbers from 0 only. */
function differing(wanted: Allocation, there: Allocation): Allocation {
  const changes: Allocation = {};
  for (const [profile, limits] of Object.entries(wanted)) {
    for (const [service, limit] of Object.entries(limits)) {
      if (!Number.isSafeInteger(limit) || limit < 0) throw brokenRule(service, 'ruleAllocation');
      if (there[profile]?.[service] === limit) continue;
      changes[profile] = { ...changes[profile], [service]: limit };
    }
  }
  return changes;
}
