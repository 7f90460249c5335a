import type { Failure } from '../../lib/domain/failure.ts';
import { type Forecast, firstFull, urgencyOf } from '../../lib/domain/forecast/forecast.ts';
import type { Connection } from '../../lib/domain/identity/connection.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { needsToken } from '../../lib/domain/profiles/profile.ts';
import type { Level } from '../../lib/domain/usage/level.ts';
import type { Usage } from '../../lib/domain/usage/usage.ts';
import { freshnessOf, type ServiceStatus, usageStatus } from '../../lib/domain/usage/usage-status.ts';

/** Why the active profile's numbers are not fresh. At most one is shown. */
export type Banner =
  | { kind: 'locked' }
  | { kind: 'needs-sign-in' }
  | { kind: 'host-permission' }
  /** `stale`: its numbers are also old. */
  | { kind: 'account-blocked'; stale: boolean }
  | { kind: 'denied' }
  | { kind: 'offline' }
  | { kind: 'failure'; failure: Failure }
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
  alert: UsageAlert | null;
}

export interface CardFacts {
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
  /** Epoch ms. */
  now: number;
  online: boolean;
  locked: boolean;
  /** The active profile's refresh interval. */
  refreshMinutes: number;
  /** Of its services, the first to be full at the front; empty until they are computed. */
  forecasts: readonly Forecast[];
}

/** Returns what the active profile's card shows. Old numbers stay, marked as such. */
export function cardState(facts: CardFacts): CardState {
  const { usage } = facts;
  const fetchedAt = usage?.fetchedAt ?? null;
  const banner = bannerOf(facts);
  const { services } = usageStatus(usage, facts.now);
  if (fetchedAt === null) {
    return { banner, numbers: banner ? 'none' : 'loading', services, alert: null };
  }
  return { banner, numbers: isFresh(banner) ? 'fresh' : 'old', services, alert: alertOf(services, facts) };
}

/** A blocked account's numbers are fresh as long as they still arrive. */
function isFresh(banner: Banner | null): boolean {
  return banner === null || (banner.kind === 'account-blocked' && !banner.stale);
}

function bannerOf({
  profile,
  connection,
  usage,
  now,
  online,
  locked,
  refreshMinutes,
}: CardFacts): Banner | null {
  if (connection?.state === 'needs-sign-in') return { kind: 'needs-sign-in' };
  if (connection?.state === 'host-permission') return { kind: 'host-permission' };
  if (locked) return { kind: 'locked' };
  if (needsToken(profile)) return { kind: 'denied' };
  if (!online) return { kind: 'offline' };
  const freshness = freshnessOf(usage, now, refreshMinutes);
  // What keeps numbers from arriving comes first; a blocked account's may still be fresh.
  if (connection?.state === 'blocked' && freshness !== 'offline' && freshness !== 'denied') {
    return { kind: 'account-blocked', stale: freshness === 'stale' };
  }
  switch (freshness) {
    case 'offline':
      return { kind: 'offline' };
    case 'denied':
      return { kind: 'denied' };
    case 'failed':
      return usage?.failure ? { kind: 'failure', failure: usage.failure.failure } : null;
    case 'stale':
      return usage?.failure && usage.failure.at >= (usage.fetchedAt ?? 0)
        ? { kind: 'failure', failure: usage.failure.failure }
        : { kind: 'stale' };
    default:
      return null;
  }
}

function alertOf(services: readonly ServiceStatus[], { now, forecasts }: CardFacts): UsageAlert | null {
  const atRisk = services.filter(
    (service): service is Allocated => service.percent !== null && service.level !== 'ok',
  );
  const [worst] = atRisk;
  const moreFull = atRisk.slice(1).filter(({ level }) => level === 'blocked').length;
  if (worst?.level === 'blocked') return { service: worst, level: 'blocked', forecast: null, moreFull };
  const soon = firstFull(forecasts);
  const service = soon && services.find((one): one is Allocated => one.service === soon.service);
  if (service?.level && soon) {
    const level = service.level === 'high' ? service.level : urgencyOf(soon.fullAt, now);
    return { service, level, forecast: soon, moreFull: 0 };
  }
  return worst
    ? { service: worst, level: worst.level as UsageAlert['level'], forecast: null, moreFull }
    : null;
}

type Allocated = ServiceStatus & { percent: number };
