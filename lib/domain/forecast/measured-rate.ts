import type { Forecast } from './forecast.ts';

/**
 * Returns usage per day as it was measured. Null for what is hardly used in a month: its rate is an assumption for the
 * forecast.
 */
export function measuredPerDay({ rate }: Forecast): number | null {
  return rate.mayShrink || rate.perDay >= 1 / 30 ? rate.perDay : null;
}
