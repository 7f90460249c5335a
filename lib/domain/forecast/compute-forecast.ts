import { DAY_MS, HOUR_MS, hasElapsed } from '../time.ts';
import { monthOf } from '../usage/month.ts';
import { periodEnd } from '../usage/periods.ts';
import { isMonthly, isServiceKey } from '../usage/service.ts';
import {
  hasService,
  indexRows,
  type StatisticsIndex,
  type StatisticsRow,
  seriesOf,
} from '../usage/statistics.ts';
import type { ServiceUsage, Usage } from '../usage/usage.ts';
import { estimateRate, type Interval } from './daily-rate.ts';
import { type Forecast, STORAGE_REPORT_DAYS } from './forecast.ts';
import { chanceOf, crossingsOf, projectSteps, type Step } from './projection.ts';

/** Days of history that a forecast is based on. */
export const FORECAST_DAYS = 56;
/**
 * Returns the start of the history that a forecast made at `now` reads (both epoch ms): the start of a month, since
 * counters are cumulative and a day's usage can only be computed from the month's start.
 */
export function forecastHistoryStart(now: number): number {
  return monthOf(now - FORECAST_DAYS * DAY_MS).start;
}

/**
 * Returns the days that a view reads for its forecasts (epoch ms): from {@link forecastHistoryStart} to the end of the
 * UTC day, so that the request doesn't change within a day.
 */
export function forecastHistoryOfDay(now: number): { from: number; to: number } {
  return { from: forecastHistoryStart(now), to: periodEnd('day', now) };
}

/** How far ahead storage is forecast. */
const STORAGE_HORIZON_MS = 365 * DAY_MS;
/** Minimum elapsed time of a month for its pace to be meaningful. */
const MIN_PACE_MS = 6 * HOUR_MS;
/**
 * Returns the forecast of one service from its usage at `at` (epoch ms, when it was read) and its history by day.
 * Null if nothing is allocated, it is already full, there is too little history, or the service is unknown.
 * `createdAt`: when the profile was made (epoch ms); null: not known. Days before it don't count as days without use.
 */
export function forecastService(
  service: string,
  { used, limit }: ServiceUsage,
  at: number,
  days: StatisticsIndex,
  createdAt: number | null = null,
): Forecast | null {
  if (!isServiceKey(service) || !(limit > 0) || !Number.isFinite(used) || used >= limit) return null;
  const monthly = isMonthly(service);
  const month = monthOf(at);
  const { intervals, basis } = intervalsOf(service, Math.max(0, used), at, days, createdAt ?? 0);
  if (intervals.length === 0) return null;
  const rate = estimateRate(intervals, at, !monthly);
  const until = monthly ? month.end : at + STORAGE_HORIZON_MS;
  const steps = projectSteps(used, at, until, rate);
  const reportMs = monthly ? until - at : STORAGE_REPORT_DAYS * DAY_MS;
  return {
    service,
    used,
    limit,
    at,
    until,
    ...crossingsOf(steps, limit, until),
    atMonthEnd: projectSteps(used, at, month.end, rate).at(-1)!,
    rate,
    chance: chanceOf(limit - used, reportMs / DAY_MS, rate),
    basis,
  };
}

/** Returns the steps of a forecast to the end of its month, for a chart. */
export function stepsOf({ used, at, rate }: Forecast): Step[] {
  return projectSteps(used, at, monthOf(at).end, rate);
}

/**
 * Returns the forecasts of a profile's services, the first to be full first. `rows`: statistics by day; `createdAt`:
 * see {@link forecastService}. One whose day has passed since usage was read is no forecast anymore.
 */
export function forecastsOf(
  usage: Pick<Usage, 'services' | 'fetchedAt'> | undefined,
  rows: readonly StatisticsRow[],
  now: number,
  createdAt: number | null,
): Forecast[] {
  const at = usage?.fetchedAt ?? null;
  // Read before the current month began: the counters are last month's.
  if (!usage || at === null || at < monthOf(now).start) return [];
  const days = indexRows(rows);
  return Object.entries(usage.services)
    .flatMap(([service, serviceUsage]) => forecastService(service, serviceUsage, at, days, createdAt) ?? [])
    .filter(({ fullAt }) => fullAt === null || !hasElapsed(DAY_MS, fullAt, now))
    .sort((a, b) => soonness(a) - soonness(b));
}

function soonness({ fullAt, limit, atMonthEnd }: Forecast): number {
  return fullAt ?? 1e15 - Math.min(1, atMonthEnd.expected / limit);
}

/** Handles a counter that was corrected downwards: takes what the last interval is below 0 from those before. */
function applyCorrection(intervals: Interval[]): void {
  for (let index = intervals.length - 1; index > 0 && intervals[index]!.amount < 0; index -= 1) {
    intervals[index - 1]!.amount += intervals[index]!.amount;
    intervals[index]!.amount = 0;
  }
  const [first] = intervals;
  if (first && first.amount < 0) first.amount = 0;
}

/** Returns known usage since a profile was made: whole days of history, then the time since the last one. */
function intervalsOf(
  service: string,
  used: number,
  at: number,
  days: StatisticsIndex,
  createdAt: number,
): { intervals: Interval[]; basis: Forecast['basis'] } {
  const monthly = isMonthly(service);
  const intervals: Interval[] = [];
  const monthStart = monthOf(at).start;
  const start = Math.max(monthStart, createdAt);
  let last: { at: number; total: number } | null = monthly ? { at: start, total: 0 } : null;
  const oldest = Math.max(at - FORECAST_DAYS * DAY_MS, createdAt);
  const from = forecastHistoryStart(at);
  for (const point of seriesOf(days, service, { periodicity: 'day', from, to: at })) {
    if (point.partial || point.to > at || point.to <= oldest) continue;
    if (point.used !== null) {
      intervals.push({ from: Math.max(point.from, createdAt), to: point.to, amount: point.used });
      if (monthly) applyCorrection(intervals);
    }
    if (point.total !== null && (!monthly || point.to > monthStart)) {
      last = { at: point.to, total: point.total };
    }
  }
  // If no row contains a service that was used, its usage by day is unknown, not 0.
  if (used > 0 && !hasService(days, service)) {
    intervals.length = 0;
    last = monthly ? { at: start, total: 0 } : null;
  }
  const hasHistory = intervals.length > 0;
  const since = last && at - last.at >= HOUR_MS ? { from: last.at, to: at, amount: used - last.total } : null;
  // A lower monthly counter is a correction by the platform.
  if (since && (since.amount >= 0 || !monthly)) intervals.push(since);
  const known = intervals.reduce((sum, { from, to }) => sum + to - from, 0);
  // Minutes say nothing of days: a profile may have been made just before midnight.
  if (monthly && known < MIN_PACE_MS) return { intervals: [], basis: 'pace' };
  if (hasHistory) return { intervals, basis: 'history' };
  return { intervals: monthly && at - start >= MIN_PACE_MS ? intervals : [], basis: 'pace' };
}
