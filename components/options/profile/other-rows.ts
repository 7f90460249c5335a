import { allProfileRows, type ProfileRow } from '../shared/profile-rows.ts';

/** Returns the same profile as the other connected accounts see it. Reads signals. */
export function otherRows({ id, profile }: ProfileRow): ProfileRow[] {
  return allProfileRows.value.filter(
    (other) => other.profile.profileKey === profile.profileKey && other.id !== id,
  );
}
