import type { Connection } from '../domain/identity/connection.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { defaultProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import type { StoreRows } from '../store/example.ts';
import type { StoredHistoryRow } from '../store/schema.ts';
import { EXAMPLE_PRICES, subscriptionFacts } from './billing.ts';
import { ACCOUNT_ID, CONNECTION_KEY, emailOf, idOf, ORIGIN, PEOPLE, refAt } from './identity.ts';
import { type BuiltProfile, buildProfile, historyRows, teamRow, tokenRow, usageRow } from './profile-rows.ts';
import { EXAMPLE_PROFILES } from './profiles.ts';

/**
 * Returns the example account as the background would have stored it at `now` (epoch ms), store by store, without its
 * history.
 */
export function exampleRows(now: number): StoreRows {
  const profiles = builtProfiles(now);
  const owned = profiles.filter(({ profile }) => !profile.shared);
  const withDomain = profiles
    .filter(({ profile }) => profile.addons.custom_dns)
    .map(({ profile }) => profile.id);
  const readable = profiles.filter(({ example }) => !example.denied);
  return {
    connections: [connectionRow(now)],
    profiles: profiles.map(({ profile }) => profile),
    usage: readable.map((one) => usageRow(one, now)),
    team: readable.map((one) => teamRow(one, now)),
    tokens: readable.map((one) => tokenRow(one, now)),
    billing: [
      {
        connectionKey: CONNECTION_KEY,
        allocation: Object.fromEntries(owned.map(({ profile }) => [profile.id, profile.allocation])),
        subscription: subscriptionFacts(withDomain, now),
        prices: EXAMPLE_PRICES,
        fetchedAt: now,
        failure: null,
      },
    ],
    notifications: [{ connectionKey: CONNECTION_KEY, items: [], fetchedAt: now }],
    journal: journalRows(profiles, now),
  };
}

/** Returns the history of the example account's profiles: by far the most of its rows. */
export function exampleHistory(now: number): StoredHistoryRow[] {
  return builtProfiles(now)
    .filter(({ example }) => !example.denied)
    .flatMap((one) => historyRows(one, now));
}

function builtProfiles(now: number): BuiltProfile[] {
  return EXAMPLE_PROFILES.map((example, index) => buildProfile(example, index, now));
}

/** Returns what a person can change about the example: kept until they leave it. */
export function exampleChoices(): StoreRows {
  const [first, second] = EXAMPLE_PROFILES.map((_, index) => refAt(index));
  return {
    settings: [{ key: 'active', active: first!, recents: [second!] }],
    profilePreferences: EXAMPLE_PROFILES.flatMap(({ favourite }, index) =>
      favourite ? [{ ...defaultProfilePreferences(refAt(index).profileKey), favourite }] : [],
    ),
  };
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

function journalRows(profiles: BuiltProfile[], now: number): JournalEntry[] {
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
