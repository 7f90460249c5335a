import { own } from '../own.ts';
import { splitByWeight } from './shares.ts';

/** Limits by profile id, then service key; null: the profile's can't be read. */
export type Allocation = Record<string, Record<string, number> | null>;

/** Returns what profiles have of a service, as far as that is known. */
function knownLimits(allocation: Allocation, service: string): number[] {
  return Object.values(allocation).flatMap((limits) => (limits ? (own(limits, service) ?? 0) : []));
}

/** Returns the ids of the profiles whose limits can't be read; sums leave them out. */
export function unreadableProfiles(allocation: Allocation): string[] {
  return Object.keys(allocation).filter((id) => allocation[id] === null);
}

/** One profile's share of a service's pool, which is the account's limit. */
export interface Share {
  profileId: string;
  limit: number;
  /** Current usage; null when it isn't known. */
  used: number | null;
}

/** How a pool is allocated. */
export interface PoolState {
  allocated: number;
  /** Allocated to no profile; 0 when more is allocated than there is. */
  free: number;
  /** How much more is allocated than there is. */
  over: number;
}

/** Returns how much of a pool the limits allocate. */
export function poolState(pool: number, limits: readonly number[]): PoolState {
  const allocated = limits.reduce((sum, limit) => sum + limit, 0);
  return { allocated, free: Math.max(0, pool - allocated), over: Math.max(0, allocated - pool) };
}

/** An account's limit of a service, and how profiles share it. */
interface ServicePool {
  pool: number;
  /** As far as that is known. */
  allocated: number;
  /** Allocated to no profile; null: not known, since a profile's limits can't be read. */
  free: number | null;
}

/** Returns an account's limit of a service, and how profiles share it. */
export function servicePool(
  {
    subscription,
    allocation,
  }: { subscription: { services: Record<string, number> }; allocation: Allocation },
  service: string,
): ServicePool {
  const pool = own(subscription.services, service) ?? 0;
  const { allocated, free } = poolState(pool, knownLimits(allocation, service));
  return { pool, allocated, free: unreadableProfiles(allocation).length > 0 ? null : free };
}

/** Returns equal shares of the pool; the remainder goes to the first profiles. */
export function shareEvenly(pool: number, shares: readonly Share[]): number[] {
  return splitByWeight(
    pool,
    shares.map(() => 1),
  );
}

/** Weight of the average usage that is added to each profile's own when the rest of the pool is distributed. */
const EVEN_SHARE = 0.1;

/**
 * Returns shares by current usage: each profile gets what it uses, and the rest is distributed by usage plus a small
 * equal part, so that an idle profile gets some too. A profile of unknown usage keeps its share. If more is used than
 * the pool has, all of it is distributed in proportion to usage.
 */
export function shareByUsage(pool: number, shares: readonly Share[]): number[] {
  const unknown = shares.reduce((sum, { used, limit }) => sum + (used === null ? limit : 0), 0);
  const known = shares.flatMap(({ used }) => (used === null ? [] : [Math.max(0, used)]));
  const available = Math.max(0, pool - unknown);
  const kept = known.map(Math.ceil);
  const spare = available - kept.reduce((sum, use) => sum + use, 0);
  const average = known.reduce((sum, use) => sum + use, 0) / Math.max(1, known.length);
  const parts =
    spare < 0
      ? splitByWeight(available, known)
      : splitByWeight(
          spare,
          known.map((use) => use + average * EVEN_SHARE),
        ).map((part, index) => part + kept[index]!);
  const next = parts.values();
  return shares.map(({ used, limit }) => (used === null ? limit : (next.next().value ?? 0)));
}

/** Distributes the unallocated rest in proportion to the current limits; equally if all of them are 0. */
export function distributeRest(pool: number, shares: readonly Share[]): number[] {
  const limits = shares.map(({ limit }) => limit);
  const { free } = poolState(pool, limits);
  const parts = splitByWeight(free, limits);
  return limits.map((limit, index) => limit + parts[index]!);
}

/** Returns the highest limit that one profile can have while the others keep theirs. */
export function maxLimitFor(pool: number, limits: readonly number[], index: number): number {
  const limit = limits[index] ?? 0;
  const { free } = poolState(pool, limits);
  return limit + free;
}

/**
 * Returns the wanted limit of one profile, clamped to what the pool has left; with too much allocated it can only
 * shrink.
 */
export function clampToPool(pool: number, limits: readonly number[], index: number, wanted: number): number {
  const whole = Number.isFinite(wanted) ? Math.max(0, Math.round(wanted)) : 0;
  return Math.min(whole, maxLimitFor(pool, limits, index));
}

/** Returns true for a limit that current usage has reached: the service would be blocked right away. */
export function isFull(limit: number, used: number | null): boolean {
  return used !== null && used > 0 && limit <= used;
}

/** Returns the allocation with changes applied. */
export function withChanges(stored: Allocation, changes: Allocation): Allocation {
  const result: Allocation = { ...stored };
  for (const [id, limits] of Object.entries(changes)) result[id] = { ...result[id], ...limits };
  return result;
}

/** A change of one limit. `from`: the limit that the person saw. */
export interface LimitChange {
  profileId: string;
  service: string;
  from: number;
  to: number;
}

/**
 * A change that wasn't made because the limit has changed meanwhile. `current`: the limit now; null: the profile is
 * gone.
 */
export interface LimitConflict extends LimitChange {
  current: number | null;
}

/** Returns the changes whose limit is now neither `from` nor `to`. */
export function conflictsWith(current: Allocation, changes: readonly LimitChange[]): LimitConflict[] {
  return changes.flatMap((change) => {
    const limit = current[change.profileId] ? limitOf(current, change.profileId, change.service) : null;
    return limit === change.from || limit === change.to ? [] : [{ ...change, current: limit }];
  });
}

/** Returns the new limits of a set of changes. */
export function limitsOf(changes: readonly LimitChange[]): Allocation {
  const limits: Allocation = {};
  for (const { profileId, service, to } of changes)
    limits[profileId] = { ...limits[profileId], [service]: to };
  return limits;
}

/**
 * Returns true if an allocation has the new limit; one of 0 may be left out. A profile that is gone or can't be read
 * has none.
 */
export function isMade(current: Allocation, { profileId, service, to }: LimitChange): boolean {
  return Boolean(current[profileId]) && limitOf(current, profileId, service) === to;
}

/** Returns true if an allocation has all the new limits. */
export function areMade(current: Allocation, changes: readonly LimitChange[]): boolean {
  return changes.every((change) => isMade(current, change));
}

/**
 * Returns the changes that undo saved ones. Limits that somebody changed again since, and those of a profile that is
 * gone or can't be read, are left alone and counted in `kept`.
 */
export function planUndo(
  saved: readonly LimitChange[],
  current: Allocation,
): { changes: LimitChange[]; kept: number } {
  const open = saved.filter((change) => !isMade(current, reversed(change)));
  const changes = open.filter((change) => isMade(current, change)).map(reversed);
  return { changes, kept: open.length - changes.length };
}

function reversed({ from, to, ...place }: LimitChange): LimitChange {
  return { ...place, from: to, to: from };
}

/** Returns a profile's limit of a service; 0 also for a profile that is gone or can't be read. */
export function limitOf(allocation: Allocation, profileId: string, service: string): number {
  return own(allocation[profileId] ?? {}, service) ?? 0;
}
