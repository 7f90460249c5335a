import type { ProfileKey } from '../identity/keys.ts';
import type { Usage } from './usage.ts';

/** Returns one row per profile: the one that was read last, where several connections see the same profile. */
export function newestPerProfile<Row extends Pick<Usage, 'profileKey' | 'fetchedAt'>>(
  rows: Iterable<Row>,
): Row[] {
  const newest = new Map<ProfileKey, Row>();
  for (const row of rows) {
    const other = newest.get(row.profileKey);
    if (!other || (row.fetchedAt ?? 0) > (other.fetchedAt ?? 0)) newest.set(row.profileKey, row);
  }
  return [...newest.values()];
}
