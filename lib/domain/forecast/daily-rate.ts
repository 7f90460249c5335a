import { DAY_MS } from '../time.ts';

/** Usage between two times (epoch ms): a day of history, or the time since the last one. */
export interface Interval {
  from: number;
  to: number;
  amount: number;
}

/** Usage of a service per day, and how certain that is. Amounts are in the service's unit. */
export interface DailyRate {
  perDay: number;
  /** Variance of one day's usage, which is larger if successive days are correlated. */
  variance: number;
  /** Effective number of independent days that `perDay` is based on. */
  days: number;
  /** Typical usage of a day, above 0 even if nothing was used; the uncertainty is in proportion to it. */
  scale: number;
  /** True for storage, whose usage per day may be negative. */
  mayShrink: boolean;
}

/*
 * The model: two thirds the mean of the last 28 days, one third an exponential smoothing whose memory depends on the
 * noise (a local level model: noisy or small counts are averaged over a long time, clear ones follow a change within
 * days). The numbers below were chosen by rolling-origin evaluation on real count series; `npm run bench:forecast`
 * prints the results, also on series that weren't used to choose them. Weekday factors, trends and recurring bursts
 * were tried and made it worse.
 */

const MEAN_DAYS = 28;
const MEAN_SHARE = 2 / 3;
/** Prior: this much of one unit in this many days. Matters for small counts only. */
const PRIOR_COUNT = { units: 0.25, days: 40 };
/** Assumed change of the true rate from day to day, relative to it. */
const LEVEL_DRIFT = 0.07;
/** Bounds of the half-life of an observation's weight, in days. */
const MIN_HALF_LIFE = 7;
const MAX_HALF_LIFE = 14;
/** Half-life used to estimate the noise, in days. */
const FIRST_HALF_LIFE = 14;
/**
 * A day or a part of one counts for at most this many times the second largest, so that a one-off import has little
 * effect.
 */
const BURST_CAP = 1.5;
/** Minimum days of history for capping; with fewer, a large day may be an ordinary one. */
const CAP_FROM_DAYS = 14;
/** Weight of the assumed noise, in days, or (for correlated days) in weeks. */
const PRIOR_DAYS = 4;
const PRIOR_WEEKS = 4;
/** Upper bound of {@link DailyRate.days}: usage changes, however much history there is. */
const MAX_KNOWN_DAYS = 14;

/**
 * Estimates the rate at `at` (epoch ms) from the intervals before it. `mayShrink`: negative amounts count (storage).
 */
export function estimateRate(intervals: readonly Interval[], at: number, mayShrink: boolean): DailyRate {
  const seen = capBurst(intervals.map((interval) => observe(interval, at, mayShrink)));
  const level = mean(seen, FIRST_HALF_LIFE, rateOf);
  const seenDays = seen.reduce((sum, { days }) => sum + days, 0);
  const recent = mean(seen, halfLifeFor(seen, level), rateOf);
  const smoothed = MEAN_SHARE * recentMean(seen) + (1 - MEAN_SHARE) * recent;
  const perDay = mayShrink ? smoothed : smoothed + PRIOR_COUNT.units / PRIOR_COUNT.days;
  // If nothing was used, one unit in all observed days.
  const scale = Math.max(
    mean(seen, MAX_HALF_LIFE, ({ raw }) => Math.abs(raw)),
    1 / Math.max(1, seenDays),
  );
  return {
    perDay,
    variance: varianceOf(intervals, scale, mayShrink),
    days: Math.min(MAX_KNOWN_DAYS, seenDays / 2),
    scale,
    mayShrink,
  };
}

interface Observation {
  /** Per day; `raw` is uncapped. */
  rate: number;
  raw: number;
  /** Age of its middle, in days. */
  age: number;
  days: number;
}

function observe({ from, to, amount }: Interval, at: number, mayShrink: boolean): Observation {
  const days = (to - from) / DAY_MS;
  const rate = (mayShrink ? amount : Math.max(0, amount)) / days;
  return { rate, raw: rate, age: (at - (from + to) / 2) / DAY_MS, days };
}

/** Returns the observations without the excess of a burst: in a part of a day no more is used than in a large day. */
function capBurst(seen: Observation[]): Observation[] {
  const sizes = seen.filter(({ days }) => days === 1).map(({ rate }) => Math.abs(rate));
  if (sizes.length < CAP_FROM_DAYS) return seen;
  const [, second = 0] = sizes.sort((a, b) => b - a);
  // A few units are never an outlier.
  const cap = Math.max(3, BURST_CAP * second);
  return seen.map((one) => {
    const most = cap / Math.min(1, one.days);
    return { ...one, rate: Math.max(-most, Math.min(most, one.rate)) };
  });
}

/** Returns the half-life (days) that balances noise and drift: the steady-state gain of a local level model. */
function halfLifeFor(seen: readonly Observation[], level: number): number {
  const weight = seen.reduce((sum, one) => sum + weightOf(one, FIRST_HALF_LIFE), 0);
  const floor = Math.max(0.02, Math.abs(level));
  const noise =
    (weight * mean(seen, FIRST_HALF_LIFE, ({ rate }) => (rate - level) ** 2) + 7 * floor) / (weight + 7);
  const signal = (LEVEL_DRIFT * floor) ** 2 / noise;
  const gain = (Math.sqrt(signal * signal + 4 * signal) - signal) / 2;
  return Math.min(MAX_HALF_LIFE, Math.max(MIN_HALF_LIFE, Math.LN2 / -Math.log(1 - gain)));
}

function recentMean(seen: readonly Observation[]): number {
  const recent = seen.filter(({ age }) => age <= MEAN_DAYS);
  return mean(recent.length > 0 ? recent : seen, Number.POSITIVE_INFINITY, rateOf);
}

/**
 * Returns the variance of a day's usage. Combines the variance of days and of weeks, which is larger if successive days
 * are correlated, with the assumed variance of an irregular count if there is little history.
 */
function varianceOf(intervals: readonly Interval[], scale: number, mayShrink: boolean): number {
  const days = intervals.filter(({ from, to }) => to - from === DAY_MS);
  const amounts = days.map(({ amount }) => (mayShrink ? amount : Math.max(0, amount)));
  const assumed = 1.5 * scale + scale ** 2;
  const average = amounts.reduce((sum, amount) => sum + amount, 0) / Math.max(1, amounts.length);
  const byDay =
    (amounts.reduce((sum, amount) => sum + (amount - average) ** 2, 0) + PRIOR_DAYS * assumed) /
    (amounts.length + PRIOR_DAYS);
  const weeks = weekSums(days, amounts);
  if (weeks.length === 0) return byDay;
  const byWeek = weeks.reduce((sum, week) => sum + (week - 7 * average) ** 2 / 7, 0);
  return (byWeek + PRIOR_WEEKS * byDay) / (weeks.length - 1 + PRIOR_WEEKS);
}

/** Returns the sums of seven consecutive known days, counted back from the last one. */
function weekSums(days: readonly Interval[], amounts: readonly number[]): number[] {
  const sums: number[] = [];
  for (let end = days.length; end >= 7; end -= 7) {
    const whole = days[end - 1]!.to - days[end - 7]!.from === 7 * DAY_MS;
    if (whole) sums.push(amounts.slice(end - 7, end).reduce((sum, amount) => sum + amount, 0));
  }
  return sums;
}

const rateOf = ({ rate }: Observation) => rate;

function weightOf({ age, days }: Observation, halfLife: number): number {
  return days * 0.5 ** (age / halfLife);
}

/** Returns the mean with exponentially decaying weights. `halfLife`: days. */
function mean(seen: readonly Observation[], halfLife: number, of: (one: Observation) => number): number {
  let [sum, weights] = [0, 0];
  for (const one of seen) {
    const weight = weightOf(one, halfLife);
    sum += weight * of(one);
    weights += weight;
  }
  return sum / weights;
}
