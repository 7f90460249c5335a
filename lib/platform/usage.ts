import * as z from 'zod/mini';
import { isFromFuture, parseTime } from '../domain/time.ts';
import { isLimit } from '../domain/usage/amount.ts';
import type { HistoryRow, Periodicity } from '../domain/usage/history.ts';
import { periodEnd, periodsOfReadings, READING_DELAY_MS } from '../domain/usage/periods.ts';
import { hasStatistics, isServiceKey } from '../domain/usage/service.ts';
import type { ServiceUsage, Usage } from '../domain/usage/usage.ts';
import { lenient, numbersIn, parseList, parseOne, timeText } from './parse.ts';
import { type Api, path, request } from './request.ts';
import { serverNow } from './server-clock.ts';

export const summarySchema = z.object({
  limit: z.record(z.string(), z.unknown()),
  limit_used: z.record(z.string(), z.unknown()),
  amount: lenient(z.record(z.string(), z.unknown())),
});

/** The summary of one profile. */
export interface Summary extends Pick<Usage, 'services' | 'unreadable' | 'resources' | 'resourceLimits'> {
  /** Registers that its dashboards read this month; null: not reported. */
  dashboardOutput: number | null;
}

/** Resources that a summary also lists among the limits, although they aren't services. */
const RESOURCES_AMONG_LIMITS: ReadonlySet<string> = new Set(['tcore', 'tcore_cluster']);

/**
 * `GET /profile/{id}/summary`. Services are all keys with a limit, known or not, plus documented ones that were used
 * without a limit (0, not allocated). One that isn't listed as used has used 0; one whose number can't be read is only
 * named as such. Dashboard output is only in `limit_used`, since its limit is the plan's, so it is
 * returned separately. TagoCore and its clusters are resources.
 */
export async function fetchSummary(api: Api, id: string): Promise<Summary> {
  const result = await request(api, { method: 'GET', path: path`/profile/${id}/summary` });
  return usageOf(result);
}

const DASHBOARD_OUTPUT = 'dashboard_output';

function isAllocatedService(key: string): boolean {
  return isServiceKey(key) && key !== DASHBOARD_OUTPUT;
}

/** Parses a summary; throws `malformed` without limits or what is used of them: a missing number isn't 0. */
export function usageOf(result: unknown): Summary {
  const summary = parseOne(summarySchema, result);
  const limits = numbersIn(summary.limit, isLimit);
  const used = numbersIn(summary.limit_used);
  const amounts = numbersIn(summary.amount);

  const keys = new Set([
    ...Object.keys(limits),
    ...[...Object.keys(summary.limit), ...Object.keys(summary.limit_used)].filter(isAllocatedService),
  ]);
  const services: Record<string, ServiceUsage> = {};
  const unreadable: string[] = [];
  const resources = { ...amounts };
  for (const key of keys) {
    if (RESOURCES_AMONG_LIMITS.has(key)) continue;
    const [count, limit] = [orZero(summary.limit_used, used, key), orZero(summary.limit, limits, key)];
    if (count !== null && limit !== null) services[key] = { used: count, limit };
    else unreadable.push(key);
  }
  for (const key of RESOURCES_AMONG_LIMITS) {
    const count = amounts[key] ?? used[key];
    if (count !== undefined) resources[key] = count;
  }
  const resourceLimits = Object.fromEntries(
    Object.entries(limits).filter(([key]) => RESOURCES_AMONG_LIMITS.has(key)),
  );
  const isService = DASHBOARD_OUTPUT in limits;
  if (!isService && orZero(summary.limit_used, used, DASHBOARD_OUTPUT) === null)
    unreadable.push(DASHBOARD_OUTPUT);
  const dashboardOutput = isService ? null : (used[DASHBOARD_OUTPUT] ?? null);
  return {
    services,
    ...(unreadable.length > 0 && { unreadable }),
    resources,
    ...(Object.keys(resourceLimits).length > 0 && { resourceLimits }),
    dashboardOutput,
  };
}

/** Returns a number of a record; 0 if the record doesn't have it, null if it isn't a number. */
function orZero(record: object, numbers: Record<string, number>, key: string): number | null {
  // A key may be that of a method, such as `valueOf`.
  if (Object.hasOwn(numbers, key)) return numbers[key] ?? null;
  return Object.hasOwn(record, key) ? null : 0;
}

interface StatisticsRange {
  periodicity: Periodicity;
  /** Epoch ms, `to` not included. */
  from: number;
  to: number;
}

interface Statistics {
  /** Oldest first. Times are in the format of `Date.toISOString`, so that they sort as text. */
  rows: Pick<HistoryRow, 'time' | 'values' | 'unreadable'>[];
  /**
   * False if a row was left out because its time can't be read or is after the running period: then a period without a
   * row isn't one without use.
   */
  isComplete: boolean;
}

/**
 * `GET /profile/{id}/statistics` in UTC: counters that are cumulative within the month, oldest first, each with the
 * start of its period as its time; periods before and after the range may be among them. A service that wasn't used in
 * a period is missing from its row, which doesn't mean 0. Throws `malformed` if no row can be read.
 */
export async function fetchStatistics(
  api: Api,
  id: string,
  { periodicity, from, to }: StatisticsRange,
): Promise<Statistics> {
  const result = await request(api, {
    method: 'GET',
    path: path`/profile/${id}/statistics`,
    query: {
      start_date: new Date(from).toISOString(),
      // The last period's reading may be from shortly after its end; one taken exactly at this time belongs to the next
      // period.
      end_date: new Date(to + READING_DELAY_MS).toISOString(),
      periodicity,
      timezone: 'UTC',
    },
  });
  const readAt = serverNow(api.origin);
  const history = historyOf(result);
  const rows = history.rows.filter(
    ({ time }) => !isFromFuture(parseTime(time), periodEnd(periodicity, readAt)),
  );
  const times = rows.map(({ time }) => parseTime(time));
  const starts = periodsOfReadings(periodicity, times, readAt);
  const ofPeriods = rows.flatMap((row, index) => {
    const start = starts[index] ?? null;
    return start === null ? [] : [{ ...row, time: new Date(start).toISOString() }];
  });
  return { rows: ofPeriods, isComplete: history.isComplete && rows.length === history.rows.length };
}

export const statisticsRowSchema = z.looseObject({ time: timeText });

/** Returns what can be read of a statistics result. */
export function historyOf(result: unknown): Statistics {
  const rows = parseList(statisticsRowSchema, result).map((row) => {
    const values = numbersIn(row);
    const unreadable = Object.keys(row).filter(
      (key) => hasStatistics(key) && row[key] != null && values[key] === undefined,
    );
    return {
      time: new Date(parseTime(row.time)).toISOString(),
      values,
      ...(unreadable.length > 0 && { unreadable }),
    };
  });
  rows.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return { rows, isComplete: rows.length === (result as unknown[]).length };
}
