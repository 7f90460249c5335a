import { forecastService } from '../../lib/domain/forecast/forecast.ts';
import { indexRows } from '../../lib/domain/usage/statistics.ts';
import { PATTERNS, type SimulatedUse, simulate } from './months.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 6, 1);
const MONTH = Date.UTC(2026, 8, 1);
const END = Date.UTC(2026, 9, 1);

/** How far forecasts of one kind were off, over many simulated months whose end is known. */
export interface ForecastError {
  pattern: string;
  /** Days of the month that were over when it was asked. */
  asked: number;
  history: boolean;
  /** Median error of the use at the month's end, as a share of what it really was. */
  atEnd: number;
  /** Median error of the day on which the limit was reached, in days; null: never by either. */
  fullDays: number | null;
  /** Share of months whose end lay within the range. */
  within: number;
  /** Share of months in which "full before the reset" was forecast rightly, either way. */
  right: number;
  /** The same two of the simplest guess: the mean of the last 28 days, or without history the pace of the month. */
  simplest: Pick<ForecastError, 'atEnd' | 'right'>;
}

/** Forecasts at several days of a month, for every pattern, against what really came. */
export function forecastErrors(seeds: number): ForecastError[] {
  const errors: ForecastError[] = [];
  for (const pattern of Object.keys(PATTERNS) as (keyof typeof PATTERNS)[]) {
    for (const asked of [0.5, 2, 7, 14, 21]) {
      for (const history of [true, false]) errors.push(errorOf(pattern, asked, history, seeds));
    }
  }
  return errors;
}

function errorOf(
  pattern: keyof typeof PATTERNS,
  asked: number,
  history: boolean,
  seeds: number,
): ForecastError {
  const atEnd: number[] = [];
  const simplestAtEnd: number[] = [];
  let simplestRight = 0;
  const full: number[] = [];
  let within = 0;
  let right = 0;
  let forecasts = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const use = simulate(pattern, START, (END - START) / DAY, seed);
    const at = MONTH + asked * DAY;
    const real = use.usedAt(END - 1);
    // Limits from half to one and a half times what the month comes to.
    const limit = Math.round(real * (0.5 + (seed % 11) / 10));
    const used = use.usedAt(at);
    if (used >= limit) continue;
    const forecast = forecastService('input', { used, limit }, at, indexRows(history ? use.rowsAt(at) : []));
    if (!forecast) continue;
    forecasts += 1;
    atEnd.push(Math.abs(forecast.atCycleEnd.expected - real) / real);
    if (forecast.atCycleEnd.low <= real && real <= forecast.atCycleEnd.high) within += 1;
    const reallyFull = fullAt(use.usedAt, limit);
    if ((reallyFull === null) === (forecast.fullAt === null)) right += 1;
    const guess = used + simplestRate(use, used, asked, history) * ((END - at) / DAY);
    simplestAtEnd.push(Math.abs(guess - real) / real);
    if ((reallyFull === null) === guess < limit) simplestRight += 1;
    if (reallyFull !== null && forecast.fullAt !== null) {
      full.push(Math.abs(forecast.fullAt - reallyFull) / DAY);
    }
  }
  return {
    pattern,
    asked,
    history,
    atEnd: medianOf(atEnd) ?? Number.NaN,
    fullDays: medianOf(full),
    within: within / forecasts,
    right: right / forecasts,
    simplest: { atEnd: medianOf(simplestAtEnd) ?? Number.NaN, right: simplestRight / forecasts },
  };
}

/** Use a day by the simplest guess. */
function simplestRate({ days }: SimulatedUse, used: number, asked: number, history: boolean): number {
  if (!history) return used / asked;
  const today = Math.floor((MONTH - START) / DAY + asked);
  return days.slice(today - 28, today).reduce((sum, day) => sum + day, 0) / 28;
}

function fullAt(usedAt: (at: number) => number, limit: number): number | null {
  for (let at = MONTH; at < END; at += DAY / 24) if (usedAt(at) >= limit) return at;
  return null;
}

function medianOf(values: number[]): number | null {
  if (values.length === 0) return null;
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
