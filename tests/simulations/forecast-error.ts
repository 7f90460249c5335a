import { forecastService } from '../../lib/domain/forecast/compute-forecast.ts';
import { isReportedFull } from '../../lib/domain/forecast/forecast.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import { indexRows } from '../../lib/domain/usage/statistics.ts';
import { median } from './median.ts';
import { PATTERNS, type SimulatedUse, simulate } from './months.ts';

const START = Date.UTC(2026, 6, 1);
const MONTH = Date.UTC(2026, 8, 1);
const END = Date.UTC(2026, 9, 1);

/** The error of forecasts of one pattern, over many simulated months whose end is known. */
export interface ForecastError {
  pattern: string;
  /** On which day of the month the forecast was made. */
  asked: number;
  history: boolean;
  /** Median error of the use at the month's end, as a share of the real use. */
  atEnd: number;
  /** Median error of the time at which the limit was reached, in days; null: never reached. */
  fullDays: number | null;
  /** Share of months whose end was within the range. */
  within: number;
  /** Share of months in which "full before the reset", or not, was forecast correctly. */
  right: number;
  /** The same of the simplest guess: the mean of the last 28 days, or without history of the month so far. */
  simplest: Pick<ForecastError, 'atEnd' | 'right'>;
}

/** Returns the errors of forecasts on several days of a month, for every pattern. */
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
    const use = simulate(pattern, START, (END - START) / DAY_MS, seed);
    const at = MONTH + asked * DAY_MS;
    const real = use.usedAt(END - 1);
    // Limits from 0.5 to 1.5 times the month's use.
    const limit = Math.round(real * (0.5 + (seed % 11) / 10));
    const used = use.usedAt(at);
    if (used >= limit) continue;
    const forecast = forecastService('input', { used, limit }, at, indexRows(history ? use.rowsAt(at) : []));
    if (!forecast) continue;
    forecasts += 1;
    atEnd.push(Math.abs(forecast.atMonthEnd.expected - real) / real);
    if (forecast.atMonthEnd.low <= real && real <= forecast.atMonthEnd.high) within += 1;
    const reallyFull = fullAt(use.usedAt, limit);
    if ((reallyFull === null) === !isReportedFull(forecast)) right += 1;
    const guess = used + simplestRate(use, used, asked, history) * ((END - at) / DAY_MS);
    simplestAtEnd.push(Math.abs(guess - real) / real);
    if ((reallyFull === null) === guess < limit) simplestRight += 1;
    if (reallyFull !== null && forecast.fullAt !== null) {
      full.push(Math.abs(forecast.fullAt - reallyFull) / DAY_MS);
    }
  }
  return {
    pattern,
    asked,
    history,
    atEnd: median(atEnd),
    fullDays: full.length > 0 ? median(full) : null,
    within: within / forecasts,
    right: right / forecasts,
    simplest: { atEnd: median(simplestAtEnd), right: simplestRight / forecasts },
  };
}

/** Returns the use a day by the simplest guess. */
function simplestRate({ days }: SimulatedUse, used: number, asked: number, history: boolean): number {
  if (!history) return used / asked;
  const today = Math.floor((MONTH - START) / DAY_MS + asked);
  return days.slice(today - 28, today).reduce((sum, day) => sum + day, 0) / 28;
}

function fullAt(usedAt: (at: number) => number, limit: number): number | null {
  for (let at = MONTH; at < END; at += DAY_MS / 24) if (usedAt(at) >= limit) return at;
  return null;
}
