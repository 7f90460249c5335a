import { DAY_MS } from '../time.ts';

/** What was used between two times (epoch ms): a day of history, or what came since the last of them. */
export interface Interval {
  from: number;
  to: number;
  amount: number;
}

/** How much a service uses a day, and how well that is known. Amounts are in the service's unit. */
export interface DailyRate {
  perDay: number;
  /** Variance of one day's use; days in a row that are alike count as more than chance. */
  variance: number;
  /** `perDay` is known as well as from so many independent days. */
  days: number;
  /** The usual size of a day, above 0 even where nothing was used: what the uncertainty is in proportion to. */
  scale: number;
  /** Storage can shrink: its use a day may be negative. */
  mayShrink: boolean;
}

/*
 * The model: half the mean of the last 28 days, half an exponential smoothing whose memory follows the noise (a
 * local level model: noisy or small counts are averaged over long, clear ones follow a change within days). Each
 * number below was chosen by rolling origin on real count series; `npm run bench:forecast` prints what comes of it.
 * Weekday factors, trends and bursts that are expected again were tried and made it worse.
 */

const MEAN_DAYS = 28;
/** What is assumed before anything was counted: so much of one unit in so many days. It matters to small counts only. */
const PRIOR_COUNT = { units: 0.25, days: 40 };
/** How much the true rate of a service moves from day to day, as a share of it. */
const LEVEL_DRIFT = 0.07;
/** Bounds of the memory: after so many days an observation counts half. */
const MIN_HALF_LIFE = 7;
const MAX_HALF_LIFE = 20;
/** The memory by which the noise is judged before the real one is known. */
const FIRST_HALF_LIFE = 14;
/** A single day counts for at most this many times the second largest: an import is no habit. */
const SINGLE_DAY_CAP = 1.5;
/** Single days are cut from so many days of history on; before, a large day may be an ordinary one. */
const CAP_FROM_DAYS = 14;
/** What is assumed of the noise weighs as much as so many days, or (of days in a row) so many weeks. */
const PRIOR_DAYS = 4;
const PRIOR_WEEKS = 4;
/** However much is known, use changes: the rate is never known better than from this many days. */
const MAX_KNOWN_DAYS = 14;

/** Returns the rate as of `at` (epoch ms) from the intervals before it. `mayShrink`: deletions count (storage). */
export function estimateRate(intervals: readonly Interval[], at: number, mayShrink: boolean): DailyRate {
  const seen = capSingleDay(intervals.map((interval) => observe(interval, at, mayShrink)));
  const level = mean(seen, FIRST_HALF_LIFE, rateOf);
  const seenDays = seen.reduce((sum, { days }) => sum + days, 0);
  const smoothed = (recentMean(seen) + mean(seen, halfLifeFor(seen, level), rateOf)) / 2;
  const perDay = mayShrink ? smoothed : smoothed + PRIOR_COUNT.units / PRIOR_COUNT.days;
  // Where nothing was used, one unit in all that was seen: something may come yet.
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
  /** Per day; `raw` before a single day was cut. */
  rate: number;
  raw: number;
  /** Days ago, of its middle. */
  age: number;
  days: number;
}

function observe({ from, to, amount }: Interval, at: number, mayShrink: boolean): Observation {
  const days = (to - from) / DAY_MS;
  const rate = (mayShrink ? amount : Math.max(0, amount)) / days;
  return { rate, raw: rate, age: (at - (from + to) / 2) / DAY_MS, days };
}

function capSingleDay(seen: Observation[]): Observation[] {
  const sizes = seen.filter(({ days }) => days === 1).map(({ rate }) => Math.abs(rate));
  if (sizes.length < CAP_FROM_DAYS) return seen;
  const [, second = 0] = sizes.sort((a, b) => b - a);
  // A handful of units is ordinary whatever came before.
  const cap = Math.max(3, SINGLE_DAY_CAP * second);
  return seen.map((one) =>
    one.days === 1 ? { ...one, rate: Math.max(-cap, Math.min(cap, one.rate)) } : one,
  );
}

/** Returns the half-life (days) at which noise and drift are in balance: the gain of a local level model, settled. */
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
 * Variance of a day's use. A day strays by its own, and whole weeks stray by more where days in a row are alike:
 * both are looked at, with a spread like that of an irregular count assumed where little was seen.
 */
function varianceOf(intervals: readonly Interval[], scale: number, mayShrink: boolean): number {
  const days = intervals.filter(({ from, to }) => to - from === DAY_MS);
  const amounts = days.map(({ amount }) => (mayShrink ? amount : Math.max(0, amount)));
  const assumed = 1.5 * scale + scale ** 2;
  const usual = amounts.reduce((sum, amount) => sum + amount, 0) / Math.max(1, amounts.length);
  const byDay =
    (amounts.reduce((sum, amount) => sum + (amount - usual) ** 2, 0) + PRIOR_DAYS * assumed) /
    (amounts.length + PRIOR_DAYS);
  const weeks = weekSums(days, amounts);
  if (weeks.length === 0) return byDay;
  const byWeek = weeks.reduce((sum, week) => sum + (week - 7 * usual) ** 2 / 7, 0);
  return (byWeek + PRIOR_WEEKS * byDay) / (weeks.length - 1 + PRIOR_WEEKS);
}

/** Sums of seven known days in a row, counted from the last one. */
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

/** Returns the mean in which an observation of `halfLife` days ago counts half. */
function mean(seen: readonly Observation[], halfLife: number, of: (one: Observation) => number): number {
  let [sum, weights] = [0, 0];
  for (const one of seen) {
    const weight = weightOf(one, halfLife);
    sum += weight * of(one);
    weights += weight;
  }
  return sum / weights;
}
