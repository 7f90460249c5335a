import type { Profile } from '../domain/profiles/profile.ts';
import type { Team } from '../domain/team.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import type { TokenList } from '../domain/tokens/token.ts';
import type { Periodicity } from '../domain/usage/history.ts';
import { monthNames } from '../domain/usage/history-range.ts';
import { monthOf } from '../domain/usage/month.ts';
import { periodEnd, periodStart, periodsBetween } from '../domain/usage/periods.ts';
import type { ServiceKey } from '../domain/usage/service.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { StoredHistoryRow } from '../store/schema.ts';
import { type Counter, counterOf } from './counters.ts';
import { ACCOUNT_ID, emailOf, idOf, PEOPLE, refAt } from './identity.ts';
import type { ExampleProfile } from './profiles.ts';

const MONTHS_OF_HISTORY = 13;
const DAYS_OF_HOURS = 8;

/** An example profile with its counters. */
export interface BuiltProfile {
  example: ExampleProfile;
  profile: Profile;
  counters: [ServiceKey, Counter][];
  /** When its numbers were read, epoch ms. */
  readAt: number;
}

/** Returns the profile at `index` of the list as it is at `now` (epoch ms). */
export function buildProfile(example: ExampleProfile, index: number, now: number): BuiltProfile {
  const readAt = example.failed
    ? now - 3 * HOUR_MS
    : Math.max(monthOf(now).start, now - (1 + index * 3) * MINUTE_MS);
  const services = Object.entries(example.services) as [ServiceKey, (typeof example.services)[ServiceKey]][];
  return {
    example,
    profile: profileRow(example, index, now),
    counters: services.map(([key, facts]) => [key, counterOf(key, facts!, index + 1, now)]),
    readAt,
  };
}

function profileRow(example: ExampleProfile, index: number, now: number): Profile {
  const { name, owner, plan, denied, addons = {}, services } = example;
  return {
    ...refAt(index),
    id: idOf(index + 1),
    name,
    logoUrl: null,
    shared: owner !== undefined,
    ownerAccountId: owner ? idOf(0x100 + index) : ACCOUNT_ID,
    ownerName: owner ?? null,
    plan,
    allocation: Object.fromEntries(Object.entries(services).map(([key, { limit }]) => [key, limit])),
    addons,
    createdAt: now - (700 - index * 60) * DAY_MS,
    access: denied ? 'denied' : 'ok',
    ownCredential: 'none',
    position: index,
    infoAt: now,
  };
}

export function usageRow({ example, profile, counters, readAt }: BuiltProfile, now: number): Usage {
  return {
    connectionKey: profile.connectionKey,
    profileKey: profile.profileKey,
    services: Object.fromEntries(
      counters.map(([key, counter]) => [key, { used: counter(readAt), limit: example.services[key]!.limit }]),
    ),
    resources: example.resources,
    fetchedAt: readAt,
    failure: example.failed ? { failure: { code: 'server', status: 503 }, at: now - 4 * MINUTE_MS } : null,
  };
}

export function historyRows({ profile, counters, readAt }: BuiltProfile, now: number): StoredHistoryRow[] {
  const oldest = Date.parse(`${monthNames(now, MONTHS_OF_HISTORY).at(-1)}-01`);
  const starts: Record<Periodicity, number> = {
    month: oldest,
    day: oldest,
    hour: periodStart('hour', now - DAYS_OF_HOURS * DAY_MS),
  };
  return (Object.keys(starts) as Periodicity[]).flatMap((periodicity) =>
    periodsBetween(periodicity, starts[periodicity], readAt).map((start) => {
      const end = Math.min(readAt, periodEnd(periodicity, start) - 1000);
      return {
        profileKey: profile.profileKey,
        periodicity,
        time: new Date(start).toISOString(),
        values: Object.fromEntries(
          counters.filter(([key]) => key !== 'dashboard_output').map(([key, counter]) => [key, counter(end)]),
        ),
        fetchedAt: now,
      };
    }),
  );
}

export function teamRow({ profile }: BuiltProfile, now: number): Team {
  const members = PEOPLE.slice(0, 1 + (profile.position % 3)).map((name, index) => ({
    accountId: idOf(0x200 + index),
    name,
    email: emailOf(name),
    active: true,
    since: now - (300 - index * 90) * DAY_MS,
  }));
  const invited = { accountId: idOf(0x2ff), name: PEOPLE[3], email: emailOf(PEOPLE[3]) };
  return {
    connectionKey: profile.connectionKey,
    profileKey: profile.profileKey,
    members:
      profile.position === 0 ? [...members, { ...invited, active: false, since: now - 2 * DAY_MS }] : members,
    fetchedAt: now,
    failure: null,
  };
}

export function tokenRow({ profile }: BuiltProfile, now: number): TokenList {
  const tokens = [
    { name: 'Dashboard export', permission: 'read', age: 210, used: 1, expires: null },
    {
      name: 'Gateway import',
      permission: 'write',
      age: 130,
      used: 0,
      expires: profile.position === 0 ? 5 : 80,
    },
    { name: 'Old script', permission: 'full', age: 400, used: null, expires: null },
  ].slice(0, 1 + (profile.position % 3 === 0 ? 2 : 1));
  return {
    connectionKey: profile.connectionKey,
    profileKey: profile.profileKey,
    tokens: tokens.map(({ name, permission, age, used, expires }) => ({
      name,
      permission,
      createdAt: new Date(now - (age - profile.position * 17) * DAY_MS).toISOString(),
      createdBy: PEOPLE[profile.position % 2] ?? null,
      expiresAt: expires === null ? null : now + (expires + profile.position * 9) * DAY_MS,
      lastAuthorizedAt: used === null ? null : now - used * HOUR_MS - (1 + profile.position * 4) * MINUTE_MS,
      ours: false,
    })),
    fetchedAt: now,
    failure: null,
  };
}
