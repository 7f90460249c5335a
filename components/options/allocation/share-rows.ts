import { type Allocation, isBelowUsage, type Share } from '../../../lib/domain/billing/allocation.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { serviceStatus, type UsageStatus } from '../../../lib/domain/usage/usage-status.ts';
import { ownedProfiles, profileNameOf, rowById } from '../shared/account-profiles.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** One profile's share of one service, with what is shown of the profile. */
export interface ShareRow extends Share {
  profileRow: ProfileRow | undefined;
  name: string;
  /** The stored limit. */
  before: number;
}

/** Returns the account's profiles with their shares of a service, including profiles that only the allocation has. */
export function shareRows(
  connection: Connection,
  service: string,
  draft: Allocation,
  stored: Allocation,
): ShareRow[] {
  const ownedIds = ownedProfiles(connection).map(({ profile }) => profile.id);
  const ids = [...new Set([...ownedIds, ...Object.keys(stored)])];
  return ids.map((profileId) => {
    const profileRow = rowById(connection, profileId);
    const before = stored[profileId]?.[service] ?? 0;
    return {
      profileId,
      profileRow,
      name: profileNameOf(connection, profileId),
      limit: draft[profileId]?.[service] ?? 0,
      before,
      used: profileRow ? usedOf(profileRow.status, service, before) : null,
    };
  });
}

/** Returns how much of a service is used this month; null: not known. */
export function usedOf(status: UsageStatus, service: string, limit: number): number | null {
  if (status.fetchedAt === null) return null;
  const usage = serviceStatus(status, service);
  if (usage) return usage.lastMonth ? null : usage.used;
  // A service without allocation may be missing from the platform's summary: then nothing of it is used.
  return limit === 0 ? 0 : null;
}

/** Returns the shares that were lowered and would be full at once. */
export function loweredBelowUse(rows: readonly ShareRow[]): ShareRow[] {
  return rows.filter(({ limit, before, used }) => limit < before && isBelowUsage(limit, used));
}
