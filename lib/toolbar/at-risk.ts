import { Memo } from '../async/memo.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import { cycleOf } from '../domain/usage/cycle.ts';
import { levelRank } from '../domain/usage/level.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { usageStatus } from '../domain/usage/usage-status.ts';
import type { StoreChange } from '../store/changes.ts';
import { getUsage, listUsage } from '../store/usage.ts';
import type { AtRisk } from './badge.ts';

type RiskLevel = NonNullable<AtRisk['level']>;

/** Levels of profiles at risk by refId; read once per worker, then updated by change events. */
const levelsByProfile = new Memo(readAll);
/** Start of the month they are for; monthly counters are reset with the next one. */
let month = 0;

/** Returns how many profiles are near or at a limit, and how bad the worst is. One seen by two connections counts once. */
export async function readAtRisk(except: ProfileRef | null = null): Promise<AtRisk> {
  const levels = await currentLevels();
  const byProfile = new Map<string, RiskLevel>();
  for (const [id, level] of levels) {
    const profileKey = id.slice(id.indexOf('|') + 1);
    if (profileKey !== except?.profileKey) byProfile.set(profileKey, level);
  }
  const worst = [...byProfile.values()].sort((a, b) => levelRank(b) - levelRank(a))[0];
  return { count: byProfile.size, level: worst ?? null };
}

/** Applies a change of the `usage` store, reading only the changed rows. */
export async function recordUsageChange({ keys }: StoreChange): Promise<void> {
  const levels = await currentLevels();
  await Promise.all(
    (keys as [ConnectionKey, ProfileKey][]).map(async ([connectionKey, profileKey]) => {
      const ref = { connectionKey, profileKey };
      setLevel(levels, ref, await getUsage(ref));
    }),
  );
}

function currentLevels(): Promise<Map<string, RiskLevel>> {
  const { start } = cycleOf(Date.now());
  if (month !== start) levelsByProfile.take();
  month = start;
  return levelsByProfile.get();
}

async function readAll(): Promise<Map<string, RiskLevel>> {
  const levels = new Map<string, RiskLevel>();
  for (const row of await listUsage()) setLevel(levels, row, row);
  return levels;
}

function setLevel(levels: Map<string, RiskLevel>, ref: ProfileRef, usage: Usage | undefined): void {
  const level = usageStatus(usage, Date.now()).worst?.level ?? null;
  if (level === null || level === 'ok') levels.delete(refId(ref));
  else levels.set(refId(ref), level);
}
