import { DAY_MS } from '../time.ts';
import { isMonthly, roundToUnit } from '../usage/service.ts';
import { percentOf } from '../usage/service-level.ts';
import type { DailyRate } from './daily-rate.ts';
import type { Crossings, Projection } from './projection.ts';

/** A service expected to be full within this many days counts as high, and the overview shows it. */
export const SOON_DAYS = 7;
/** Storage that will be full later than this isn't reported yet. */
export const STORAGE_REPORT_DAYS = 31;
/** Minimum chance for an alert, which interrupts: on real series, 8 of 10 alerts come true. */
const MIN_ALERT_CHANCE = 0.7;

/** When a service is expected to reach its limit. Times are epoch ms; ranges hold in about 8 of 10 cases. */
export interface Forecast extends Crossings {
  service: string;
  used: number;
  limit: number;
  /** When `used` was read; the projection begins there. */
  at: number;
  /** End of the forecast: the reset of a monthly service, a year ahead for others. */
  until: number;
  /** Usage at the end of the month if there were no limit. */
  atMonthEnd: Projection;
  rate: DailyRate;
  /** The chance, 0 to 1, that it is full before `until` (storage: within {@link STORAGE_REPORT_DAYS}). */
  chance: number;
  /** `history`: from days of statistics; `pace`: only from what the running month used so far. */
  basis: 'history' | 'pace';
}

/** Returns true for a forecast to report: full before the reset, or for storage within a month. */
export function isReportedFull({ service, fullAt, at }: Forecast): boolean {
  return fullAt !== null && (isMonthly(service) || fullAt <= at + STORAGE_REPORT_DAYS * DAY_MS);
}

/** Returns true for a forecast that is certain enough for an alert. */
export function isAlertFull(forecast: Forecast): boolean {
  return isReportedFull(forecast) && forecast.chance >= MIN_ALERT_CHANCE;
}

/** Returns the first of the ordered forecasts that is reported as full; null when there is none. */
export function firstFull(forecasts: readonly Forecast[]): (Forecast & { fullAt: number }) | null {
  const first = forecasts.find(isReportedFull);
  return first?.fullAt == null ? null : { ...first, fullAt: first.fullAt };
}

/** Returns whole days from `now` until `then` (epoch ms), rounded, as everything that shows a forecast counts them. */
export function daysAhead(then: number, now: number): number {
  return Math.max(0, Math.round((then - now) / DAY_MS));
}

/** Returns true if a service is expected to be full within {@link SOON_DAYS}. */
export function isSoon(fullAt: number, now: number): boolean {
  return daysAhead(fullAt, now) <= SOON_DAYS;
}

/** Returns the level that a service counts as because it is expected to be full. */
export function urgencyOf(fullAt: number, now: number): 'high' | 'warning' {
  return isSoon(fullAt, now) ? 'high' : 'warning';
}

/**
 * Returns a forecast amount, as it is counted and shown, in whole percent of the limit, rounded as usage is. What is
 * below the limit is never 100, also where it is shown as the limit.
 */
export function percentOfLimit({ service, limit }: Forecast, amount: number): number {
  const counted = roundToUnit(service, amount);
  return percentOf({ used: counted < limit ? counted : amount, limit }) ?? 0;
}
