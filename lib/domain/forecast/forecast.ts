import type { ServiceUsage, Usage } from '../identity/profile.ts';
import { DAY_MS, HOUR_MS } from '../time.ts';
import { cycleOf } from '../usage/cycle.ts';
import { levelOf } from '../usage/level.ts';
import { isServiceKey } from '../usage/service.ts';
import {
  indexRows,
  type StatisticsIndex,
  type StatisticsRow,
  seriesOf,
  startsAnew,
} from '../usage/statistics.ts';
import { type Crossings, crossings, type Outlook, outlookAt, outlookFrom } from './forecast-outlook.ts';
import { type Stretch, usualUse } from './forecast-rate.ts';

/** Days of history that a forecast looks back on. */
export const FORECAST_DAYS = 56;
/** Storage is looked ahead this far; beyond it a forecast says nothing. */
const STORAGE_AHEAD = 365 * DAY_MS;
/** What is full within so many days is told as high. */
const WEEK = 7;
/** Before this much of a cycle is over, its own pace says nothing. */
const FIRST_PACE = 6 * HOUR_MS;
/** The same for history: a day at least. */
const FIRST_HISTORY_DAYS = 1;

/** When a service is expected to reach its limit. Times are epoch ms; ranges hold in about 8 of 10 cases. */
export interface Forecast extends Crossings {
  service: string;
  used: number;
  limit: number;
  /** Until when it was looked ahead: the reset of a monthly service, a year for the others. */
  until: number;
  /** Use when the cycle ends, were nothing to stop it. */
  atCycleEnd: Outlook;
  /** What it grows by on a usual day. */
  perDay: number;
  /** `history`: from days of statistics; `pace`: only from what the running cycle used so far. */
  basis: 'history' | 'pace';
}

/**
 * The forecast of one service from its use at `at` (epoch ms, when it was read) and its history by day. Null
 * where none can be made: nothing allocated, full already, too little known, or a service we do not know.
 */
export function forecastService(
  service: string,
  { used, limit }: ServiceUsage,
  at: number,
  days: StatisticsIndex,
): Forecast | null {
  if (!isServiceKey(service) || !(limit > 0) || !Number.isFinite(used) || used >= limit) return null;
  const monthly = startsAnew(service);
  const cycle = cycleOf(at);
  const { stretches, basis } = stretchesOf(service, Math.max(0, used), at, days, cycle.start);
  if (stretches.length === 0) return null;
  const use = usualUse(stretches, at, { mayShrink: !monthly, seenFrom: basis });
  const until = monthly ? cycle.end : at + STORAGE_AHEAD;
  const steps = outlookFrom(used, at, Math.max(until, cycle.end), use);
  return {
    service,
    used,
    limit,
    until,
    ...crossings(steps, limit, until),
    atCycleEnd: outlookAt(steps, cycle.end),
    perDay: use.perDay,
    basis,
  };
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
    .flatMap(([service, own]) => forecastService(service, own, at, days) ?? [])
    .sort((a, b) => soonness(a) - soonness(b));
}

/** The first service that is expected to be full within its outlook: a cycle, or `storageDays` for storage. */
export function firstFull(forecasts: readonly Forecast[], storageDays = 31): Forecast | null {
  const sure = forecasts.filter(
    ({ service, fullAt, until }) =>
      fullAt !== null && (startsAnew(service) || fullAt <= until - STORAGE_AHEAD + storageDays * DAY_MS),
  );
  return sure[0] ?? null;
}

/** Days until the first service is full, 0 when one is full already; null: none within its outlook. */
export function daysUntilFull(
  usage: Pick<Usage, 'services' | 'fetchedAt'> | undefined,
  rows: readonly StatisticsRow[],
  now: number,
): number | null {
  if (usage && Object.values(usage.services).some((own) => levelOf(own) === 'blocked')) return 0;
  const first = firstFull(forecastsOf(usage, rows, now));
  return first?.fullAt == null ? null : daysAhead(first.fullAt, now);
}

/** Whole days from `now` until `then`, as a forecast tells them: rounded, and 0 only for today. */
export function daysAhead(then: number, now: number): number {
  return Math.max(0, Math.round((then - now) / DAY_MS));
}

/** How bad a coming end is: full within a week, or later. */
export function urgencyOf(fullAt: number, now: number): 'high' | 'warning' {
  return daysAhead(fullAt, now) <= WEEK ? 'high' : 'warning';
}

function soonness({ fullAt, limit, atCycleEnd }: Forecast): number {
  return fullAt ?? 1e15 - Math.min(1, atCycleEnd.expected / limit);
}

/** What is known to have been used, and when: whole days of history, then what came since the last of them. */
function stretchesOf(
  service: string,
  used: number,
  at: number,
  days: StatisticsIndex,
  cycleStart: number,
): { stretches: Stretch[]; basis: Forecast['basis'] } {
  const monthly = startsAnew(service);
  const stretches: Stretch[] = [];
  let last: { at: number; total: number } | null = monthly ? { at: cycleStart, total: 0 } : null;
  const from = at - FORECAST_DAYS * DAY_MS;
  for (const point of seriesOf(days, service, { periodicity: 'day', from, to: at })) {
    if (point.partial || point.to > at) continue;
    if (point.used !== null) stretches.push({ from: point.from, to: point.to, amount: point.used });
    if (point.total !== null && (!monthly || point.to > cycleStart)) {
      last = { at: point.to, total: point.total };
    }
  }
  const known = stretches.length;
  const since = last && at - last.at >= HOUR_MS ? { from: last.at, to: at, amount: used - last.total } : null;
  // A monthly counter below what it was is a correction of the platform's: nothing to learn from.
  if (since && (since.amount >= 0 || !monthly)) stretches.push(since);
  if (known >= FIRST_HISTORY_DAYS) return { stretches, basis: 'history' };
  return { stretches: monthly && at - cycleStart >= FIRST_PACE ? stretches : [], basis: 'pace' };
}
