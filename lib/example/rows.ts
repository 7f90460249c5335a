import type { PriceTable, SubscriptionFacts } from '../domain/billing/billing.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { type ApiOrigin, connectionKeyOf, type ProfileRef, profileKeyOf } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { defaultProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { JournalEntry } from '../domain/settings/settings.ts';
import type { Team } from '../domain/team.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import type { TokenList } from '../domain/tokens/token.ts';
import { cycleOf } from '../domain/usage/cycle.ts';
import type { Periodicity } from '../domain/usage/history.ts';
import { monthNames } from '../domain/usage/history-range.ts';
import { periodEnd, periodStart, periodsBetween } from '../domain/usage/periods.ts';
import type { ServiceKey } from '../domain/usage/service.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { StoreRows } from '../store/example.ts';
import type { StoredHistoryRow } from '../store/schema.ts';
import { type Counter, counterOf } from './counters.ts';
import { EXAMPLE_PROFILES, type ExampleProfile } from './profiles.ts';

/** An address that can't exist (RFC 2606): nothing made from an example's key leads anywhere. */
const ORIGIN = 'https://api.example.invalid' as ApiOrigin;
const ACCOUNT_ID = idOf(0);
const CONNECTION_KEY = connectionKeyOf(ORIGIN, ACCOUNT_ID);
const MONTHS_OF_HISTORY = 13;
const DAYS_OF_HOURS = 8;

/** The example account as the background would have stored it at `now` (epoch ms), store by store. */
export function exampleRows(now: number): StoreRows {
  const profiles = EXAMPLE_PROFILES.map((example, index) => made(example, index, now));
  const readable = profiles.filter(({ example }) => !example.denied);
  return {
    connections: [connectionRow(now)],
    profiles: profiles.map(({ profile }) => profile),
    usage: readable.map((one) => usageRow(one, now)),
    history: readable.flatMap((one) => historyRows(one, now)),
    team: readable.map((one) => teamRow(one, now)),
    tokens: readable.map((one) => tokenRow(one, now)),
    billing: [
      {
        connectionKey: CONNECTION_KEY,
        allocation: Object.fromEntries(
          profiles.filter(isOwned).map(({ profile }) => [profile.id, profile.allocation]),
        ),
        subscription: subscriptionFacts(profiles, now),
        prices: EXAMPLE_PRICES,
        fetchedAt: now,
        failure: null,
      },
    ],
    notifications: [{ connectionKey: CONNECTION_KEY, items: [], fetchedAt: now }],
    journal: journalRows(profiles, now),
  };
}

/** What a person can change about the example: kept until they leave it. */
export function exampleChoices(): StoreRows {
  const [first, second] = EXAMPLE_PROFILES.map((_, index) => refAt(index));
  return {
    settings: [{ key: 'active', active: first!, recents: [second!] }],
    profilePreferences: EXAMPLE_PROFILES.flatMap(({ favourite }, index) =>
      favourite ? [{ ...defaultProfilePreferences(refAt(index).profileKey), favourite }] : [],
    ),
  };
}

interface Made {
  example: ExampleProfile;
  profile: Profile;
  counters: [ServiceKey, Counter][];
  /** When its numbers were read, epoch ms. */
  readAt: number;
}

function made(example: ExampleProfile, index: number, now: number): Made {
  const readAt = example.failed
    ? now - 3 * HOUR_MS
    : Math.max(cycleOf(now).start, now - (1 + index * 3) * MINUTE_MS);
  const services = Object.entries(example.services) as [ServiceKey, (typeof example.services)[ServiceKey]][];
  return {
    example,
    profile: profileRow(example, index, now),
    counters: services.map(([key, facts]) => [key, counterOf(key, facts!, index + 1, now)]),
    readAt,
  };
}

const isOwned = ({ profile }: Made) => !profile.shared;

function idOf(number: number): string {
  return `e${number.toString(16).padStart(23, '0')}`;
}

function refAt(index: number): ProfileRef {
  return { connectionKey: CONNECTION_KEY, profileKey: profileKeyOf(ORIGIN, idOf(index + 1)) };
}

function connectionRow(now: number): Connection {
  return {
    key: CONNECTION_KEY,
    origin: ORIGIN,
    region: 'us-e1',
    accountId: ACCOUNT_ID,
    accountName: 'Example account',
    email: 'you@example.com',
    company: null,
    plan: 'scale',
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    twoFactor: { authenticator: true, sms: false, email: false },
    credential: {
      kind: 'issued',
      name: 'Profiles for TagoIO',
      profileId: idOf(1),
      expiresAt: now + 300 * DAY_MS,
    },
    state: 'ok',
    failure: null,
    connectedAt: now - 200 * DAY_MS,
    refreshedAt: now - MINUTE_MS,
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

function usageRow({ example, profile, counters, readAt }: Made, now: number): Usage {
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

function historyRows({ profile, counters, readAt }: Made, now: number): StoredHistoryRow[] {
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
        fetchedAt: readAt,
      };
    }),
  );
}

const PEOPLE = ['Ana Souza', 'Marta Vidal', 'Tom Becker', 'Priya Nair'] as const;

function emailOf(name: string): string {
  return `${name.split(' ')[0]!.toLowerCase()}@example.com`;
}

function teamRow({ profile }: Made, now: number): Team {
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

function tokenRow({ profile }: Made, now: number): TokenList {
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

/** Made-up prices in US cents, of the platform's shape. */
export const EXAMPLE_PRICES: PriceTable = {
  plans: { free: 0, starter: 4900, scale: 19900 },
  addons: { custom_dns: 9900, mobile: 9900 },
  tiers: {
    input: tiers([1e6, 0], [3e6, 2000], [10e6, 5500], [20e6, 9000], [50e6, 17000]),
    output: tiers([3e6, 0], [18e6, 2000], [54e6, 5500]),
    data_records: tiers([800e3, 0], [1.5e6, 1500], [5e6, 4000], [10e6, 6000]),
    file_storage: tiers([200, 0], [10e3, 2000], [25e3, 3000]),
    analysis: tiers([3e3, 0], [6e3, 3000], [12e3, 5500], [36e3, 15000]),
    email: tiers([100, 0], [1e3, 250], [2e3, 500], [5e3, 1000]),
    sms: tiers([10, 0], [100, 250], [200, 500], [500, 1250]),
    push_notification: tiers([100, 0], [1e3, 250], [2e3, 500]),
    run_users: tiers([10, 0], [100, 1000], [500, 4000]),
  },
};

function tiers(...pairs: [amount: number, price: number][]): { amount: number; price: number }[] {
  return pairs.map(([amount, price]) => ({ amount, price }));
}

function subscriptionFacts(profiles: Made[], now: number): SubscriptionFacts {
  const withDomain = profiles
    .filter(({ profile }) => profile.addons.custom_dns)
    .map(({ profile }) => profile.id);
  const { start, end } = cycleOf(now);
  return {
    plan: 'scale',
    services: {
      input: 10e6,
      output: 18e6,
      data_records: 5e6,
      file_storage: 10e3,
      analysis: 12e3,
      email: 2e3,
      sms: 200,
      push_notification: 1e3,
      run_users: 100,
    },
    addons: { custom_dns: withDomain },
    cycleStart: new Date(start).toISOString(),
    cycleEnd: new Date(end).toISOString(),
    processing: false,
    paymentError: null,
    pastDue: null,
    notEnoughBalance: false,
    upcomingInvoiceCents: null,
    trialEnd: null,
    schedule: null,
  };
}

function journalRows(profiles: Made[], now: number): JournalEntry[] {
  const entry = (what: JournalEntry['what'], position: number, hours: number, subject: string | null) => ({
    at: now - hours * HOUR_MS,
    what,
    connectionKey: CONNECTION_KEY,
    profileKey: profiles[position]!.profile.profileKey,
    subject,
  });
  return [
    entry('connected', 0, 200 * 24, 'you@example.com'),
    entry('member-invited', 0, 48, emailOf(PEOPLE[3])),
    entry('switched', 1, 26, profiles[1]!.example.name),
    entry('token-copied', 0, 3, 'Dashboard export'),
    entry('switched', 0, 2, profiles[0]!.example.name),
  ].map((row, index) => ({ ...row, id: index + 1 }));
}
