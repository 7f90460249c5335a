import type { Failure } from '../../lib/domain/failure.ts';
import { type Forecast, firstFull, urgencyOf } from '../../lib/domain/forecast/forecast.ts';
import type { Connection } from '../../lib/domain/identity/connection.ts';
import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import { pausedUntil } from '../../lib/domain/identity/paused-until.ts';
import { type Level, levelRank } from '../../lib/domain/usage/level.ts';
import type { Usage } from '../../lib/domain/usage/usage.ts';
import {
  freshnessOf,
  isStale,
  lastFailureOf,
  type ServiceStatus,
  usageStatus,
} from '../../lib/domain/usage/usage-status.ts';

/** Why the active profile's numbers are not fresh, or soon won't be. At most one is shown. */
export type Banner =
  | { kind: Obstacle }
  /** `stale`: its numbers are also old. */
  | { kind: 'account-blocked'; stale: boolean }
  /** The latest refresh failed. */
  | { kind: 'failure'; failure: Failure; stale: boolean }
  | { kind: 'stale' };

/** A service at risk, in one sentence. */
export interface UsageAlert {
  service: ServiceStatus & { percent: number };
  /** By what is used, or by how soon it will be full. */
  level: Exclude<Level, 'ok'>;
  /** When it will be full; null: it already is, or isn't expected to be. */
  forecast: (Forecast & { fullAt: number }) | null;
  /** How many further services are full. */
  moreFull: number;
}

export interface CardState {
  banner: Banner | null;
  /** loading: never read, but about to be; none: never read, and won't be until the banner's cause is gone. */
  numbers: 'fresh' | 'old' | 'loading' | 'none';
  services: readonly ServiceStatus[];
  /** No service is known to be allocated, but some numbers couldn't be read. */
  isUnknown: boolean;
  alert: UsageAlert | null;
}

export interface CardFacts {
  /** What keeps the profile's numbers from being read. */
  obstacle: Obstacle | null;
  connection: Pick<Connection, 'state' | 'pause'> | undefined;
  usage: Usage | undefined;
  /** Epoch ms. */
  now: number;
  /** The active profile's refresh interval. */
  refreshMinutes: number;
  /** They are being read, so that in a moment they may be fresh. */
  reading: boolean;
  /** Of its services, the first to be full at the front; empty until they are computed. */
  forecasts: readonly Forecast[];
}

/** Returns what the active profile's card shows. Old numbers stay, marked as such. */
export function cardState(facts: CardFacts): CardState {
  const { usage } = facts;
  const fetchedAt = usage?.fetchedAt ?? null;
  const cause = bannerOf(facts);
  const banner = facts.reading && cause?.kind === 'stale' ? null : cause;
  const { services, unreadable, worst } = usageStatus(usage, facts.now);
  const known = { banner, services, isUnknown: worst === null && unreadable.length > 0 };
  if (fetchedAt === null) return { ...known, numbers: banner ? 'none' : 'loading', alert: null };
  return { ...known, numbers: isFresh(cause) ? 'fresh' : 'old', alert: alertOf(services, facts) };
}

/** Numbers of a blocked account, or after a failure, are fresh as long as they are young. */
function isFresh(banner: Banner | null): boolean {
  return banner === null || ('stale' in banner && !banner.stale);
}

function bannerOf({ obstacle, connection, usage, now, refreshMinutes }: CardFacts): Banner | null {
  if (obstacle) return { kind: obstacle };
  const freshness = freshnessOf(usage, now, refreshMinutes);
  // What keeps numbers from arriving comes first; a blocked account's may still be fresh.
  if (connection?.state === 'blocked' && freshness !== 'offline' && freshness !== 'denied') {
    return { kind: 'account-blocked', stale: freshness === 'stale' };
  }
  if (freshness === 'denied') return { kind: 'denied' };
  const failure = lastFailureOf(usage);
  const fetchedAt = usage?.fetchedAt ?? null;
  const stale = fetchedAt === null || isStale(fetchedAt, now, refreshMinutes);
  // Being held back by the rate limit passes before the numbers are old.
  if (failure && (stale || failure.code !== 'rate-limited')) return { kind: 'failure', failure, stale };
  const pauseEnd = connection ? pausedUntil(connection, now) : 0;
  if (fetchedAt === null && pauseEnd > 0)
    return { kind: 'failure', failure: { code: 'rate-limited', retryAfterMs: pauseEnd - now }, stale };
  return freshness === 'stale' ? { kind: 'stale' } : null;
}

function alertOf(services: readonly ServiceStatus[], { now, forecasts }: CardFacts): UsageAlert | null {
  const atRisk = services.filter(
    (service): service is Allocated => service.percent !== null && service.level !== 'ok',
  );
  const [worst] = atRisk;
  const moreFull = atRisk.slice(1).filter(({ level }) => level === 'blocked').length;
  if (worst?.level === 'blocked') return { service: worst, level: 'blocked', forecast: null, moreFull };
  for (const forecast of forecasts) {
    const soon = firstFull([forecast]);
    const service = services.find((one): one is Allocated => one.service === forecast.service);
    if (!soon || !service?.level) continue;
    const level = service.level === 'high' ? service.level : urgencyOf(soon.fullAt, now);
    // Of equally urgent services, the one whose day is known.
    if (levelRank(level) >= levelRank(worst?.level ?? null))
      return { service, level, forecast: soon, moreFull };
  }
  return worst
    ? { service: worst, level: worst.level as UsageAlert['level'], forecast: null, moreFull }
    : null;
}

type Allocated = ServiceStatus & { percent: number };
