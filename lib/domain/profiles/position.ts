import type { ProfilePreferences } from '../settings/profile-preferences.ts';

/*
 * A person's own order: profiles that were moved have a position, the lower the earlier; the others come after them.
 * Positions have gaps, so that a move changes one profile, not all that come after it.
 */

const STEP = 1024;
/** More than the profiles that anybody has. */
const MAX_PROFILE_POSITION = STEP * 1_000_000;

/** Returns true for a position as {@link positionsAfterMove} makes them. Never 0, which stands for "unset" in sync. */
export function isProfilePosition(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_PROFILE_POSITION;
}

/** Returns true once the person moved a profile: the lists have the person's order. */
export function hasCustomOrder(
  preferences: Iterable<Pick<ProfilePreferences, 'position'> | undefined>,
): boolean {
  for (const one of preferences) if (one && one.position !== null) return true;
  return false;
}

/** Returns true if both are favourites or neither is: favourites come first in every order. */
export function isSameGroup(
  a: Pick<ProfilePreferences, 'favourite'> | undefined,
  b: Pick<ProfilePreferences, 'favourite'> | undefined,
): boolean {
  return Boolean(a?.favourite) === Boolean(b?.favourite);
}

/** An item of a list that is in the wanted order. */
export interface Placed<Key> {
  key: Key;
  position: number | null;
}

/**
 * Returns the positions to change so that a list has the given order after one of its items was moved: as few as
 * possible. Items without a position after the moved one stay without.
 */
export function positionsAfterMove<Key>(order: readonly Placed<Key>[], moved: Key): Map<Key, number> {
  const index = order.findIndex(({ key }) => key === moved);
  if (index < 0) return new Map();
  return between(order, index) ?? renumbered(order, index);
}

/** Returns a position between the neighbors' for the moved item alone; null if there is none. */
function between<Key>(order: readonly Placed<Key>[], index: number): Map<Key, number> | null {
  const others = order.filter((_, at) => at !== index);
  const placed = others.filter(({ position }) => position !== null).length;
  const isSorted = others.every(
    ({ position }, at) =>
      (position === null) === at >= placed &&
      (at === 0 || at >= placed || position! > others[at - 1]!.position!),
  );
  if (!isSorted || index > placed) return null;
  const before = others[index - 1]?.position ?? 0;
  const after = others[index]?.position ?? before + 2 * STEP;
  const position = Math.floor((before + after) / 2);
  return position > before && isProfilePosition(position) ? new Map([[order[index]!.key, position]]) : null;
}

/** Returns evenly spaced positions for all items up to the moved one, or to the last one that has a position. */
function renumbered<Key>(order: readonly Placed<Key>[], index: number): Map<Key, number> {
  const last = Math.max(
    index,
    order.findLastIndex(({ position }) => position !== null),
  );
  return new Map(
    order
      .slice(0, last + 1)
      .map(({ key, position }, at) => ({ key, before: position, position: (at + 1) * STEP }))
      .filter(({ before, position }) => before !== position)
      .map(({ key, position }) => [key, position]),
  );
}
