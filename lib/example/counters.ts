import { DAY_MS } from '../domain/time.ts';
import { monthOf } from '../domain/usage/month.ts';
import { isMonthly, type ServiceKey } from '../domain/usage/service.ts';
import type { ExampleService } from './profiles.ts';

/** Before this day of a month the level is lower, so that no earlier month is far beyond the limit. */
const MIN_ELAPSED_DAYS = 25;

/** Returns a service's counter at a time (epoch ms). */
export type Counter = (at: number) => number;

/**
 * Returns the counter of a service, reset each month or growing day by day, that shows the profile's share at `now`.
 * `seed` distinguishes the profiles.
 */
export function counterOf(
  key: ServiceKey,
  { limit, share, growth = 0 }: ExampleService,
  seed: number,
  now: number,
): Counter {
  if (isMonthly(key)) {
    const elapsed = Math.max(MIN_ELAPSED_DAYS, busyDays(monthOf(now).start, now, seed));
    const perDay = (share * limit) / elapsed;
    return (at) => Math.round(Math.min(limit, perDay * busyDays(monthOf(at).start, at, seed)));
  }
  return (at) => {
    const before = busyDays(at, now, seed) * growth * limit;
    return Math.round(Math.min(limit, Math.max(0, share * limit - before)));
  };
}

/** Returns the days between two times, where weekend days count less and no two days count the same. */
function busyDays(from: number, to: number, seed: number): number {
  let sum = 0;
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day += 1) {
    const part = Math.min(to, (day + 1) * DAY_MS) - Math.max(from, day * DAY_MS);
    sum += (part / DAY_MS) * busynessOf(day, seed);
  }
  return sum;
}

function busynessOf(day: number, seed: number): number {
  // Day 0 of the epoch was a Thursday.
  const weekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
  const noise = (Math.imul(day * 31 + seed, 0x9e3779b1) >>> 16) / 0xffff;
  return (weekend ? 0.6 : 1.1) + (noise - 0.5) * 0.4;
}
