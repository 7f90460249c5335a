import { Memo } from '../async/memo.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import { isFromFuture } from '../domain/time.ts';
import { isLevelAtRisk, type Level, levelRank } from '../domain/usage/level.ts';
import { monthOf } from '../domain/usage/month.ts';
import { newestPerProfile } from '../domain/usage/newest-usage.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { staleFrom, usageStatus } from '../domain/usage/usage-status.ts';
import type { StoreChange } from '../store/changes.ts';
import { getUsage, listUsage } from '../store/usage.ts';
import type { AtRisk } from './badge.ts';

/** A profile's level through one connection, and when it was read. */
interface StoredLevel extends Pick<Usage, 'profileKey' | 'fetchedAt'> {
  level: Level | null;
}

/** By refId; read once per worker, then updated by change events. */
const storedLevels = new Memo(readAll);
/** Start of the month they are for; monthly counters are reset with the next one. */
let month = 0;

/**
 * Returns how many profiles are near or at a limit, and how bad the worst is. One seen by two connections counts once,
 * as it was read last: a connection that can't be read keeps what is no longer true. `refreshMinutes`: their refresh
 * interval.
 */
export async function readAtRisk(refreshMinutes: number, except: ProfileRef | null = null): Promise<AtRisk> {
  const levels = await currentLevels();
  const now = Date.now();
  const newest = newestPerProfile(levels.values(), now);
  const counted = newest.flatMap(({ profileKey, level, fetchedAt }) =>
    isLevelAtRisk(level) && fetchedAt !== null && profileKey !== except?.profileKey
      ? // A clock that was ahead doesn't keep them fresh until then.
        { level, staleAt: isFromFuture(fetchedAt, now) ? now : staleFrom(fetchedAt, refreshMinutes) }
      : [],
  );
  const [worst] = counted.toSorted((a, b) => levelRank(b.level) - levelRank(a.level));
  const [oldest] = counted.toSorted((a, b) => a.staleAt - b.staleAt);
  return { count: counted.length, level: worst?.level ?? null, staleAt: oldest?.staleAt ?? null };
}

/** Applies a change of the `usage` store, reading only the changed rows. */
export async function recordUsageChange({ keys }: StoreChange): Promise<void> {
  const levels = await currentLevels();
  await Promise.all(
    (keys as [ConnectionKey, ProfileKey][]).map(async ([connectionKey, profileKey]) => {
      const ref = { connectionKey, profileKey };
      updateLevel(levels, ref, await getUsage(ref));
    }),
  );
}

/** Forgets the levels, so that they are read again: rows that go with a lost database are in no change event. */
export function forgetLevels(): void {
  storedLevels.take();
}

function currentLevels(): Promise<Map<string, StoredLevel>> {
  const { start } = monthOf(Date.now());
  if (month !== start) forgetLevels();
  month = start;
  return storedLevels.get();
}

async function readAll(): Promise<Map<string, StoredLevel>> {
  const levels = new Map<string, StoredLevel>();
  for (const row of await listUsage()) updateLevel(levels, row, row);
  return levels;
}

function updateLevel(levels: Map<string, StoredLevel>, ref: ProfileRef, usage: Usage | undefined): void {
  const { worst } = usageStatus(usage, Date.now());
  if (!usage) levels.delete(refId(ref));
  else
    levels.set(refId(ref), {
      profileKey: ref.profileKey,
      fetchedAt: usage.fetchedAt,
      level: worst?.level ?? null,
    });
}
