import { splitByWeight } from './shares.ts';

/** Limits by profile id, then service key. */
export type Allocation = Record<string, Record<string, number>>;

/** One profile's part of a service's pool. */
export interface Share {
  profileId: string;
  limit: number;
  /** Present use; null while it is not known. */
  used: number | null;
}

/** What a service's shares leave of its pool. */
export interface PoolState {
  allocated: number;
  /** Allocated to no profile; 0 when more is allocated than there is. */
  free: number;
  /** How much more is allocated than there is. */
  over: number;
}

/** How far the shares fill the pool. */
export function poolState(pool: number, limits: readonly number[]): PoolState {
  const allocated = limits.reduce((sum, limit) => sum + limit, 0);
  return { allocated, free: Math.max(0, pool - allocated), over: Math.max(0, allocated - pool) };
}

/** The same for everyone, the odd ones to the first. */
export function shareEvenly(pool: number, shares: readonly Share[]): number[] {
  return splitByWeight(
    pool,
    shares.map(() => 1),
  );
}

/** Beside its use, a profile's part of what is to spare grows with this much of the average use. */
const EVEN_SHARE = 0.1;

/**
 * By present use: everyone keeps what it uses, and what is to spare goes by use too, with a small even part so
 * that a profile that is quiet now is not left without. Where use is not known the share stays as it is. Where
 * more is used than there is, all of it is shared in proportion to use.
 */
export function shareByUse(pool: number, shares: readonly Share[]): number[] {
  const unknown = shares.reduce((sum, { used, limit }) => sum + (used === null ? limit : 0), 0);
  const known = shares.flatMap(({ used }) => (used === null ? [] : [Math.max(0, used)]));
  const there = Math.max(0, pool - unknown);
  const kept = known.map(Math.ceil);
  const spare = there - kept.reduce((sum, use) => sum + use, 0);
  const average = known.reduce((sum, use) => sum + use, 0) / Math.max(1, known.length);
  const parts =
    spare < 0
      ? splitByWeight(there, known)
      : splitByWeight(
          spare,
          known.map((use) => use + average * EVEN_SHARE),
        ).map((part, index) => part + kept[index]!);
  const next = parts.values();
  return shares.map(({ used, limit }) => (used === null ? limit : (next.next().value ?? 0)));
}

/** Shares out what is allocated to none, in proportion to what everyone has; evenly where nobody has any. */
export function giveRest(pool: number, shares: readonly Share[]): number[] {
  const limits = shares.map(({ limit }) => limit);
  const { free } = poolState(pool, limits);
  const parts = splitByWeight(free, limits);
  return limits.map((limit, index) => limit + parts[index]!);
}

/** The most that one profile can have while the others keep theirs; what it has, where there is no room. */
export function maxFor(pool: number, limits: readonly number[], index: number): number {
  const limit = limits[index] ?? 0;
  const { free } = poolState(pool, limits);
  return limit + free;
}

/** The limit asked for one profile, clamped to what the pool leaves; when too much is allocated it can only shrink. */
export function clampToPool(pool: number, limits: readonly number[], index: number, wanted: number): number {
  const whole = Number.isFinite(wanted) ? Math.max(0, Math.round(wanted)) : 0;
  return Math.min(whole, maxFor(pool, limits, index));
}

/** With such a limit the profile's service is full at once. */
export function isBelowUse(limit: number, used: number | null): boolean {
  return used !== null && used > 0 && limit < used;
}

/** The allocation with changes made to it. */
export function withChanges(stored: Allocation, changes: Allocation): Allocation {
  const result: Allocation = { ...stored };
  for (const [id, limits] of Object.entries(changes)) result[id] = { ...result[id], ...limits };
  return result;
}

/** A change of one limit, with the value that it was made from. */
export interface LimitChange {
  profileId: string;
  service: string;
  from: number;
  to: number;
}

/** A change that was not made because the limit is another one now; `present` null: the profile is gone. */
export interface LimitConflict extends LimitChange {
  present: number | null;
}

/** The changes whose limit is neither what it was made from nor, already, what it is changed to. */
export function conflictsWith(present: Allocation, changes: readonly LimitChange[]): LimitConflict[] {
  return changes.flatMap((change) => {
    const limits = present[change.profileId];
    const limit = limits ? (limits[change.service] ?? 0) : null;
    return limit === change.from || limit === change.to ? [] : [{ ...change, present: limit }];
  });
}

/** The limits that a set of changes leads to. */
export function limitsOf(changes: readonly LimitChange[]): Allocation {
  const limits: Allocation = {};
  for (const { profileId, service, to } of changes)
    limits[profileId] = { ...limits[profileId], [service]: to };
  return limits;
}

/** True when every change is to be seen in an allocation. */
export function areMade(present: Allocation, changes: readonly LimitChange[]): boolean {
  return changes.every(({ profileId, service, to }) => present[profileId]?.[service] === to);
}

/**
 * What takes saved changes back. A limit that somebody changed again since is left alone (`kept` counts them):
 * undoing one's change must not undo another's.
 */
export function undoOf(
  saved: readonly LimitChange[],
  present: Allocation,
): { changes: LimitChange[]; kept: number } {
  const open = saved.filter(
    ({ profileId, service, from }) => presentOf(present, profileId, service) !== from,
  );
  const changes = open
    .filter(({ profileId, service, to }) => presentOf(present, profileId, service) === to)
    .map(({ from, to, ...place }) => ({ ...place, from: to, to: from }));
  return { changes, kept: open.length - changes.length };
}

function presentOf(present: Allocation, profileId: string, service: string): number {
  return present[profileId]?.[service] ?? 0;
}
