import type { ProfileRow } from './profile-rows.ts';

/** Returns items grouped by their profile, in the order of each profile's first item. */
export function groupByProfile<Item extends { row: ProfileRow }>(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.row.id, [...(groups.get(item.row.id) ?? []), item]);
  return [...groups.values()];
}
