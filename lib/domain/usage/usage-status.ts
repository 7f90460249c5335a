import type { Failure, FailureCode } from '../failure.ts';
import { isWithin, MINUTE_MS } from '../time.ts';
import type { Level } from './level.ts';
import { monthOf } from './month.ts';
import { isMonthly, isNothingAllocated, isServiceKey, SERVICE_KEYS } from './service.ts';
import { levelOf, percentOf } from './service-level.ts';
import type { ServiceUsage, Usage } from './usage.ts';

/** One service of a profile. `level` and `percent` are null if nothing is allocated, or usage is last month's. */
export interface ServiceStatus extends ServiceUsage {
  service: string;
  level: Level | null;
  percent: number | null;
  /** True if the counter was reset since it was read. */
  lastMonth: boolean;
}

/** The allocated service that is closest to its limit (or furthest over it). */
export interface WorstService extends ServiceUsage {
  service: string;
  level: Level;
  percent: number;
}

/** What a usage record says about the current month. */
export interface UsageStatus {
  /** Epoch ms; null: never read. */
  fetchedAt: number | null;
  /** Closest to its limit first, then last month's, then those without allocation; unknown services too. */
  services: readonly ServiceStatus[];
  /** Services whose numbers couldn't be read. */
  unreadable: readonly string[];
  /** The allocated service closest to its limit; null if none is known for this month. */
  worst: WorstService | null;
  /** True if it was read in another month, so that its monthly counters aren't this month's. */
  lastMonth: boolean;
}

/** Whether usage is up to date, and if not, why. */
type Freshness = 'fresh' | 'stale' | 'offline' | 'denied' | 'unread' | 'failed';

type Counted = Pick<Usage, 'services' | 'unreadable' | 'fetchedAt'>;

/** Usage older than this many refresh intervals is marked as stale. */
const STALE_INTERVALS = 3;
const NETWORK_FAILURES: ReadonlySet<FailureCode> = new Set(['offline', 'timeout']);

const UNREAD: UsageStatus = { fetchedAt: null, services: [], unreadable: [], worst: null, lastMonth: false };
/** Cache by record, since lists need them on every change. `month`: the one the status is for. */
const known = new WeakMap<Counted, { month: number; status: UsageStatus }>();

/** Returns the status of a stored record at `now` (epoch ms); it is the same during the whole month. */
export function usageStatus(usage: Counted | undefined, now: number): UsageStatus {
  if (!usage || usage.fetchedAt === null) return UNREAD;
  const month = monthOf(now).start;
  const before = known.get(usage);
  if (before?.month === month) return before.status;
  const status = statusOf(usage, usage.fetchedAt, month);
  known.set(usage, { month, status });
  return status;
}

/** Returns one service of a status; undefined where the profile does not report it. */
export function serviceStatus({ services }: UsageStatus, service: string): ServiceStatus | undefined {
  return services.find((one) => one.service === service);
}

/** Returns how much of a service with this limit is used this month; null: not known. */
export function usedOf(status: UsageStatus, service: string, limit: number): number | null {
  if (status.fetchedAt === null || status.unreadable.includes(service)) return null;
  const usage = serviceStatus(status, service);
  if (usage) return usage.lastMonth ? null : usage.used;
  // A service without allocation may be missing from the platform's summary: then nothing of it is used.
  return limit === 0 ? 0 : null;
}

/** Returns how up to date a record is. `refreshMinutes`: the refresh interval. */
export function freshnessOf(
  usage: Pick<Usage, 'fetchedAt' | 'failure'> | undefined,
  now: number,
  refreshMinutes: number,
): Freshness {
  const fetchedAt = usage?.fetchedAt ?? null;
  const failed = lastFailureOf(usage)?.code;
  if (failed && NETWORK_FAILURES.has(failed)) return 'offline';
  if (failed === 'denied') return 'denied';
  if (fetchedAt === null) return failed ? 'failed' : 'unread';
  return isStale(fetchedAt, now, refreshMinutes) ? 'stale' : 'fresh';
}

/** Returns why the latest refresh failed; null if it didn't. */
export function lastFailureOf(usage: Pick<Usage, 'failure'> | undefined): Failure | null {
  return usage?.failure?.failure ?? null;
}

/** Returns from when on usage read at `fetchedAt` is stale: too old, or last month's. Epoch ms. */
export function staleFrom(fetchedAt: number, refreshMinutes: number): number {
  return Math.min(fetchedAt + staleAfterMs(refreshMinutes), monthOf(fetchedAt).end);
}

/** Returns true if numbers read at `fetchedAt` are too old, or another month's. Both times in epoch ms. */
export function isStale(fetchedAt: number, now: number, refreshMinutes: number): boolean {
  return !isWithin(staleAfterMs(refreshMinutes), fetchedAt, now) || isOfOtherMonth(fetchedAt, now);
}

function staleAfterMs(refreshMinutes: number): number {
  return STALE_INTERVALS * refreshMinutes * MINUTE_MS;
}

function isOfOtherMonth(fetchedAt: number, now: number): boolean {
  return monthOf(fetchedAt).start !== monthOf(now).start;
}

/**
 * Returns how close a profile is to its limit: the usage of its worst service as a fraction of the limit; -1: not
 * known.
 */
export function worstShareOf({ worst }: UsageStatus): number {
  return worst ? Math.max(0, worst.used) / worst.limit : -1;
}

function statusOf(usage: Counted, fetchedAt: number, month: number): UsageStatus {
  const lastMonth = isOfOtherMonth(fetchedAt, month);
  const services = Object.entries(usage.services)
    .map(([service, { used, limit }]): ServiceStatus => {
      const old = lastMonth && isMonthly(service);
      const serviceUsage = { used, limit };
      return {
        service,
        used,
        limit,
        level: old ? null : levelOf(serviceUsage),
        percent: old ? null : percentOf(serviceUsage),
        lastMonth: old,
      };
    })
    .sort(
      (a, b) =>
        share(b) - share(a) || place(a.service) - place(b.service) || (a.service < b.service ? -1 : 1),
    );
  return { fetchedAt, services, unreadable: usage.unreadable ?? [], worst: worstOf(services), lastMonth };
}

/** Returns the first of the ordered services; null if only a fixed limit is left, and usage is far below it. */
function worstOf(services: ServiceStatus[]): WorstService | null {
  const [first] = services;
  if (!first || first.level === null || first.percent === null) return null;
  if (first.level === 'ok' && isNothingAllocated(services)) return null;
  return { ...first, level: first.level, percent: first.percent };
}

/** Sort key: usage as a fraction of the limit; negative for last month's usage and unallocated services. */
function share({ used, limit, percent, lastMonth }: ServiceStatus): number {
  if (percent !== null) return Math.max(0, used) / limit;
  return lastMonth && limit > 0 ? -1 : -2;
}

/** Sort key among equals: the platform's order, then unknown services. */
function place(service: string): number {
  return isServiceKey(service) ? SERVICE_KEYS.indexOf(service) : SERVICE_KEYS.length;
}
