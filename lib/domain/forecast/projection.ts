import { DAY_MS } from '../time.ts';
import type { DailyRate } from './daily-rate.ts';

/** Standard deviations to either end of a range that contains 8 of 10 outcomes. */
const RANGE_Z = 1.2816;
/** Assumed drift of the rate per day, relative to it. */
const RATE_DRIFT = 0.06;

/** Usage at a moment: the expected value, and the range that contains it in about 8 of 10 cases. */
export interface Projection {
  low: number;
  expected: number;
  high: number;
}

/** When a limit is reached, epoch ms; null: not within the forecast. `earliest` ≤ `fullAt` ≤ `latest`. */
export interface Crossings {
  earliest: number | null;
  fullAt: number | null;
  latest: number | null;
}

export interface Step extends Projection {
  /** Epoch ms. */
  at: number;
}

/** Returns the projection at `at`, at every following UTC midnight and at `until`. */
export function projectSteps(used: number, at: number, until: number, rate: DailyRate): Step[] {
  const steps: Step[] = [{ at, low: used, expected: used, high: used }];
  for (let time = at; time < until; ) {
    time = Math.min(Math.floor(time / DAY_MS + 1) * DAY_MS, until);
    steps.push({ at: time, ...projectAfter(used, (time - at) / DAY_MS, rate) });
  }
  return steps;
}

/** Returns usage after a number of days. */
function projectAfter(used: number, days: number, rate: DailyRate): Projection {
  // Storage can shrink to 0; a monthly counter can't shrink.
  const floor = rate.mayShrink ? 0 : used;
  const expected = Math.max(0, used + rate.perDay * days);
  const end = (z: number) => used + quantile(rate, days, z);
  return {
    low: Math.min(expected, Math.max(floor, end(-RANGE_Z))),
    expected,
    high: Math.max(expected, end(RANGE_Z)),
  };
}

/** Returns the chance, 0 to 1, that `room` or more is used within a number of days. */
export function chanceOf(room: number, days: number, rate: DailyRate): number {
  const { middle, deviation, shape } = sumOf(rate, days);
  if (rate.mayShrink) return normalTail((room - middle) / deviation);
  // Continuity correction of half a unit, since counts are whole; of minutes it matters only for a limit of a few.
  const share = Math.max(0.02, room - 0.5) / middle;
  return normalTail((Math.cbrt(share) - (1 - 1 / (9 * shape))) * 3 * Math.sqrt(shape));
}

/**
 * Returns a quantile of usage within a number of days: of a gamma distribution (Wilson and Hilferty's cube root
 * approximation) for counts, which are skewed; of a normal distribution for storage.
 */
function quantile(rate: DailyRate, days: number, z: number): number {
  const { middle, deviation, shape } = sumOf(rate, days);
  if (rate.mayShrink) return middle + z * deviation;
  return middle * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
}

/**
 * Returns the distribution of usage over some days. The variance adds that of the days, of the rate, and of its drift.
 */
function sumOf({ perDay, variance, days: known, scale, mayShrink }: DailyRate, days: number) {
  const middle = mayShrink ? perDay * days : Math.max(perDay, scale / 10) * days;
  const spread =
    variance * days + (variance / known) * days ** 2 + (RATE_DRIFT * Math.abs(perDay)) ** 2 * (days ** 3 / 3);
  return { middle, deviation: Math.sqrt(spread), shape: middle ** 2 / spread };
}

/** Returns when the limit is reached: the expected time, and either end of its range. */
export function crossingsOf(steps: readonly Step[], limit: number, until: number): Crossings {
  return {
    earliest: crossing(steps, 'high', limit, until),
    fullAt: crossing(steps, 'expected', limit, until),
    latest: crossing(steps, 'low', limit, until),
  };
}

function crossing(
  steps: readonly Step[],
  key: keyof Projection,
  limit: number,
  until: number,
): number | null {
  for (let index = 1; index < steps.length; index += 1) {
    const [before, next] = [steps[index - 1]!, steps[index]!];
    if (next[key] < limit) continue;
    const rise = next[key] - before[key];
    const part = rise > 0 ? (limit - before[key]) / rise : 1;
    const at = Math.round(before.at + (next.at - before.at) * Math.max(0, part));
    return at < until ? at : null;
  }
  return null;
}

/** Returns the upper tail of the standard normal distribution (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
