import { forecastHistoryStart, forecastService } from '../../lib/domain/forecast/compute-forecast.ts';
import { isAlertFull, isReportedFull } from '../../lib/domain/forecast/forecast.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import { monthOf } from '../../lib/domain/usage/month.ts';
import { indexRows, type StatisticsIndex } from '../../lib/domain/usage/statistics.ts';
import { median } from './median.ts';
import type { RealSeries } from './real-series.ts';

/** Limits as multiples of the month's real use. */
const LIMITS = [0.7, 0.8, 0.9, 1.1, 1.25, 1.5, 1.75, 2];
/** Chances from which "full before the reset" could be stated. */
const POINTS = [0.35, 0.4, 0.45, 0.5, 0.55];
const LOOK_BACK = 56;

/** A day of a month on which forecasts are made from what was known then. */
interface Origin {
  at: number;
  used: number;
  /** The use of the whole month. */
  total: number;
  /** Days of the month that are over, and days that remain. */
  over: number;
  ahead: number;
  /** Use of the days before, the last one last. */
  before: number[];
  index: StatisticsIndex;
}

export const OPPONENTS = ['straight line', 'mean of 28 days', 'smoothing, 14 days', 'shipped'] as const;
export type Opponent = (typeof OPPONENTS)[number];

/** The quality of forecasts; shares from 0 to 1. */
export interface Score {
  /** Statements "full before the reset" or "not" that came true. */
  right: number;
  /** Share of months that were not full but stated to be. */
  falseAlarms: number;
  /** Share of months that were full but not stated to be. */
  missed: number;
  /** Median error of the month's end, as a share of it. */
  monthEnd: number;
  /** Share of ends within the range; only of the shipped forecast. */
  within: number | null;
  /** Mean squared error of the stated chance; only of the shipped forecast. */
  brier: number | null;
  /** Share of statements "full before the reset" that came true; only of the shipped forecast. */
  saidRight: number | null;
  /** Share of alerts that came true; only of the shipped forecast. */
  alertsRight: number | null;
  statements: number;
  /** The quality if "full" were stated from another chance on, by that chance. */
  points: Map<number, Pick<Score, 'right' | 'falseAlarms' | 'missed'>>;
}

/** Rolling origin: on days 3 to 21 of each month, every opponent forecasts from the days before. */
export function scoresOf(
  series: readonly RealSeries[],
  {
    every = 3,
    months = 1,
    sized = () => true,
  }: { every?: number; months?: number; sized?: (total: number) => boolean } = {},
): Record<Opponent, Score> {
  const tallies = Object.fromEntries(OPPONENTS.map((name) => [name, newTally()])) as Record<Opponent, Tally>;
  for (const one of series) {
    for (const origin of originsOf(one, every, months)) {
      if (!sized(origin.total)) continue;
      count(tallies, origin);
    }
  }
  return Object.fromEntries(OPPONENTS.map((name) => [name, scoreOf(tallies[name])])) as Record<
    Opponent,
    Score
  >;
}

function count(tallies: Record<Opponent, Tally>, origin: Origin): void {
  const { used, total, at, index } = origin;
  for (const name of OPPONENTS) {
    if (name !== 'shipped') tallies[name].errors.push(Math.abs(endBy(name, origin) - total) / total);
  }
  const free = forecastService('input', { used, limit: Number.MAX_SAFE_INTEGER }, at, index);
  if (!free) throw new Error('no forecast was made');
  tallies.shipped.errors.push(Math.abs(free.atMonthEnd.expected - total) / total);
  const { low, high } = free.atMonthEnd;
  tallies.shipped.within.push(Math.floor(low) <= total && total <= Math.ceil(high));
  for (const factor of LIMITS) {
    const limit = Math.max(1, Math.round(total * factor));
    if (used >= limit) continue;
    const full = total >= limit;
    for (const name of OPPONENTS) {
      if (name !== 'shipped') note(tallies[name], endBy(name, origin) >= limit, full);
    }
    const forecast = forecastService('input', { used, limit }, at, index)!;
    note(tallies.shipped, isReportedFull(forecast), full);
    for (const point of POINTS) note(tallies.shipped.points.get(point)!, forecast.chance >= point, full);
    tallies.shipped.squares.push((forecast.chance - Number(full)) ** 2);
    if (isAlertFull(forecast)) tallies.shipped.alerts.push(full);
  }
}

/** Returns the use at the month's end by a simple rule. */
function endBy(name: Exclude<Opponent, 'shipped'>, { used, over, ahead, before }: Origin): number {
  if (name === 'straight line') return used + (used / over) * ahead;
  const days = name === 'mean of 28 days' ? before.slice(-28) : before;
  const weight = (index: number) =>
    name === 'mean of 28 days' ? 1 : 0.5 ** ((days.length - 1 - index) / 14);
  const weights = days.reduce((sum, _, index) => sum + weight(index), 0);
  return used + (days.reduce((sum, day, index) => sum + weight(index) * day, 0) / weights) * ahead;
}

function* originsOf({ start, days }: RealSeries, every: number, months: number): Generator<Origin> {
  let number = 0;
  for (let month = monthOf(start); ; month = monthOf(month.end)) {
    const [first, end] = [(month.start - start) / DAY_MS, (month.end - start) / DAY_MS];
    if (end > days.length) return;
    const total = sum(days.slice(first, end));
    if (first < LOOK_BACK || total < 3) continue;
    number += 1;
    if (number % months !== 0) continue;
    for (let over = 3; over <= 21; over += every) {
      const today = first + over;
      const at = start + today * DAY_MS;
      yield {
        at,
        used: sum(days.slice(first, today)),
        total,
        over,
        ahead: end - today,
        before: days.slice(today - LOOK_BACK, today),
        index: indexRows(
          rowsOf(start, days, Math.max(0, (forecastHistoryStart(at) - start) / DAY_MS), today, at),
        ),
      };
    }
  }
}

/** Returns statistics as the store has them: counters that are cumulative within their month. */
function rowsOf(start: number, days: readonly number[], from: number, to: number, at: number) {
  let total = 0;
  return Array.from({ length: to - from }, (_, offset) => {
    const day = from + offset;
    const time = start + day * DAY_MS;
    if (new Date(time).getUTCDate() === 1) total = 0;
    total += days[day]!;
    return {
      time: new Date(time).toISOString(),
      values: (days[day]! > 0 ? { input: total } : {}) as Record<string, number>,
      fetchedAt: at,
    };
  });
}

interface Statements {
  full: { said: number; all: number };
  free: { said: number; all: number };
}

interface Tally extends Statements {
  points: Map<number, Statements>;
  errors: number[];
  within: boolean[];
  squares: number[];
  alerts: boolean[];
}

function noStatements(): Statements {
  return { full: { said: 0, all: 0 }, free: { said: 0, all: 0 } };
}

function newTally(): Tally {
  return {
    errors: [],
    within: [],
    squares: [],
    alerts: [],
    points: new Map(POINTS.map((point) => [point, noStatements()])),
    ...noStatements(),
  };
}

function note(tally: Statements, said: boolean, full: boolean): void {
  const side = full ? tally.full : tally.free;
  side.all += 1;
  if (said) side.said += 1;
}

function rightOf({ full, free }: Statements): Pick<Score, 'right' | 'falseAlarms' | 'missed'> {
  return {
    right: (full.said + free.all - free.said) / (full.all + free.all),
    falseAlarms: free.said / free.all,
    missed: 1 - full.said / full.all,
  };
}

function scoreOf(tally: Tally): Score {
  const { errors, within, squares, alerts, full, free, points } = tally;
  return {
    ...rightOf(tally),
    monthEnd: median(errors),
    within: shareOf(within),
    brier: squares.length > 0 ? sum(squares) / squares.length : null,
    saidRight: full.said + free.said > 0 ? full.said / (full.said + free.said) : null,
    alertsRight: shareOf(alerts),
    statements: full.all + free.all,
    points: new Map([...points].map(([point, one]) => [point, rightOf(one)])),
  };
}

function shareOf(flags: readonly boolean[]): number | null {
  return flags.length > 0 ? flags.filter(Boolean).length / flags.length : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
