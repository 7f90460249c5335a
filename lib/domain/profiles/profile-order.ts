import type { Connection } from '../identity/connection.ts';
import { type ProfileKey, type ProfileRef, refId, sameRef } from '../identity/keys.ts';
import type { ProfilePreferences } from '../settings/profile-preferences.ts';
import { nameCollator } from '../text/collate.ts';
import { isLevelAtRisk, levelRank } from '../usage/level.ts';
import type { Usage } from '../usage/usage.ts';
import { usageStatus } from '../usage/usage-status.ts';
import { needsToken, type Profile } from './profile.ts';

/** Compares by connection, then by the platform's order. */
export function byConnectionThenPosition(a: Profile, b: Profile): number {
  if (a.connectionKey !== b.connectionKey) return a.connectionKey < b.connectionKey ? -1 : 1;
  return a.position - b.position;
}

/** Returns a comparison by name, as people sort names; equal ones by id. */
export function byName(): (a: Profile, b: Profile) => number {
  const { compare } = nameCollator();
  return (a, b) => compare(a.name, b.name) || (refId(a) < refId(b) ? -1 : 1);
}

interface OrderContext {
  active: ProfileRef | null;
  /** Most recent first. */
  recents: readonly ProfileRef[];
  preferences: ReadonlyMap<ProfileKey, Partial<Pick<ProfilePreferences, 'favourite' | 'position'>>>;
  /** By refId. */
  usage: ReadonlyMap<string, Pick<Usage, 'services' | 'fetchedAt'>>;
  /** Epoch ms. Last month's usage is ignored. */
  now: number;
}

/**
 * Returns profiles in the switcher's order: the active one, favourites, then those that the person moved, in their own
 * order; the others by risk (worst first), then by last use, then by name. Doesn't change its input.
 */
export function orderProfiles(rows: readonly Profile[], context: OrderContext): Profile[] {
  const recency = new Map(context.recents.map((ref, index) => [refId(ref), index]));
  const compareNames = byName();
  return rows
    .map((row) => {
      const id = refId(row);
      const { worst } = usageStatus(context.usage.get(id), context.now);
      const atRisk = worst !== null && isLevelAtRisk(worst.level);
      return {
        row,
        active: sameRef(row, context.active) ? 0 : 1,
        pinned: context.preferences.get(row.profileKey)?.favourite ? 0 : 1,
        position: context.preferences.get(row.profileKey)?.position ?? Number.MAX_SAFE_INTEGER,
        level: atRisk ? levelRank(worst.level) : 0,
        percent: atRisk ? worst.percent : 0,
        recent: recency.get(id) ?? Number.MAX_SAFE_INTEGER,
      };
    })
    .sort(
      (a, b) =>
        a.active - b.active ||
        a.pinned - b.pinned ||
        a.position - b.position ||
        b.level - a.level ||
        b.percent - a.percent ||
        a.recent - b.recent ||
        compareNames(a.row, b.row),
    )
    .map(({ row }) => row);
}

/**
 * Returns every profile once, in the switcher's order. `activeFirst` false: the active one has its own place.
 */
export function orderOnce(
  rows: readonly Profile[],
  connections: readonly Pick<Connection, 'key' | 'state'>[],
  context: OrderContext,
  { activeFirst = true }: { activeFirst?: boolean } = {},
): Profile[] {
  const ordered = orderProfiles(rows, activeFirst ? context : { ...context, active: null });
  return oncePerProfile(ordered, context.active, connections);
}

/**
 * Returns the order of {@link orderProfiles} without usage, for a menu or for shortcuts whose targets must be stable.
 */
export function orderWithoutUsage(
  rows: readonly Profile[],
  context: Omit<OrderContext, 'usage' | 'now'>,
): Profile[] {
  return orderProfiles(rows, { ...context, usage: new Map(), now: 0 });
}

/**
 * Returns one row per profile, in the given order. If several connections see the same profile, the active row is kept
 * (with `active` null: none is), else one that a working connection can read, else the owner's, else the first.
 */
export function oncePerProfile(
  rows: readonly Profile[],
  active: ProfileRef | null,
  connections: readonly Pick<Connection, 'key' | 'state'>[],
): Profile[] {
  const works = new Map(connections.map(({ key, state }) => [key, state === 'ok']));
  const rank = (row: Profile) =>
    (sameRef(row, active) ? 4 : 0) +
    (!needsToken(row) && works.get(row.connectionKey) ? 2 : 0) +
    (row.shared ? 0 : 1);
  const best = new Map<ProfileKey, Profile>();
  for (const row of rows) {
    const other = best.get(row.profileKey);
    if (!other || rank(row) > rank(other)) best.set(row.profileKey, row);
  }
  return rows.filter((row) => best.get(row.profileKey) === row);
}
