import type { ServiceUsage, Usage } from '../identity/profile.ts';
import { isServiceKey, SERVICE_KEYS } from './service.ts';

/** How close a service is to its limit; the platform itself warns at 80, 90 and 100 %. */
export type Level = 'ok' | 'warning' | 'high' | 'blocked';

/** Lowest percentage of each level, worst first. */
const LEVEL_FROM: [Level, number][] = [
  ['blocked', 100],
  ['high', 90],
  ['warning', 80],
  ['ok', 0],
];

/** The lowest percentage of a level. */
export function levelFrom(level: Level): number {
  return LEVEL_FROM.find(([name]) => name === level)![1];
}

/** One service of a profile with its standing. `level` and `percent` are null where nothing is allocated. */
export interface RankedService extends ServiceUsage {
  service: string;
  level: Level | null;
  percent: number | null;
}

/** The allocated service that is closest to its limit (or furthest over it). */
export interface WorstService extends ServiceUsage {
  service: string;
  level: Level;
  percent: number;
}

/**
 * Use in whole percent of the limit, rounded down: never 100 before it is full, above 100 when over it.
 * Null where nothing is allocated (a limit of 0).
 */
export function percentOf({ used, limit }: ServiceUsage): number | null {
  if (!(limit > 0) || Number.isNaN(used)) return null;
  if (used <= 0) return 0;
  // The small term takes back what decimals lose: 0.29 × 100 is 28.999….
  const floored = Math.floor((used * 100) / limit + 1e-9);
  return used >= limit ? Math.max(100, floored) : Math.min(99, floored);
}

/** The level of one service; null where nothing is allocated. Agrees with {@link percentOf}. */
export function levelOf(usage: ServiceUsage): Level | null {
  const percent = percentOf(usage);
  return percent === null ? null : levelOfPercent(percent);
}

/** The level that a whole percentage stands for. */
export function levelOfPercent(percent: number): Level {
  return LEVEL_FROM.find(([, from]) => percent >= from)?.[0] ?? 'ok';
}

/** 0 for ok … 3 for blocked; -1 where nothing is allocated. For sorting. */
export function levelRank(level: Level | null): number {
  return level === null ? -1 : 3 - LEVEL_FROM.findIndex(([name]) => name === level);
}

/** All services of a profile, unknown ones too: closest to the limit first, those without allocation last. */
export function servicesWorstFirst(usage: Pick<Usage, 'services'> | undefined): RankedService[] {
  if (!usage) return [];
  return Object.entries(usage.services)
    .map(([service, { used, limit }]) => ({
      service,
      used,
      limit,
      level: levelOf({ used, limit }),
      percent: percentOf({ used, limit }),
    }))
    .sort(
      (a, b) => ratio(b) - ratio(a) || place(a.service) - place(b.service) || compare(a.service, b.service),
    );
}

/** The allocated service in most trouble; null when nothing is allocated or nothing is known. */
export function worstService(usage: Pick<Usage, 'services'> | undefined): WorstService | null {
  const [first] = servicesWorstFirst(usage);
  if (!first || first.level === null || first.percent === null) return null;
  return { ...first, level: first.level, percent: first.percent };
}

type Summary = Pick<Usage, 'services' | 'fetchedAt'>;
const worstByUsage = new WeakMap<Summary, WorstService | null>();

/** {@link worstService} of a stored summary; remembered, as lists ask for it again on every change. */
export function worstOf(usage: Summary | undefined): WorstService | null {
  if (!usage || usage.fetchedAt === null) return null;
  let worst = worstByUsage.get(usage);
  if (worst === undefined) {
    worst = worstService(usage);
    worstByUsage.set(usage, worst);
  }
  return worst;
}

/** The level of {@link worstService}. */
export function worstLevel(usage: Pick<Usage, 'services'> | undefined): Level | null {
  return worstService(usage)?.level ?? null;
}

function ratio({ used, limit, percent }: RankedService): number {
  return percent === null ? -1 : Math.max(0, used) / limit;
}

/** Known services keep the platform's order among equals; unknown ones follow. */
function place(service: string): number {
  return isServiceKey(service) ? SERVICE_KEYS.indexOf(service) : SERVICE_KEYS.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
