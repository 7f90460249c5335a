/** How close a service is to its limit; the platform itself warns at 80, 90 and 100 %. */
export type Level = 'ok' | 'warning' | 'high' | 'blocked';

/** Lowest percentage of each level, worst first. */
const LEVEL_FROM: [Level, number][] = [
  ['blocked', 100],
  ['high', 90],
  ['warning', 80],
  ['ok', 0],
];

/** Returns the lowest percentage of a level. */
export function minPercentOf(level: Level): number {
  return LEVEL_FROM.find(([name]) => name === level)![1];
}

/** Returns the level that a whole percentage stands for. */
export function levelOfPercent(percent: number): Level {
  return LEVEL_FROM.find(([, from]) => percent >= from)?.[0] ?? 'ok';
}

/** Returns true for a level that needs attention: near the limit, or blocked. */
export function isLevelAtRisk(level: Level | null): level is Exclude<Level, 'ok'> {
  return level !== null && level !== 'ok';
}

/** Returns a level's rank for sorting: 0 for ok … 3 for blocked; -1 where nothing is allocated. */
export function levelRank(level: Level | null): number {
  return level === null ? -1 : 3 - LEVEL_FROM.findIndex(([name]) => name === level);
}
