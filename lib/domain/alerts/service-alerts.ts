import { monthName } from '../usage/month.ts';
import { isMonthly } from '../usage/service.ts';
import { percentOf } from '../usage/service-level.ts';
import type { ServiceUsage } from '../usage/usage.ts';

/** The alerts already sent about one service, with their limit and month. */
export interface ServiceAlertState {
  /** The highest threshold (percent) that it has reached and that needs no further alert. */
  reached: number | null;
  /** True if it was full and has not fallen clearly below its limit since. */
  full: boolean;
  /** The limit when usage was read; null: not known. */
  limit: number | null;
  /** The month it is about. */
  cycle: string;
  /** The month in which a forecast alert was sent for this limit; null: none was. */
  forecast: string | null;
  /** The month in which a proposal to raise this limit was sent; null: none was. */
  proposal: string | null;
}

/** A threshold can be crossed again after usage fell this many percentage points below it, or to less than half. */
const HYSTERESIS_POINTS = 5;

/** In place of a month, for services that aren't reset monthly. */
const NO_MONTH = 'none';

/** Returns the month of a service at a time (epoch ms). */
export function monthOfService(service: string, at: number): string {
  return isMonthly(service) ? monthName(at) : NO_MONTH;
}

/** A service's state after its usage was read, and what happened. */
export interface ServiceEvaluation {
  state: ServiceAlertState;
  /** The threshold that it crossed. */
  crossed: number | null;
  /** The threshold that it still counted as having reached before. */
  before: number | null;
  /** It was full, and is usable again. */
  reopened: boolean;
}

/** Returns a service's state after its usage was read, and what happened. */
export function evaluateService(
  known: ServiceAlertState | undefined,
  usage: ServiceUsage,
  month: string,
  thresholds: readonly number[],
): ServiceEvaluation {
  const percent = percentOf(usage);
  const isNewMonth = known !== undefined && known.cycle !== month;
  const isNewLimit = known !== undefined && known.limit !== null && known.limit !== usage.limit;
  const reached = known && !isNewMonth ? stillReached(known.reached, percent, thresholds, isNewLimit) : null;
  const highest = percent === null ? null : highestAtMost(thresholds, percent);
  const crossed = highest !== null && highest > (reached ?? 0) ? highest : null;

  const wasFull = known?.full ?? false;
  const isBelow =
    percent === null || percent < 100 - HYSTERESIS_POINTS || (percent < 100 && (isNewMonth || isNewLimit));
  const full = percent !== null && percent >= 100 ? true : wasFull && !isBelow;
  const given = known && !isNewLimit ? known : { forecast: null, proposal: null };
  return {
    state: {
      reached: crossed ?? reached,
      full,
      limit: usage.limit,
      cycle: month,
      forecast: given.forecast,
      proposal: given.proposal,
    },
    crossed,
    before: reached,
    reopened: wasFull && !full && percent !== null,
  };
}

/** Returns the threshold that a service still counts as having reached, with hysteresis unless the limit is new. */
function stillReached(
  reached: number | null,
  percent: number | null,
  thresholds: readonly number[],
  isNewLimit: boolean,
): number | null {
  if (reached === null || percent === null) return null;
  const held = [reached, ...thresholds].filter(
    (threshold) => percent >= threshold - (isNewLimit ? 0 : slackOf(threshold)),
  );
  return highestAtMost(held, reached);
}

/** Usage can always fall below a threshold, also below one of a few percent. */
function slackOf(threshold: number): number {
  return Math.min(HYSTERESIS_POINTS, threshold / 2);
}

function highestAtMost(thresholds: readonly number[], percent: number): number | null {
  return thresholds.reduce<number | null>(
    (highest, threshold) => (threshold <= percent && threshold > (highest ?? 0) ? threshold : highest),
    null,
  );
}
