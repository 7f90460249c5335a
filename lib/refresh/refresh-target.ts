import type { Purpose } from '../async/limiter.ts';
import { callAsAccount, callAsProfile } from '../calls/call.ts';
import { isPause } from '../calls/connection-pause.ts';
import { withFailure } from '../calls/connection-state.ts';
import { accepts, isRefusal, requireOwnAccount } from '../calls/verify-credential.ts';
import { failureOrLog, logErrorsOf } from '../diagnostics/error-log.ts';
import { type Failure, FailureError } from '../domain/failure.ts';
import { connectionFacts } from '../domain/identity/connection.ts';
import {
  type ApiOrigin,
  type ConnectionKey,
  originOf,
  type ProfileKey,
  type ProfileRef,
  sameRef,
} from '../domain/identity/keys.ts';
import { HOUR_MS, msSince } from '../domain/time.ts';
import { monthOf } from '../domain/usage/month.ts';
import { planLimits } from '../domain/usage/plan-limits.ts';
import type { ServiceUsage } from '../domain/usage/usage.ts';
import { fetchAccount } from '../platform/account.ts';
import { fetchNotifications } from '../platform/notifications.ts';
import type { Api } from '../platform/request.ts';
import { serverNow } from '../platform/server-clock.ts';
import { fetchSummary } from '../platform/usage.ts';
import { getConnection, updateConnection } from '../store/connections.ts';
import { getNotifications } from '../store/notifications.ts';
import { updateRefreshRow } from '../store/refresh.ts';
import { getActive, getPreferences } from '../store/settings.ts';
import { putUsage, recordUsageFailure } from '../store/usage.ts';
import { backoff, DENIED_DELAY_MS, waitUntil } from './backoff.ts';
import { currentPlan } from './current-plan.ts';
import { nextAfterSuccess, type Target, targetId } from './schedule.ts';
import { storeNotifications } from './store-notifications.ts';
import { storeProfileList } from './store-profile-list.ts';

/** Failures of the connection rather than the target: nothing is due until a person acts. */
const STOPPING_CODES: ReadonlySet<Failure['code']> = new Set([
  'not-connected',
  'not-found',
  'needs-sign-in',
  'host-permission',
  'locked',
]);

/**
 * Refreshes one target and stores when it is due next. Never throws: stores and returns the failure; null for a
 * success.
 */
export async function refreshTarget(target: Target, purpose: () => Purpose): Promise<Failure | null> {
  try {
    if (target.kind === 'account') await refreshAccount(target.connectionKey, purpose);
    else await refreshProfile(target.ref, purpose);
    await recordSuccess(target);
    return null;
  } catch (error) {
    const failure = failureOrLog('refreshTarget', error);
    // Nothing was sent because of the connection's pause, which isn't a failure of each of its profiles.
    if (!isPause(failure)) await recordFailure(target, failure).catch(logErrorsOf('recordFailure'));
    return failure;
  }
}

/**
 * Refreshes an account and its list of profiles in two requests, and once an hour its notifications, which include
 * invitations. Each is stored as it arrives, and what this token may not read stays as it is: a token may reach its own
 * profile only.
 */
async function refreshAccount(key: ConnectionKey, purpose: () => Purpose): Promise<void> {
  const notificationsDue = await notificationsAreDue(key);
  const read = async (api: Api) => {
    await recordStart(`account|${key}`);
    // First: it says whose the rest is.
    const factsRead = await refreshFacts(key, api);
    const notificationsRead = notificationsDue && (await refreshNotifications(key, api));
    const listRead = await refreshList(key, api);
    if (!notificationsRead && !factsRead && !listRead) throw new FailureError({ code: 'denied' });
  };
  await callAsAccount(key, read, { purpose }).catch((error: unknown) => {
    // The credential is valid nevertheless.
    if (!(error instanceof FailureError && error.failure.code === 'denied')) throw error;
  });
  const refreshedAt = Date.now();
  await updateConnection(key, (row) => ({ ...withFailure(row, null, refreshedAt), refreshedAt }));
}

/**
 * Returns false on failure: notifications are optional, and a failure of the connection shows up in the next request.
 */
async function refreshNotifications(key: ConnectionKey, api: Api): Promise<boolean> {
  try {
    await storeNotifications(key, 'share', () => fetchNotifications(api));
    return true;
  } catch (error) {
    if (error instanceof FailureError) return false;
    throw error;
  }
}

/**
 * Reads an account's facts into the store. Returns false when the token may not read them. Throws what
 * {@link requireOwnAccount} does.
 */
export async function refreshFacts(key: ConnectionKey, api: Api): Promise<boolean> {
  const account = await fetchAccount(api).catch((error: unknown) => {
    if (isRefusal(error)) return null;
    throw error;
  });
  if (!account) return false;
  requireOwnAccount(key, account.accountId);
  await updateConnection(key, (known) => ({ ...known, ...connectionFacts(account, known), failure: null }));
  return true;
}

/** Returns false when the token may not read the list of profiles. */
function refreshList(key: ConnectionKey, api: Api): Promise<boolean> {
  return accepts(() => storeProfileList(key, api));
}

async function notificationsAreDue(key: ConnectionKey): Promise<boolean> {
  const [connection, notifications] = await Promise.all([getConnection(key), getNotifications(key)]);
  if (connection?.state !== 'ok') return false;
  // Invitations expire after a week, so once an hour is enough.
  return msSince(notifications?.fetchedAt ?? connection.connectedAt, Date.now()) >= HOUR_MS;
}

async function refreshProfile(ref: ProfileRef, purpose: () => Purpose): Promise<void> {
  const { services, dashboardOutput, sentAt, ...rest } = await callAsProfile(
    ref,
    async (api, id) => {
      await recordStart(targetId({ kind: 'profile', connectionKey: ref.connectionKey, ref }));
      const sentAt = Date.now();
      return { ...(await fetchSummary(api, id)), sentAt };
    },
    { purpose, refusal: 'profile' },
  );
  await putUsage({
    ...ref,
    services: { ...services, ...(await dashboardService(ref.profileKey, dashboardOutput)) },
    ...rest,
    fetchedAt: withinMonth(originOf(ref.connectionKey), sentAt),
    failure: null,
  });
}

/**
 * Returns when counters requested of a server at `sentAt` were read, by this computer's clock (epoch ms). If that clock
 * is already in a month which the platform hasn't begun, they are last month's: then the end of last month.
 */
function withinMonth(origin: ApiOrigin, sentAt: number): number {
  const { start } = monthOf(sentAt);
  return serverNow(origin, sentAt) < start ? start - 1 : sentAt;
}

/** Returns dashboard output with the plan's limit as a service; none while the plan isn't known. */
async function dashboardService(
  profileKey: ProfileKey,
  used: number | null,
): Promise<Record<string, ServiceUsage>> {
  if (used === null) return {};
  const limit = planLimits(await currentPlan(profileKey))?.dashboardOutput;
  return limit ? { dashboard_output: { used, limit } } : {};
}

async function recordStart(id: string): Promise<void> {
  const now = Date.now();
  await updateRefreshRow(id, (row) => ({
    target: id,
    dueAt: row?.dueAt ?? now,
    failures: row?.failures ?? 0,
    lastStartedAt: now,
  }));
}

/** Stores that a target was just read and is due again after its interval. */
export async function recordSuccess(target: Target): Promise<void> {
  const [{ active }, preferences] = await Promise.all([getActive(), getPreferences()]);
  const isActive = target.kind === 'profile' && sameRef(target.ref, active);
  const dueAt = nextAfterSuccess(isActive, { now: Date.now(), preferences }, Math.random());
  await recordDue(target, () => ({ dueAt, failures: 0 }));
}

async function recordFailure(target: Target, failure: Failure): Promise<void> {
  const now = Date.now();
  // The platform's own 404 says that it has no such page, not that the target is gone from the store.
  if (STOPPING_CODES.has(failure.code) && failure.status !== 404) {
    await recordDue(target, (failures) => ({ dueAt: now, failures }));
    return;
  }
  if (target.kind === 'profile') await recordUsageFailure(target.ref, failure, now);
  else await updateConnection(target.connectionKey, (row) => withFailure(row, failure, now));
  await recordDue(target, (failures) => {
    if (failure.code === 'rate-limited') return { dueAt: waitUntil({ failure, at: now }, now), failures };
    if (failure.code === 'denied') return { dueAt: now + DENIED_DELAY_MS, failures: failures + 1 };
    return { dueAt: now + backoff(failures + 1, Math.random()), failures: failures + 1 };
  });
}

async function recordDue(
  target: Target,
  next: (failures: number) => { dueAt: number; failures: number },
): Promise<void> {
  const id = targetId(target);
  await updateRefreshRow(id, (row) => ({ target: id, ...next(row?.failures ?? 0), lastStartedAt: null }));
}
