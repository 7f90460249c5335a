import { HOUR, monthStart, nextMonth } from './clock.ts';
import { noise } from './random.ts';
import { MONTHLY, type PerService, type Profile, SERVICES, type Service } from './state.ts';

/*
 * Usage is a function of time, nothing is counted up: a reading (what was set, at a time) fixes a point, the
 * profile's rate carries the line on from the last one, and between two points, or between the month's start
 * and the first, the line is stretched to meet them. So a summary and the statistics of the same moment
 * always agree, and the same seed tells the same story.
 */

/** Activity of one hour: busy days, quiet nights and weekends, and some noise. About 1 on average. */
function activity(seed: number, hour: number): number {
  const ofDay = hour % 24;
  const weekday = (Math.floor(hour / 24) + 4) % 7;
  const daylight = 0.55 + 0.9 * Math.max(0, Math.sin(((ofDay - 5) / 14) * Math.PI));
  const week = weekday === 0 || weekday === 6 ? 0.7 : 1.1;
  return daylight * week * (0.75 + 0.5 * noise(seed, hour));
}

/** Sum of the activity from one moment to another, in hours of ordinary activity. */
function activityBetween(seed: number, from: number, to: number): number {
  if (to <= from) return 0;
  let sum = 0;
  for (let hour = Math.floor(from / HOUR); hour * HOUR < to; hour++) {
    const part = (Math.min(to, (hour + 1) * HOUR) - Math.max(from, hour * HOUR)) / HOUR;
    sum += part * activity(seed, hour);
  }
  return sum;
}

const seedOf = (profile: Profile, service: Service) => (profile.seed ^ ((SERVICES.indexOf(service) + 1) * 7919)) | 0;

/** No two months are alike: the month's pace against the rate. */
function pace(seed: number, month: number): number {
  return 0.8 + 0.35 * noise(seed, month / HOUR, 31);
}

function unbounded(profile: Profile, service: Service, at: number): number {
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
      return whole === 0 ? before.value : before.value + (reading.value - before.value) * (part / whole);
    }
    before = reading;
  }
  if (!before) return 0;
  const growing = rate * activityBetween(seed, before.at, at);
  return before.value + growing * (within.length === 0 && monthly ? pace(seed, month) : 1);
}

/** What a profile has used of a service at a moment: whole units, hundredths for minutes and MB. */
export function usedAt(profile: Profile, service: Service, at: number): number {
  const raw = Math.min(unbounded(profile, service, at), Math.max(profile.allocation[service], 0));
  const scale = service === 'analysis' || service === 'file_storage' ? 100 : 1;
  // A reading must come back as it was set, in spite of what floating point makes of it.
  return Math.floor(raw * scale + 1e-6) / scale;
}

export function usageAt(profile: Profile, at: number): PerService {
  return Object.fromEntries(SERVICES.map((service) => [service, usedAt(profile, service, at)])) as PerService;
}

/** Fixes usage at a moment; what comes later grows from there. */
export function setUsage(profile: Profile, service: Service, value: number, at: number): void {
  const kept = (profile.readings[service] ?? []).filter((reading) => reading.at < at);
  profile.readings[service] = [...kept, { at, value }];
}

/** Keeps what is used where it is when the limit changes: a raised limit must not jump to where a full one stood. */
export function holdUsage(profile: Profile, service: Service, at: number): void {
  setUsage(profile, service, usedAt(profile, service, at), at);
}

/**
 * The rate that led to `value` at `at`. A month that has only begun is taken as five days old, so that a
 * profile seeded at 94 % on the first of the month is not blocked an hour later.
 */
export function rateFor(profile: Profile, service: Service, value: number, at: number): number {
  const seed = seedOf(profile, service);
  if (!MONTHLY.has(service)) return value / (24 * 400);
  return value / Math.max(activityBetween(seed, monthStart(at), at), 5 * 24);
}
