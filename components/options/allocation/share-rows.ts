import { type Allocation, isFull, limitOf, type Share } from '../../../lib/domain/billing/allocation.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { usedOf } from '../../../lib/domain/usage/usage-status.ts';
import { ownedProfiles, profileNameOf, rowByPlatformId } from '../shared/account-profiles.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** One profile's share of one service, with what is shown of the profile. */
export interface ShareRow extends Share {
  profileRow: ProfileRow | undefined;
  name: string;
  /** The stored limit. */
  before: number;
}

/** The profiles' shares of one service. */
interface SharedService {
  service: string;
  rows: readonly ShareRow[];
}

/**
 * Returns the account's profiles with their shares of each service, including profiles that only the allocation has,
 * without those whose limits can't be read.
 */
export function shareRows(
  connection: Connection,
  services: readonly string[],
  draft: Allocation,
  stored: Allocation,
): SharedService[] {
  const ownedIds = ownedProfiles(connection).map(({ profile }) => profile.id);
  const ids = [...new Set([...ownedIds, ...Object.keys(stored)])].filter((id) => stored[id] !== null);
  // Once for all services: an account may have thousands of profiles.
  const profiles = ids.map((profileId) => ({
    profileId,
    profileRow: rowByPlatformId(connection, profileId),
    name: profileNameOf(connection, profileId),
  }));
  return services.map((service) => ({
    service,
    rows: profiles.map(({ profileId, profileRow, name }) => {
      const before = limitOf(stored, profileId, service);
      return {
        profileId,
        profileRow,
        name,
        limit: limitOf(draft, profileId, service),
        before,
        used: profileRow ? usedOf(profileRow.status, service, before) : null,
      };
    }),
  }));
}

export interface LoweredShare {
  service: string;
  row: ShareRow;
}

/** Returns the shares that were lowered and would be full at once, of all services. */
export function loweredShares(services: readonly SharedService[]): LoweredShare[] {
  return services.flatMap(({ service, rows }) =>
    rows
      .filter(({ limit, before, used }) => limit < before && isFull(limit, used))
      .map((row) => ({ service, row })),
  );
}
