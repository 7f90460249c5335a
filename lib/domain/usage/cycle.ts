import { DAY_MS } from '../time.ts';

/**
 * The month after which monthly services start over. In which time zone the platform turns the month is not
 * documented: UTC is assumed, here and nowhere else, and is unverified.
 */

/** A cycle as epoch ms; `end` is the first instant of the next one. */
export interface Cycle {
  start: number;
  end: number;
}

/** Returns the cycle in which `now` (epoch ms) lies. */
export function cycleOf(now: number): Cycle {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}

/** Returns a cycle's name, `YYYY-MM`; alerts sent once per cycle are remembered under it. */
export function cycleName(now: number): string {
  return new Date(cycleOf(now).start).toISOString().slice(0, 7);
}

/** Days from `now` until `then` (epoch ms), begun days counted as whole; 0 when it is past. */
export function daysUntil(then: number, now: number): number {
  return Math.max(0, Math.ceil((then - now) / DAY_MS));
}
