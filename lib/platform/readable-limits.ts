import { isLimit } from '../domain/usage/amount.ts';
import { SERVICE_KEYS } from '../domain/usage/service.ts';
import { numbersIn } from './parse.ts';

/**
 * Returns a profile's limits by service key; null when one of them can't be read: taken for 0, it would be lowered by
 * adding to it; a negative one would be units that others may get. A service that is missing has none.
 */
export function readableLimits(row: Record<string, unknown>): Record<string, number> | null {
  const limits = numbersIn(row, isLimit);
  return SERVICE_KEYS.every((key) => (row[key] ?? null) === null || key in limits) ? limits : null;
}
