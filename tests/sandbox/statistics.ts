import { DAY, HOUR, monthStart } from './clock.ts';
import { invalid } from './responses.ts';
import { MONTHLY, type Profile, SERVICES, type Service } from './state.ts';
import { usedAt } from './usage-model.ts';

type Periodicity = 'hour' | 'day' | 'month';
const MAX_ROWS = 20_000;

/** The time of a reading: the last second of its period, or a moment after it, as in the SDK's sample of a row. */
export type StatisticsStamp = 'end' | 'after';
const AFTER_MS = 89_749;

/**
 * Returns the rows of `GET /profile/{id}/statistics`, each with the counters, cumulative within the month, at the last
 * second of its hour, day or month (or at the end of the range or now, if that is earlier) and with the time of
 * `stamp`. A row lacks the services that weren't used in its period; a period without any use has no row.
 */
export function statisticsOf(
  profile: Profile,
  query: Record<string, string>,
  now: number,
  stamp: StatisticsStamp = 'end',
) {
  const zone = zoneOf(query.timezone);
  const periodicity = query.date || !query.start_date ? 'hour' : periodicityOf(query.periodicity);
  const [from, to] = rangeOf(query, zone, now);
  const ends = periodEnds(from, Math.min(to, now), periodicity, zone);
  const running = localStart(now, periodicity, zone);
  let before = from - 1000;
  const rows: Record<string, number | string>[] = [];
  for (const at of ends) {
    const used = SERVICES.flatMap((service) => {
      const value = usedAt(profile, service, at);
      // Also when it is lower, after a correction.
      return value !== startOf(profile, service, before, at) ? [[service, value] as const] : [];
    });
    const time = stamp === 'after' && at < running ? at + 1000 + AFTER_MS : at;
    if (used.length > 0 && time <= Math.min(to, now))
      rows.push({ time: new Date(time).toISOString(), ...Object.fromEntries(used) });
    before = at;
  }
  return rows;
}

/** Returns the counter at the beginning of the period: 0 at the start of a month. */
function startOf(profile: Profile, service: Service, before: number, at: number): number {
  return MONTHLY.has(service) && monthStart(before) !== monthStart(at) ? 0 : usedAt(profile, service, before);
}

function periodicityOf(text: string | undefined): Periodicity {
  if (text === undefined || text === 'hour') return 'hour';
  if (text === 'day' || text === 'month') return text;
  throw invalid('Invalid periodicity');
}

function zoneOf(text = 'UTC'): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw invalid('Invalid timezone');
  }
}

function rangeOf(query: Record<string, string>, zone: string, now: number): [number, number] {
  if (query.date || !query.start_date) {
    const start = localStart(query.date ? timeIn(query.date) : now, 'day', zone, query.date);
    return [start, nextStart(start, 'day', zone) - 1];
  }
  const from = localStart(timeIn(query.start_date), 'hour', zone, query.start_date);
  if (!query.end_date) return [from, now];
  const end = timeIn(query.end_date);
  // A date without a time means the whole of that day.
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(query.end_date);
  return [from, isDate ? nextStart(localStart(end, 'day', zone, query.end_date), 'day', zone) - 1 : end];
}

function timeIn(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid('Invalid date');
  return at;
}

function periodEnds(from: number, to: number, periodicity: Periodicity, zone: string): number[] {
  const ends: number[] = [];
  let start = localStart(from, periodicity, zone);
  while (start <= to) {
    if (ends.length >= MAX_ROWS) throw invalid('The interval is too long');
    const next = nextStart(start, periodicity, zone);
    ends.push(Math.min(next - 1000, to));
    start = next;
  }
  return ends;
}

/** Returns a zone's offset from UTC at a moment, in ms. */
function offsetOf(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const parts = formatterOf(zone).formatToParts(at);
  const get = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
  return wall - Math.floor(at / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatterOf(zone: string): Intl.DateTimeFormat {
  const kept = formatters.get(zone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/** Returns the beginning of the hour, day or month around a moment, in the zone's local time. */
function localStart(at: number, periodicity: Periodicity, zone: string, asWritten?: string): number {
  // "2026-11-05" is that day in the requested zone, not the day of its midnight in UTC.
  const isDate = asWritten !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asWritten);
  const wall = new Date(isDate ? at : at + offsetOf(at, zone));
  const month = wall.getUTCMonth();
  const day = periodicity === 'month' ? 1 : wall.getUTCDate();
  const hour = periodicity === 'hour' && !isDate ? wall.getUTCHours() : 0;
  return fromWall(Date.UTC(wall.getUTCFullYear(), month, day, hour), zone);
}

function nextStart(start: number, periodicity: Periodicity, zone: string): number {
  if (periodicity === 'hour') return start + HOUR;
  // Within the next day or month, whatever the clock changes.
  return localStart(
    start + (periodicity === 'day' ? DAY + 2 * HOUR : 31 * DAY + 12 * HOUR),
    periodicity,
    zone,
  );
}

function fromWall(wall: number, zone: string): number {
  const guess = wall - offsetOf(wall, zone);
  return wall - offsetOf(guess, zone);
}
