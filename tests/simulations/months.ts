import { DAY_MS } from '../../lib/domain/time.ts';
import type { StatisticsRow } from '../../lib/domain/usage/statistics.ts';

/** Patterns in which devices use a service. */
export const PATTERNS = {
  /** Devices that send day and night, with some noise. */
  steady: ({ noise }) => 1000 * (0.9 + 0.2 * noise()),
  /** An office building: weekends are quiet. */
  workdays: ({ weekday, noise }) => (weekday === 0 || weekday === 6 ? 150 : 1000) * (0.7 + 0.6 * noise()),
  /** Now and then somebody imports a file. */
  bursts: ({ noise }) => 400 * (0.7 + 0.6 * noise()) + (noise() < 0.04 ? 6000 : 0),
  /** Devices are added continuously. */
  growing: ({ day, noise }) => 400 * 1.015 ** day * (0.8 + 0.4 * noise()),
  /** Doubled by a release ten days before the month of the forecast. */
  doubled: ({ day, noise }) => (day < 52 ? 500 : 1000) * (0.8 + 0.4 * noise()),
  /** Hardly used, some days not at all. */
  sparse: ({ noise }) => (noise() < 0.4 ? 0 : 60 * noise()),
  /** A report on the first of each month, and little use otherwise. */
  monthStart: ({ date, noise }) => (date === 1 ? 4000 : 300) * (0.8 + 0.4 * noise()),
} satisfies Record<string, (day: DayFacts) => number>;

interface DayFacts {
  /** Counted from the simulation's start. */
  day: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Of the month. */
  date: number;
  /** The next random number in [0, 1). */
  noise: () => number;
}

export interface SimulatedUse {
  /** Use by day, from `start` on. */
  start: number;
  days: number[];
  /** Returns the platform's counter at a moment (cumulative within its month). */
  usedAt(at: number): number;
  /** Returns statistics by day as they are stored, read at `at`; days without use have an empty row. */
  rowsAt(at: number): StatisticsRow[];
}

/** Returns `count` days of a pattern from `start` (a UTC midnight), the same for the same seed. */
export function simulate(
  pattern: keyof typeof PATTERNS,
  start: number,
  count: number,
  seed: number,
): SimulatedUse {
  const noise = randomOf(seed);
  const days = Array.from({ length: count }, (_, day) => {
    const date = new Date(start + day * DAY_MS);
    return Math.round(PATTERNS[pattern]({ day, weekday: date.getUTCDay(), date: date.getUTCDate(), noise }));
  });
  const monthStart = (at: number) => Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth(), 1);
  /** From the month's start to the end of whole days. */
  const wholeDays = (from: number, to: number) =>
    days
      .slice(Math.max(0, (from - start) / DAY_MS), (to - start) / DAY_MS)
      .reduce((sum, used) => sum + used, 0);
  const usedAt = (at: number) => {
    const midnight = Math.floor(at / DAY_MS) * DAY_MS;
    const today = days[(midnight - start) / DAY_MS] ?? 0;
    return Math.floor(wholeDays(monthStart(at), midnight) + today * ((at - midnight) / DAY_MS));
  };
  const rowsAt = (at: number) =>
    days.slice(0, Math.ceil((at - start) / DAY_MS)).map((used, day): StatisticsRow => {
      const from = start + day * DAY_MS;
      const total = from + DAY_MS <= at ? wholeDays(monthStart(from), from + DAY_MS) : usedAt(at);
      return {
        time: new Date(from).toISOString(),
        values: used > 0 ? { input: total } : ({} as Record<string, number>),
        fetchedAt: at,
      };
    });
  return { start, days, usedAt, rowsAt };
}

/** Returns a Mulberry32 generator: small, and the same on every computer. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
