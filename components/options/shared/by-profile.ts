import type { ProfileRow } from './profile-rows.ts';

/** Groups what belongs to profiles by profile, in the order in which they come. */
export function byProfile<Item extends { row: ProfileRow }>(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.row.id, [...(groups.get(item.row.id) ?? []), item]);
  return [...groups.values()];
}
