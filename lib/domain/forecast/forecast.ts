import { DAY_MS, HOUR_MS } from '../time.ts';
import { cycleOf } from '../usage/cycle.ts';
import { isMonthly, isServiceKey } from '../usage/service.ts';
import { indexRows, type StatisticsIndex, type StatisticsRow, seriesOf } from '../usage/statistics.ts';
import type { ServiceUsage, Usage } from '../usage/usage.ts';
import { type DailyRate, estimateRate, type Interval } from './daily-rate.ts';
import {
  type Crossings,
  chanceOf,
  crossingsOf,
  type Projection,
  projectSteps,
  type Step,
} from './projection.ts';

/** Days of history that a forecast looks back on. */
export const FORECAST_DAYS = 56;
/**
 * From when on a forecast made at `now` reads history (both epoch ms): the start of the month in which its days
 * begin, as counters are cumulative and the first use of a month is only known from its start.
 */
export function forecastHistoryStart(now: number): number {
  return cycleOf(now - FORECAST_DAYS * DAY_MS).start;
}

/** Storage is looked ahead this far; beyond it a forecast says nothing. */
const STORAGE_AHEAD = 365 * DAY_MS;
/** What is expected to be full within so many days is soon: it counts as high, and the overview names it. */
export const SOON_DAYS = 7;
/** Storage that will be full later than this is not yet said to fill. */
const STORAGE_SAID_DAYS = 31;
/** Before this much of a cycle is over, its own pace says nothing. */
const MIN_PACE_MS = 6 * HOUR_MS;
/** Alerts interrupt, so they are surer than the page: on real series 8 of 10 of them come true. */
const ALERT_CHANCE = 0.7;

/** When a service is expected to reach its limit. Times are epoch ms; ranges hold in about 8 of 10 cases. */
export interface Forecast extends Crossings {
  service: string;
  used: number;
  limit: number;
  /** When `used` was read; the projection begins there. */
  at: number;
  /** Until when it was looked ahead: the reset of a monthly service, a year for the others. */
  until: number;
  /** Use when the cycle ends, were nothing to stop it. */
  atCycleEnd: Projection;
  rate: DailyRate;
  /** The chance, 0 to 1, that it is full before `until` (storage: within the days of {@link firstFull}). */
  chance: number;
  /** `history`: from days of statistics; `pace`: only from what the running cycle used so far. */
  basis: 'history' | 'pace';
}

/**
 * Returns the forecast of one service from its use at `at` (epoch ms, when it was read) and its history by day.
 * Null where none can be made: nothing allocated, full already, too little known, or an unknown service.
 */
export function forecastService(
  service: string,
  { used, limit }: ServiceUsage,
  at: number,
  days: StatisticsIndex,
): Forecast | null {
  if (!isServiceKey(service) || !(limit > 0) || !Number.isFinite(used) || used >= limit) return null;
  const monthly = isMonthly(service);
  const cycle = cycleOf(at);
  const { intervals, basis } = intervalsOf(service, Math.max(0, used), at, days, cycle.start);
  if (intervals.length === 0) return null;
  const rate = estimateRate(intervals, at, !monthly);
  const until = monthly ? cycle.end : at + STORAGE_AHEAD;
  const steps = projectSteps(used, at, until, rate);
  const said = monthly ? until - at : STORAGE_SAID_DAYS * DAY_MS;
  return {
    service,
    used,
    limit,
    at,
    until,
    ...crossingsOf(steps, limit, until),
    atCycleEnd: projectSteps(used, at, cycle.end, rate).at(-1)!,
    rate,
    chance: chanceOf(limit - used, said / DAY_MS, rate),
    basis,
  };
}

/** Returns the steps a forecast was made from, to the end of its cycle: what a chart draws. */
export function stepsOf({ used, at, rate }: Forecast): Step[] {
  return projectSteps(used, at, cycleOf(at).end, rate);
}

/** The forecasts of all of a profile's services, the one that is full first at the front. `rows`: by day. */
export function forecastsOf(
  usage: Pick<Usage, 'services' | 'fetchedAt'> | undefined,
  rows: readonly StatisticsRow[],
  now: number,
): Forecast[] {
  const at = usage?.fetchedAt ?? null;
  // Read before the month turned: its counters are last month's.
  if (!usage || at === null || at < cycleOf(now).start) return [];
  const days = indexRows(rows);
  return Object.entries(usage.services)
    .flatMap(([service, serviceUsage]) => forecastService(service, serviceUsage, at, days) ?? [])
    .sort((a, b) => soonness(a) - soonness(b));
}

/** Returns true for a forecast that is said: full before the reset, or for storage within a month. */
export function isSaidFull({ service, fullAt, at }: Forecast): boolean {
  return fullAt !== null && (isMonthly(service) || fullAt <= at + STORAGE_SAID_DAYS * DAY_MS);
}

/** Returns true for a forecast that is sure enough to interrupt somebody with. */
export function isSureFull(forecast: Forecast): boolean {
  return isSaidFull(forecast) && forecast.chance >= ALERT_CHANCE;
}

/** Returns the service that is expected to be full first; null where none is. The list is in order of time. */
export function firstFull(forecasts: readonly Forecast[]): (Forecast & { fullAt: number }) | null {
  const first = forecasts.find(isSaidFull);
  return first?.fullAt == null ? null : { ...first, fullAt: first.fullAt };
}

/** Returns whole days from `now` until `then` (epoch ms), rounded, as everything that shows a forecast counts them. */
export function daysAhead(then: number, now: number): number {
  return Math.max(0, Math.round((then - now) / DAY_MS));
}

/** Returns true for what is expected within days. */
export function isSoon(fullAt: number, now: number): boolean {
  return daysAhead(fullAt, now) <= SOON_DAYS;
}

/** How urgent a coming end is: soon, or later. */
export function urgencyOf(fullAt: number, now: number): 'high' | 'warning' {
  return isSoon(fullAt, now) ? 'high' : 'warning';
}

function soonness({ fullAt, limit, atCycleEnd }: Forecast): number {
  return fullAt ?? 1e15 - Math.min(1, atCycleEnd.expected / limit);
}

/** A counter that was corrected downwards: what the last interval takes back was counted too much in those before. */
function takeBack(intervals: Interval[]): void {
  for (let index = intervals.length - 1; index > 0 && intervals[index]!.amount < 0; index -= 1) {
    intervals[index - 1]!.amount += intervals[index]!.amount;
    intervals[index]!.amount = 0;
  }
  const [first] = intervals;
  if (first && first.amount < 0) first.amount = 0;
}

/** What is known to have been used, and when: whole days of history, then what came since the last of them. */
function intervalsOf(
  service: string,
  used: number,
  at: number,
  days: StatisticsIndex,
  cycleStart: number,
): { intervals: Interval[]; basis: Forecast['basis'] } {
  const monthly = isMonthly(service);
  const intervals: Interval[] = [];
  let last: { at: number; total: number } | null = monthly ? { at: cycleStart, total: 0 } : null;
  const oldest = at - FORECAST_DAYS * DAY_MS;
  const from = forecastHistoryStart(at);
  for (const point of seriesOf(days, service, { periodicity: 'day', from, to: at })) {
    if (point.partial || point.to > at || point.to <= oldest) continue;
    if (point.used !== null) {
      intervals.push({ from: point.from, to: point.to, amount: point.used });
      if (monthly) takeBack(intervals);
    }
    if (point.total !== null && (!monthly || point.to > cycleStart)) {
      last = { at: point.to, total: point.total };
    }
  }
  // A service that the statistics never name (dashboards' output) is not unused: nothing is known by day.
  const named = used === 0 || [...days.values()].some(({ values }) => service in values);
  if (!named) {
    intervals.length = 0;
    last = monthly ? { at: cycleStart, total: 0 } : null;
  }
  const hasHistory = intervals.length > 0;
  const since = last && at - last.at >= HOUR_MS ? { from: last.at, to: at, amount: used - last.total } : null;
  // A monthly counter below what it was is a correction of the platform's: nothing to learn from.
  if (since && (since.amount >= 0 || !monthly)) intervals.push(since);
  if (hasHistory) return { intervals, basis: 'history' };
  return { intervals: monthly && at - cycleStart >= MIN_PACE_MS ? intervals : [], basis: 'pace' };
}
