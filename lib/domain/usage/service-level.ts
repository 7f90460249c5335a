/**
 * The percentage and the level of one use against one limit. What a profile shows is read through
 * usage-status.ts, which alone knows whose numbers are of this month; the dependency rules keep it so.
 */

import { type Level, levelOfPercent } from './level.ts';
import type { ServiceUsage } from './usage.ts';

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

/** Returns the level of one service; null where nothing is allocated. Agrees with {@link percentOf}. */
export function levelOf(usage: ServiceUsage): Level | null {
  const percent = percentOf(usage);
  return percent === null ? null : levelOfPercent(percent);
}
