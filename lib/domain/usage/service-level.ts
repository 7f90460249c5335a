/*
 * Percentage and level of usage against a limit. Use usage-status.ts for a profile's usage: only it knows whether
 * monthly counters are of this month. The dependency rules enforce that.
 */

import { type Level, levelOfPercent } from './level.ts';
import type { ServiceUsage } from './usage.ts';

/**
 * Returns usage in whole percent of the limit, rounded down, so 100 means full; above 100 when over the limit. Null
 * when nothing is allocated (a limit of 0).
 */
export function percentOf({ used, limit }: ServiceUsage): number | null {
  if (!(limit > 0) || Number.isNaN(used)) return null;
  if (used <= 0) return 0;
  // The small term compensates for floating point: 0.29 × 100 is 28.999….
  const floored = Math.floor((used * 100) / limit + 1e-9);
  return used >= limit ? Math.max(100, floored) : Math.min(99, floored);
}

/** Returns the level of one service; null where nothing is allocated. Agrees with {@link percentOf}. */
export function levelOf(usage: ServiceUsage): Level | null {
  const percent = percentOf(usage);
  return percent === null ? null : levelOfPercent(percent);
}
