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
  const own = limits[index] ?? 0;
  const { free } = poolState(pool, limits);
  return own + free;
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

/** The limits of `wanted` that are not so in `there`. */
export function changesFrom(there: Allocation, wanted: Allocation): Allocation {
  const changes: Allocation = {};
  for (const [id, limits] of Object.entries(wanted)) {
    for (const [service, limit] of Object.entries(limits)) {
      if ((there[id]?.[service] ?? 0) !== limit) changes[id] = { ...changes[id], [service]: limit };
    }
  }
  return changes;
}

/** How many limits a set of changes holds. */
export function countChanges(changes: Allocation): number {
  return Object.values(changes).reduce((sum, limits) => sum + Object.keys(limits).length, 0);
}

/** What was saved and what was there before: enough to take it back. */
export interface SavedAllocation {
  saved: Allocation;
  before: Allocation;
}

/**
 * What takes a saved change back. A limit that somebody changed again since is left alone (`kept` counts them):
 * undoing one's own change must not undo another's.
 */
export function undoOf(
  { saved, before }: SavedAllocation,
  now: Allocation,
): { changes: Allocation; kept: number } {
  const changes: Allocation = {};
  let kept = 0;
  for (const [id, limits] of Object.entries(saved)) {
    for (const [service, limit] of Object.entries(limits)) {
      const old = before[id]?.[service] ?? 0;
      const present = now[id]?.[service] ?? 0;
      if (present === old) continue;
      if (present === limit) changes[id] = { ...changes[id], [service]: old };
      else kept += 1;
    }
  }
  return { changes, kept };
}
