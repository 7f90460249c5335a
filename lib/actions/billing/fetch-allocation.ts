import type { Purpose } from '../../async/limiter.ts';
import { callAsAccount, callAsProfile } from '../../calls/call.ts';
import { failureOrLog } from '../../diagnostics/error-log.ts';
import type { Allocation } from '../../domain/billing/allocation.ts';
import { failureOfError } from '../../domain/failure.ts';
import { type ConnectionKey, originOf, platformIdOf, profileKeyOf } from '../../domain/identity/keys.ts';
import { fetchAllocation } from '../../platform/billing.ts';
import { fetchProfileInfo } from '../../platform/profiles.ts';
import { listProfilesOf } from '../../store/profiles.ts';

/**
 * Fetches an account's allocation, in which each of these profiles has its limits unless the account has no such
 * profile. Whether the platform's list has a row for every profile, such as a new one, isn't documented: one that it
 * leaves out is asked for alone.
 */
export async function fetchAllocationOf(
  connectionKey: ConnectionKey,
  profileIds: readonly string[],
): Promise<Allocation> {
  const allocation = await callAsAccount(connectionKey, fetchAllocation);
  return withMissing(allocation, profileIds, (id) => fetchLimits(connectionKey, id));
}

/**
 * Fetches an account's allocation with all of its profiles, to be shown: what can't be read of one that the platform's
 * list leaves out keeps nothing else from being known.
 */
export async function fetchWholeAllocation(
  connectionKey: ConnectionKey,
  purpose: Purpose,
): Promise<Allocation> {
  const allocation = await callAsAccount(connectionKey, fetchAllocation, { purpose: () => purpose });
  const owned = (await listProfilesOf(connectionKey)).filter(({ shared }) => !shared);
  return withMissing(
    allocation,
    owned.map(({ id }) => id),
    (id) =>
      fetchLimits(connectionKey, id, purpose).catch((error: unknown): Allocation => {
        failureOrLog('fetchWholeAllocation', error);
        return { [id]: null };
      }),
  );
}

/** Returns an allocation with what `fetchOne` finds of the profiles that it leaves out. */
async function withMissing(
  allocation: Allocation,
  profileIds: readonly string[],
  fetchOne: (profileId: string) => Promise<Allocation>,
): Promise<Allocation> {
  const missing = [...new Set(profileIds)].filter((id) => allocation[id] === undefined);
  const found = await Promise.all(missing.map(fetchOne));
  return { ...allocation, ...Object.assign({}, ...found) };
}

/** Returns one profile's limits; none when the account has no such profile. */
async function fetchLimits(
  connectionKey: ConnectionKey,
  profileId: string,
  purpose: Purpose = 'person',
): Promise<Allocation> {
  const profileKey = profileKeyOf(originOf(connectionKey), profileId);
  try {
    const { allocation, ownerAccountId } = await callAsProfile(
      { connectionKey, profileKey },
      fetchProfileInfo,
      { purpose: () => purpose },
    );
    if (ownerAccountId !== null && ownerAccountId !== platformIdOf(connectionKey)) return {};
    // Without any limit it says as little as the list: taken for 0, a limit might be lowered by adding to it.
    const isEmpty = Object.keys(allocation ?? {}).length === 0;
    return { [profileId]: isEmpty ? null : allocation };
  } catch (error) {
    const { code } = failureOfError(error);
    if (code === 'not-found') return {};
    if (code === 'denied') return { [profileId]: null };
    throw error;
  }
}
