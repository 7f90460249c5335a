import { DAY_MS } from '../time.ts';

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
  /** Per day; `usual` is what of it is no burst. */
  rate: number;
  usual: number;
  /** Days ago. */
  age: number;
  weight: number;
  days: number;
  /** -1 for what is no whole day. */
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
  const seen = stretches.map((stretch) => seenOf(stretch, at, mayShrink));
  const weekday = weekdayFactors(seen);
  for (const one of seen) {
    const factor = weekday[one.weekday] ?? 1;
    one.rate /= factor;
    // A quiet Sunday says as little of the usual use as it has of it.
    one.weight *= factor;
  }
  cutBursts(seen);
  const { now: perDay, trend, at: lineAt } = lineThrough(seen);
  // Once may be chance; what comes again and again is part of the use, spread over all that was seen.
  const excess = (one: Seen) => Math.max(0, one.rate - one.usual);
  const again = Math.max(0, seen.filter(excess).length - 1);
  const bursts = sum(seen, (one) => excess(one) * one.days) / sum(seen, daysOf);

  const total = sum(seen, weightOf);
  const prior = PRIOR[seenFrom];
  const stray = (rateOf: (one: Seen) => number) =>
    Math.sqrt(
      (sum(seen, (one) => one.weight * (rateOf(one) - lineAt(one.age)) ** 2) +
        prior.days * (prior.stray * perDay) ** 2) /
        (total + prior.days),
    );
  return {
    perDay: mayShrink ? perDay : Math.max(0, perDay),
    trend,
    bursts: bursts * (again / (again + 1)),
    weekday,
    strayUp: stray((one) => Math.max(one.rate, one.usual)),
    strayDown: stray(usualOf),
    days: Math.min(total ** 2 / sum(seen, (one) => one.weight ** 2 / one.days), MOST_DAYS[seenFrom]),
  };
}

/** A straight line through the usual rates: where it stands now, and what it changes by from day to day. */
function lineThrough(seen: readonly Seen[]) {
  const rate = mean(seen, usualOf);
  const age = mean(seen, (one) => one.age);
  const width = mean(seen, (one) => (one.age - age) ** 2);
  let trend = 0;
  if (seen.length >= TELLING_FROM && width > 0) {
    const slope = mean(seen, (one) => (age - one.age) * (one.usual - rate)) / width;
    const off = (one: Seen) => one.weight * (age - one.age) * (one.usual - rate - slope * (age - one.age));
    const error = Math.sqrt(sum(seen, (one) => off(one) ** 2)) / width / sum(seen, weightOf);
    trend = slope && slope ** 3 / (slope ** 2 + (CLEAR_TREND * error) ** 2);
  }
  const at = (then: number) => rate + trend * (age - then);
  return { now: at(0), trend, at };
}

function seenOf({ from, to, amount }: Stretch, at: number, mayShrink: boolean): Seen {
  const days = (to - from) / DAY_MS;
  const age = (at - (from + to) / 2) / DAY_MS;
  const rate = (mayShrink ? amount : Math.max(0, amount)) / days;
  const weekday = days === 1 ? new Date(from).getUTCDay() : -1;
  return { rate, usual: rate, age, weight: days * 0.5 ** (age / HALF_LIFE), days, weekday };
}

/** Cuts rates to what is usual: the median, give or take some usual deviations from it. */
function cutBursts(seen: readonly Seen[]): void {
  const middle = median(seen, (one) => one.rate);
  const deviation = median(seen, (one) => Math.abs(one.rate - middle));
  // The small share keeps a service that does the very same every day from calling any change a burst.
  const most = BURST * Math.max(1.4826 * deviation, 0.1 * Math.abs(middle));
  // Where most days see no use at all, the others are its use and not bursts.
  if (most === 0) return;
  for (const one of seen) one.usual = Math.min(middle + most, Math.max(middle - most, one.rate));
}

/** How much of the usual use each weekday has, 1 on average; flat until enough whole days were seen. */
function weekdayFactors(seen: readonly Seen[]): number[] {
  const whole = seen.filter(({ weekday }) => weekday >= 0);
  const byWeekday = Array.from({ length: 7 }, (_, weekday) => whole.filter((one) => one.weekday === weekday));
  for (const own of byWeekday) cutBursts(own);
  const usual = mean(whole, usualOf);
  if (whole.length < TELLING_FROM || !(usual > 0)) return byWeekday.map(() => 1);
  // Pulled towards an ordinary day, the more so the fewer there are.
  const factors = byWeekday.map((own) =>
    Math.max(0.02, (sum(own, (one) => one.weight * one.usual) / usual + PULL) / (sum(own, weightOf) + PULL)),
  );
  return factors.map((factor) => (factor * 7) / sum(factors, Number));
}

const usualOf = (one: Seen) => one.usual;
const weightOf = (one: Seen) => one.weight;
const daysOf = (one: Seen) => one.days;

function mean(seen: readonly Seen[], of: (one: Seen) => number): number {
  return sum(seen, (one) => one.weight * of(one)) / sum(seen, weightOf);
}

/** The value up to which half of the weight lies; 0 for nothing. */
function median(seen: readonly Seen[], of: (one: Seen) => number): number {
  let left = sum(seen, weightOf) / 2;
  const sorted = seen.toSorted((a, b) => of(a) - of(b));
  const middle = sorted.find((one) => {
    left -= one.weight;
    return left <= 0;
  });
  return middle ? of(middle) : 0;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}
