import { HOUR, monthStart, nextMonth } from './clock.ts';
import { noise } from './random.ts';
import { correctedTimes, dayShare } from './real-days.ts';
import { MONTHLY, type PerService, type Profile, SERVICES, type Service } from './state.ts';

/*
 * Usage is a function of time, not a counter: a reading is a point of the curve, which grows from the last reading by
 * the profile's rate, and is scaled to fit between two readings, or between the month's start and the first one. So a
 * summary and the statistics of the same moment always agree, and the same seed gives the same history.
 */

/** The hour (UTC) at which the count of the day before is corrected. */
const CORRECTION_HOUR = 3;

/**
 * Returns the activity of one hour, about {@link MEAN_ACTIVITY} on average: distributed over days as real counts are,
 * less at night, with noise. Negative in an hour that corrects the day before.
 */
function activity(seed: number, hour: number): number {
  const [day, ofDay] = [Math.floor(hour / 24), hour % 24];
  const daylight = 0.55 + 0.9 * Math.max(0, Math.sin(((ofDay - 5) / 14) * Math.PI));
  const counted = daylight * dayShare(seed, day) * (0.75 + 0.5 * noise(seed, hour));
  if (ofDay !== CORRECTION_HOUR) return counted;
  return counted - 24 * MEAN_ACTIVITY * dayShare(seed, day - 1) * correctedTimes(seed, day);
}

/** Cumulative activity by hour of a month, cached since every reading needs it. */
const sums = new Map<string, Float64Array>();
const MAX_CACHED_SUMS = 4000;

function sumsOf(seed: number, month: number): Float64Array {
  const key = `${seed}/${month}`;
  const kept = sums.get(key);
  if (kept) return kept;
  const first = month / HOUR;
  const made = new Float64Array((nextMonth(month) - month) / HOUR + 1);
  for (let i = 1; i < made.length; i++) made[i] = made[i - 1]! + activity(seed, first + i - 1);
  if (sums.size >= MAX_CACHED_SUMS) sums.clear();
  sums.set(key, made);
  return made;
}

/** Returns the activity from the month's start to a moment in it, or to its end. */
function sinceMonthStart(seed: number, month: number, at: number): number {
  const upTo = sumsOf(seed, month);
  const hours = (at - month) / HOUR;
  const whole = Math.floor(hours);
  const next = upTo[whole + 1];
  return upTo[whole]! + (next === undefined ? 0 : (hours - whole) * (next - upTo[whole]!));
}

/** Shorter intervals are summed without the cache. */
const SHORT_SPAN_MS = 72 * HOUR;

/** Returns the activity between two moments, in hours of mean activity. */
function activityBetween(seed: number, from: number, to: number): number {
  let sum = 0;
  if (to - from < SHORT_SPAN_MS) {
    for (let hour = Math.floor(from / HOUR); hour * HOUR < to; hour++) {
      const part = (Math.min(to, (hour + 1) * HOUR) - Math.max(from, hour * HOUR)) / HOUR;
      sum += part * activity(seed, hour);
    }
    return sum;
  }
  for (let month = monthStart(from); month < to; month = nextMonth(month)) {
    const start = sinceMonthStart(seed, month, Math.max(from, month));
    sum += sinceMonthStart(seed, month, Math.min(to, nextMonth(month))) - start;
  }
  return sum;
}

/** Returns the seed of a service's curve. */
export const seedOf = (profile: Profile, service: Service) =>
  (profile.seed ^ ((SERVICES.indexOf(service) + 1) * 7919)) | 0;

/** Returns a month's growth relative to the rate: different each month, and less a year ago. */
function pace(seed: number, month: number, lastReading: number): number {
  const monthsAgo = Math.max(0, Math.round((monthStart(lastReading) - month) / (30 * 24 * HOUR)));
  return (0.8 + 0.35 * noise(seed, month / HOUR, 31)) * Math.max(0.4, 1 - 0.06 * monthsAgo);
}

function curveAt(profile: Profile, service: Service, at: number): number {
  const seed = seedOf(profile, service);
  const rate = profile.rates[service];
  const readings = profile.readings[service] ?? [];
  const monthly = MONTHLY.has(service);
  const month = monthStart(at);
  const within = monthly ? readings.filter((r) => r.at >= month && r.at < nextMonth(at)) : readings;
  let before: { at: number; value: number } | undefined = monthly ? { at: month, value: 0 } : undefined;
  for (const reading of within) {
    if (reading.at > at) {
      if (!before) return Math.max(0, reading.value - rate * activityBetween(seed, at, reading.at));
      const whole = activityBetween(seed, before.at, reading.at);
      const part = activityBetween(seed, before.at, at);
      return whole <= 0
        ? before.value
        : Math.max(0, before.value + (reading.value - before.value) * (part / whole));
    }
    before = reading;
  }
  if (!before) return 0;
  if (rate === 0) return before.value;
  const localPace = within.length === 0 && monthly ? pace(seed, month, readings.at(-1)?.at ?? at) : 1;
  const growing = rate * localPace * activityBetween(seed, before.at, at);
  // At the limit the platform refuses more; lowering a limit does not reduce what is used.
  return Math.max(0, Math.min(before.value + growing, Math.max(before.value, profile.allocation[service])));
}

/** Returns a profile's use of a service at a moment: whole units, hundredths of minutes and MB. */
export function usedAt(profile: Profile, service: Service, at: number): number {
  const raw = curveAt(profile, service, at);
  const scale = service === 'analysis' || service === 'file_storage' ? 100 : 1;
  // A reading is returned exactly as it was set, despite floating-point errors.
  return Math.floor(raw * scale + 1e-6) / scale;
}

export function usageAt(profile: Profile, at: number): PerService {
  return Object.fromEntries(SERVICES.map((service) => [service, usedAt(profile, service, at)])) as PerService;
}

/** Sets usage at a moment, from which it grows. */
export function setUsage(profile: Profile, service: Service, value: number, at: number): void {
  const kept = (profile.readings[service] ?? []).filter((reading) => reading.at < at);
  profile.readings[service] = [...kept, { at, value }];
}

/** Sets usage to its present value before the limit changes, so that it does not jump with a raised limit. */
export function fixUsageAt(profile: Profile, service: Service, at: number): void {
  setUsage(profile, service, usedAt(profile, service, at), at);
}

/** The mean of {@link activity}. */
const MEAN_ACTIVITY = 0.87;

/**
 * Returns about the rate that leads to `value` at `at`. In its first days a month counts as five days old, so that a
 * profile seeded at 94 % on the first is not blocked an hour later.
 */
export function rateFor(service: Service, value: number, at: number): number {
  if (!MONTHLY.has(service)) return value / (24 * 400);
  const hours = (at - monthStart(at)) / HOUR;
  return value / (Math.max(hours, 5 * 24) * MEAN_ACTIVITY);
}
