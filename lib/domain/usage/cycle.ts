import { DAY_MS } from '../time.ts';

/*
 * The month, at whose end monthly services are reset. The platform doesn't document the time zone of the reset; UTC is
 * assumed here, unverified.
 */

/** A cycle as epoch ms; `end` is the first instant of the next one. */
export interface Cycle {
  start: number;
  end: number;
}

/** Returns the cycle that contains `now` (epoch ms). */
export function cycleOf(now: number): Cycle {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}

/** Returns a cycle's name, `YYYY-MM`. */
export function cycleName(now: number): string {
  return new Date(cycleOf(now).start).toISOString().slice(0, 7);
}

/** Returns the days from `now` until `then` (epoch ms), rounded up; 0 for the past. */
export function daysUntil(then: number, now: number): number {
  return Math.max(0, Math.ceil((then - now) / DAY_MS));
}
