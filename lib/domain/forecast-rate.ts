const DAY = 86_400_000;

/** What was used between two times (epoch ms): a day of history, or what came since the last of them. */
export interface Stretch {
  from: number;
  to: number;
  amount: number;
}

/** How a service is usually used. */
export interface UsualUse {
  /** On a day of an ordinary weekday, now. */
  perDay: number;
  /** What that changes by from day to day at present; it fades (see {@link Trend}). */
  trend: number;
  /** What bursts that come again and again add to a day on average. */
  bursts: number;
  /** By UTC weekday (0 is Sunday), 1 on average. */
  weekday: readonly number[];
  /** How far single days stray from it, upwards (bursts count) and downwards. */
  strayUp: number;
  strayDown: number;
  /** How well `perDay` itself is known: by this many days' worth of observation. */
  days: number;
}

/** After so many days an observation counts half: use changes with seasons, customers and releases. */
const HALF_LIFE = 10;
/** Weekdays and a trend are told apart from two weeks of whole days on. */
const TELLING_FROM = 14;
/** A day further off than so many usual deviations is a burst: it widens the range and leaves the middle. */
const BURST = 4;
/** How strongly a weekday is taken for an ordinary day, in days. */
const PULL = 0.25;
/** A trend counts by its clearness: half when it is so many times its own error. */
const CLEAR_TREND = 4;
/** Before anything is known a day is taken to stray by so much; it weighs as much as so many days. */
const PRIOR = { history: { stray: 0.5, days: 2 }, pace: { stray: 1, days: 6 } };

/** However long a cycle's own pace was followed, it hides how its days differed. */
const MOST_DAYS = { history: Number.POSITIVE_INFINITY, pace: 4 };

interface Seen {
  /** Per day. */
  rate: number;
  /** Days ago. */
  age: number;
  weight: number;
  days: number;
  weekday: number;
}

/**
 * Estimates the usual use as of `at`: a mean in which recent days weigh more, bursts are cut to what still is
 * usual, and weekdays are told apart as far as they have been seen. `mayShrink`: deletions count (storage).
 */
export function usualUse(
  stretches: readonly Stretch[],
  at: number,
  { mayShrink, seenFrom }: { mayShrink: boolean; seenFrom: 'history' | 'pace' },
): UsualUse {
  const asSeen = stretches.map((stretch) => seenOf(stretch, at, mayShrink));
  const whole = asSeen.filter(({ weekday }) => weekday >= 0);
  const weekday = whole.length >= TELLING_FROM ? weekdayFactors(whole) : Array<number>(7).fill(1);
  const factor = (one: Seen) => (one.weekday >= 0 ? weekday[one.weekday]! : 1);
  // A quiet Sunday says as little of the usual use as it has of it.
  const seen = asSeen.map((one) => ({ ...one, weight: one.weight * factor(one) }));
  const rates = seen.map((one) => one.rate / factor(one));
  const cut = cutter(rates, seen);
  const usual = seen.map((one, index) => ({ ...one, rate: cut(rates[index]!) }));
  const line = lineThrough(usual);
  // Once may be chance; what comes again and again is part of the use, spread over all that was seen.
  const bursts = seen.map((one, index) => Math.max(0, rates[index]! - usual[index]!.rate) * one.days);
  const repeated = bursts.filter((excess) => excess > 0).length - 1;
  const burstsPerDay = (sum(bursts, Number) / sum(seen, ({ days }) => days)) * (repeated / (repeated + 1));
  const perDay = line.now;

  const prior = PRIOR[seenFrom];
  const total = sum(seen, ({ weight }) => weight);
  const stray = (far: (rate: number) => number) =>
    Math.sqrt(
      (sum(seen, (one, index) => one.weight * (far(rates[index]!) - line.at(one.age)) ** 2) +
        prior.days * (prior.stray * perDay) ** 2) /
        (total + prior.days),
    );
  return {
    perDay: mayShrink ? perDay : Math.max(0, perDay),
    trend: line.trend,
    bursts: repeated > 0 ? burstsPerDay : 0,
    weekday,
    strayUp: stray((rate) => Math.max(rate, cut(rate))),
    strayDown: stray(cut),
    days: Math.min(total ** 2 / sum(seen, ({ weight, days }) => weight ** 2 / days), MOST_DAYS[seenFrom]),
  };
}

/** A straight line through rates, told as where it stands now and what it changes by from day to day. */
interface Line {
  now: number;
  trend: number;
  at(age: number): number;
}

function lineThrough(seen: readonly Seen[]): Line {
  const total = sum(seen, ({ weight }) => weight);
  const rate = sum(seen, (one) => one.weight * one.rate) / total;
  const age = sum(seen, (one) => one.weight * one.age) / total;
  const width = sum(seen, (one) => one.weight * (one.age - age) ** 2);
  if (seen.length < TELLING_FROM || width === 0) return { now: rate, trend: 0, at: () => rate };
  const slope = sum(seen, (one) => one.weight * (age - one.age) * (one.rate - rate)) / width;
  const error =
    Math.sqrt(
      sum(seen, (one) => (one.weight * (one.age - age) * (one.rate - rate - slope * (age - one.age))) ** 2),
    ) / width;
  const clear = slope === 0 ? 0 : slope ** 2 / (slope ** 2 + (CLEAR_TREND * error) ** 2);
  const trend = slope * clear;
  const at = (then: number) => rate + trend * (age - then);
  return { now: at(0), trend, at };
}

function seenOf({ from, to, amount }: Stretch, at: number, mayShrink: boolean): Seen {
  const days = (to - from) / DAY;
  const age = (at - (from + to) / 2) / DAY;
  return {
    rate: (mayShrink ? amount : Math.max(0, amount)) / days,
    age,
    weight: days * 0.5 ** (age / HALF_LIFE),
    days,
    weekday: days === 1 ? new Date(from).getUTCDay() : -1,
  };
}

/** Cuts a rate to what is usual: the median, give or take some usual deviations from it. */
function cutter(rates: number[], seen: readonly Seen[]): (rate: number) => number {
  const weights = seen.map(({ weight }) => weight);
  const middle = weightedMedian(rates, weights);
  const deviations = rates.map((rate) => Math.abs(rate - middle));
  // The small share keeps a service that does the very same every day from calling any change a burst.
  const usual = Math.max(1.4826 * weightedMedian(deviations, weights), 0.1 * Math.abs(middle));
  // Where most days see no use at all, the others are its use and not bursts.
  if (usual === 0) return (rate) => rate;
  return (rate) => Math.min(middle + BURST * usual, Math.max(middle - BURST * usual, rate));
}

function weekdayFactors(whole: readonly Seen[]): number[] {
  const byWeekday = Array.from({ length: 7 }, (_, weekday) => {
    const own = whole.filter((one) => one.weekday === weekday);
    const cut = cutter(
      own.map(({ rate }) => rate),
      own,
    );
    // Recent ones first: a week that has changed shape is soon known by its new one.
    return { weight: sum(own, ({ weight }) => weight), rate: sum(own, (one) => one.weight * cut(one.rate)) };
  });
  const mean = sum(byWeekday, ({ rate }) => rate) / sum(byWeekday, ({ weight }) => weight);
  if (!(mean > 0)) return Array<number>(7).fill(1);
  // Pulled towards 1 by one day's weight, the more so the fewer there are.
  const factors = byWeekday.map(({ weight, rate }) => Math.max(0.02, (rate / mean + PULL) / (weight + PULL)));
  const average = sum(factors, Number) / 7;
  return factors.map((factor) => factor / average);
}

function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  const sorted = values
    .map((value, index) => ({ value, weight: weights[index]! }))
    .sort((a, b) => a.value - b.value);
  const half = sorted.reduce((all, { weight }) => all + weight, 0) / 2;
  let reached = 0;
  for (const { value, weight } of sorted) {
    reached += weight;
    if (reached >= half) return value;
  }
  return sorted.at(-1)?.value ?? 0;
}

function sum<T>(items: readonly T[], of: (item: T, index: number) => number): number {
  return items.reduce((all, item, index) => all + of(item, index), 0);
}
