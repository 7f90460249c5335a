import { singleFlight } from '../../async/single-flight.ts';
import { callAsAccount } from '../../calls/call.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import {
  type Allocation,
  areMade,
  conflictsWith,
  isMade,
  type LimitChange,
  type LimitConflict,
  limitsOf,
} from '../../domain/billing/allocation.ts';
import { brokenRule, FailureError, failureOfError, notAllowed, type RuleKey } from '../../domain/failure.ts';
import { type ConnectionKey, originOf, profileKeyOf } from '../../domain/identity/keys.ts';
import { postAllocation } from '../../platform/billing.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { updateBilling } from '../../store/billing.ts';
import { sendAndConfirm } from '../confirmed-change.ts';
import { connectionOf } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';
import { rereadBilling } from './billing.ts';
import { fetchAllocationOf } from './fetch-allocation.ts';
import { serializeSpending } from './spending-channel.ts';

/**
 * Changes limits. Each change names the value that the person saw; if any limit differs by now, or its profile is
 * gone, nothing is sent and the conflicts are returned. `sent`: the changes that weren't made already. Throws
 * `plan-limit` when a service's sum exceeds what the account has, `invalid-input` for a limit that isn't a whole
 * number of at least 0, and `malformed` (`ruleLimitsUnread`) when a profile's limits can't be read.
 */
export function saveAllocation(request: {
  connectionKey: ConnectionKey;
  changes: LimitChange[];
}): Promise<{ conflicts: LimitConflict[]; sent: LimitChange[] }> {
  const { connectionKey, changes } = request;
  return singleFlight(['saveAllocation', connectionKey, changes], () =>
    serializeSpending(connectionKey, async () => {
      for (const { service, to } of changes) requireValidLimit(service, to);
      const current = await readAllocation(connectionKey, profileIdsOf(changes));
      for (const { profileId } of changes) requireReadable(current, profileId);
      const conflicts = conflictsWith(current, changes);
      const sent = conflicts.length > 0 ? [] : await sendLimits(connectionKey, current, changes);
      return { conflicts, sent };
    }),
  );
}

/**
 * Adds unallocated units of the account to a profile's limit, which the person saw as `from`. Returns the new limit. A
 * limit that already is that one is left as it is: the response to the same request may have been lost. Throws
 * `not-allowed` (`ruleShareChanged`) when it is any other, and sends nothing.
 */
export function addToLimit(request: {
  connectionKey: ConnectionKey;
  profileId: string;
  service: string;
  from: number;
  amount: number;
}): Promise<{ limit: number }> {
  const { connectionKey, profileId, service, from, amount } = request;
  return singleFlight(['addToLimit', connectionKey, profileId, service, from, amount], () =>
    serializeSpending(connectionKey, async () => {
      requireValidLimit(service, amount);
      const limit = from + amount;
      const current = await readAllocation(connectionKey, [profileId]);
      requireUnchanged(currentLimit(current, profileId, service), { from, to: limit });
      await sendLimits(connectionKey, current, [{ profileId, service, from, to: limit }]);
      return { limit };
    }),
  );
}

/** Throws `not-allowed` when a limit is neither what it was nor what it is to become: somebody else changed it. */
export function requireUnchanged(limit: number, { from, to }: Pick<LimitChange, 'from' | 'to'>): void {
  if (limit !== from && limit !== to) throw notAllowed('ruleShareChanged');
}

/** Throws `malformed` (`ruleLimitsUnread`) when a profile's limits can't be read. */
function requireReadable(current: Allocation, profileId: string): void {
  if (current[profileId] === null)
    throw new FailureError({ code: 'malformed', detail: 'ruleLimitsUnread' satisfies RuleKey });
}

/**
 * Returns a profile's limit; throws `not-allowed` when the profile is gone, `malformed` when its limits can't be read.
 */
export function currentLimit(current: Allocation, profileId: string, service: string): number {
  requireReadable(current, profileId);
  const limits = current[profileId];
  if (!limits) throw notAllowed('ruleProfileGone');
  return limits[service] ?? 0;
}

/**
 * Sends limits that were just compared with the platform's, in one request, and reads them again. Returns
 * those that differed. Call it inside the spending channel.
 */
export async function sendLimits(
  connectionKey: ConnectionKey,
  current: Allocation,
  changes: readonly LimitChange[],
): Promise<LimitChange[]> {
  const open = changes.filter((change) => !isMade(current, change));
  if (open.length === 0) return open;
  const ids = profileIdsOf(changes);
  let isOver = false;
  try {
    await sendAndConfirm({
      send: () => callAsAccount(connectionKey, (api) => postAllocation(api, limitsOf(open))),
      look: async () => (areMade(await fetchAllocationOf(connectionKey, ids), open) ? true : null),
    });
  } catch (error) {
    isOver = failureOfError(error).code === 'plan-limit';
    throw error;
  } finally {
    // The account may have less than was known, as when a scheduled reduction has taken effect.
    const read = isOver ? rereadBilling(connectionKey, 'restart') : readAllocation(connectionKey, ids);
    await read.catch(logErrorsOf('sendLimits'));
  }
  await recordJournal('allocation-changed', { connectionKey }, null);
  const refs = open.map(({ profileId }) => ({
    connectionKey,
    profileKey: profileKeyOf(originOf(connectionKey), profileId),
  }));
  void refreshAgain(connectionKey, refs).catch(logErrorsOf('refreshAgain'));
  return open;
}

/**
 * Fetches the allocation, with these profiles in it (see {@link fetchAllocationOf}), stores it and returns it. Of other
 * profiles that the platform's list leaves out, the stored limits stay.
 */
export async function readAllocation(
  connectionKey: ConnectionKey,
  profileIds: readonly string[],
): Promise<Allocation> {
  await connectionOf(connectionKey);
  const allocation = await fetchAllocationOf(connectionKey, profileIds);
  await updateBilling(connectionKey, (row) => {
    const kept = Object.entries(row.allocation ?? {}).filter(([id]) => !profileIds.includes(id));
    return { ...row, allocation: { ...Object.fromEntries(kept), ...allocation } };
  });
  return allocation;
}

function profileIdsOf(changes: readonly LimitChange[]): string[] {
  return changes.map(({ profileId }) => profileId);
}

function requireValidLimit(service: string, limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 0) throw brokenRule(service, 'ruleAllocation');
}
