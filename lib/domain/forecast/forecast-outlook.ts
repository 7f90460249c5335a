import { DAY_MS } from '../time.ts';
import type { UsualUse } from './forecast-rate.ts';

/** How wide a range is drawn: 8 of 10 outcomes of a normal spread. */
const WIDTH = 1.2816;
/** By how much the usual use itself wanders within a day, as a share of it. */
const DRIFT = 0.03;

/** Use at a moment: what is expected, and the range that holds in about 8 of 10 cases. */
export interface Outlook {
  low: number;
  expected: number;
  high: number;
}

/** When a limit is reached, epoch ms; null: not within the outlook. `earliest` ≤ `fullAt` ≤ `latest`. */
export interface Crossings {
  earliest: number | null;
  fullAt: number | null;
  latest: number | null;
}

export interface Step extends Outlook {
  at: number;
}

/** A trend does not go on for ever: each day it is this share of what it was the day before. */
const FADING = 0.94;
/** How much of a trend may turn out to be none. */
const TREND_DOUBT = 1;

/** The outlook at `at`, at every following UTC midnight and at `until`. */
export function outlookFrom(used: number, at: number, until: number, use: UsualUse): Step[] {
  const steps: Step[] = [{ at, low: used, expected: used, high: used }];
  // Without the bursts, which may or may not come.
  let least = used;
  let time = at;
  while (time < until) {
    const midnight = Math.floor(time / DAY_MS + 1) * DAY_MS;
    const next = Math.min(midnight, until);
    least += usedOnDay(use, time, (time - at) / DAY_MS) * ((next - time) / DAY_MS);
    time = next;
    const days = (time - at) / DAY_MS;
    const expected = Math.max(0, least + use.bursts * days);
    // What is there can shrink, but not below nothing; what was used this month stays used.
    const floor = use.perDay < 0 ? 0 : Math.min(used, expected);
    steps.push({
      at: time,
      low: Math.min(expected, Math.max(floor, least - WIDTH * spread(use, use.strayDown, days))),
      expected,
      high: expected + WIDTH * spread(use, use.strayUp, days),
    });
  }
  return steps;
}

/** On the day that holds `time`, so many days ahead. */
function usedOnDay(use: UsualUse, time: number, ahead: number): number {
  const trended = use.perDay + (use.trend * (1 - FADING ** ahead)) / (1 - FADING);
  const perDay = use.perDay < 0 ? use.perDay : Math.max(0, trended);
  return perDay * use.weekday[new Date(time).getUTCDay()]!;
}

/** The outlook at a moment between two steps. */
export function outlookAt(steps: readonly Step[], at: number): Outlook {
  const index = steps.findIndex((step) => step.at >= at);
  const next = steps[index === -1 ? steps.length - 1 : index]!;
  const before = steps[index - 1] ?? next;
  const part = next.at === before.at ? 1 : (at - before.at) / (next.at - before.at);
  const between = (key: keyof Outlook) => before[key] + (next[key] - before[key]) * Math.min(1, part);
  return { low: between('low'), expected: between('expected'), high: between('high') };
}

/** When the limit is first reached, as expected and at either end of the range. */
export function crossings(steps: readonly Step[], limit: number, until: number): Crossings {
  return {
    earliest: crossing(steps, 'high', limit, until),
    fullAt: crossing(steps, 'expected', limit, until),
    latest: crossing(steps, 'low', limit, until),
  };
}

function crossing(steps: readonly Step[], key: keyof Outlook, limit: number, until: number): number | null {
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

/** How far the sum of so many days strays: day by day, by what is not known of the usual use, and by its drift. */
function spread(use: UsualUse, stray: number, days: number): number {
  const byDay = stray ** 2 * days;
  const byMean = (stray * days) ** 2 / use.days;
  const byDrift = (DRIFT * use.perDay) ** 2 * (days ** 3 / 3);
  const byTrend = (TREND_DOUBT * use.trend * (days ** 2 / 2)) ** 2;
  return Math.sqrt(byDay + byMean + byDrift + byTrend);
}
