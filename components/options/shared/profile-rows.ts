import { computed } from '@preact/signals';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { type ProfileRef, refFromId, refId } from '../../../lib/domain/identity/keys.ts';
import { disambiguate } from '../../../lib/domain/profiles/disambiguate.ts';
import { planOf } from '../../../lib/domain/profiles/plan.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { byName, orderWithoutUsage } from '../../../lib/domain/profiles/profile-order.ts';
import type { ProfilePreferences } from '../../../lib/domain/settings/profile-preferences.ts';
import type { Team } from '../../../lib/domain/team.ts';
import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { prepareSearch } from '../../../lib/domain/text/plain-search.ts';
import { searchProfiles } from '../../../lib/domain/text/search.ts';
import type { TokenList } from '../../../lib/domain/tokens/token.ts';
import { levelRank } from '../../../lib/domain/usage/level.ts';
import type { Usage } from '../../../lib/domain/usage/usage.ts';
import { type UsageStatus, usageStatus, type WorstService } from '../../../lib/domain/usage/usage-status.ts';
import { disambiguationTags, profileTags } from '../../../lib/i18n/profile-text.ts';
import {
  active,
  connections,
  firstScreen,
  month,
  profilePreferences,
  profiles,
  usage,
} from '../../../lib/state/app-state.ts';
import { searchEntries } from '../../ui/search-entries.ts';
import { teams, tokenLists } from './lists.ts';
import { profilesOnce } from './profiles-once.ts';

/** A profile with all that the tables show of it. */
export interface ProfileRow {
  id: string;
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
  /** The status of that usage in the current month. */
  status: UsageStatus;
  worst: WorstService | null;
  preferences: ProfilePreferences | undefined;
  /** What disambiguates it from profiles of the same name. */
  disambiguationTags: string[];
  /** These tags, and one that says that it is shared. */
  tags: string[];
  active: boolean;
  team: Team | undefined;
  tokens: TokenList | undefined;
}

/** Returns a profile's name with its tags, for lists of choices: `Plant (Yours)`. */
export function nameWithTags({ profile, tags }: Pick<ProfileRow, 'profile' | 'tags'>): string {
  return tags.length > 0 ? `${isolate(profile.name)} (${tags.join(', ')})` : profile.name;
}

/** Returns a profile's name, with tags only where another has the same: for the labels of buttons. */
export function distinctName({ profile, disambiguationTags: tags }: ProfileRow): string {
  return nameWithTags({ profile, tags });
}

/** Every profile as every connection sees it, in the platform's order. */
export const allProfileRows = computed<ProfileRow[]>(() => {
  const byKey = new Map(connections.value.map((connection) => [connection.key, connection]));
  const differences = firstScreen.value
    ? new Map(firstScreen.value.disambiguators)
    : disambiguate(profilesOnce.value, connections.value);
  return profiles.value.map((profile) => {
    const id = refId(profile);
    const profileUsage = usage.value.get(id);
    const status = usageStatus(profileUsage, month.value);
    return {
      id,
      profile,
      connection: byKey.get(profile.connectionKey),
      usage: profileUsage,
      status,
      worst: status.worst,
      preferences: profilePreferences.value.get(profile.profileKey),
      disambiguationTags: disambiguationTags(differences.get(id)),
      tags: profileTags(profile, differences.get(id)),
      active: profile.profileKey === active.value.active?.profileKey,
      team: teams.value.get(id),
      tokens: tokenLists.value.get(id),
    };
  });
});

/** Each profile once, through the connection with the better rights; see {@link profilesOnce}. */
export const profileRows = computed<ProfileRow[]>(() => {
  const best = new Set(profilesOnce.value);
  return allProfileRows.value.filter(({ profile }) => best.has(profile));
});

/**
 * Returns the row of one profile, whichever connection was named; undefined while it is not known, or when it is gone.
 */
export function rowFor({ profileKey }: Pick<ProfileRef, 'profileKey'>): ProfileRow | undefined {
  return profileRows.value.find(({ profile }) => profile.profileKey === profileKey);
}

/** Returns the row of a profile named in an address by its refId; without one, or when it is gone, the active one's. */
export function rowForId(id: string | undefined): ProfileRow | undefined {
  const ref = id ? refFromId(id) : null;
  return (ref && rowFor(ref)) ?? profileRows.value.find(({ active }) => active);
}

const searchIndex = computed(() =>
  prepareSearch(searchEntries(profilesOnce.value, connections.value, profilePreferences.value)),
);

/** A row that a filter left, with the matching parts of its name. */
export interface FoundRow {
  row: ProfileRow;
  ranges: [number, number][];
}

/** Returns the rows that match a filter, in their order. */
export function filterRows(rows: readonly ProfileRow[], query: string): FoundRow[] {
  if (query.trim() === '') return rows.map((row) => ({ row, ranges: [] }));
  const hits = new Map(searchProfiles(searchIndex.value, query).map((hit) => [hit.id, hit.ranges]));
  return rows.flatMap((row) => {
    const ranges = hits.get(row.id);
    return ranges ? [{ row, ranges }] : [];
  });
}

/** Returns how many people are in a profile's team or invited; null if that was not read yet. */
export function teamCount({ team }: Pick<ProfileRow, 'team'>): number | null {
  return team?.fetchedAt ? team.members.length : null;
}

/** Returns how many tokens a profile has; null if that was not read yet. */
export function tokenCount({ tokens }: Pick<ProfileRow, 'tokens'>): number | null {
  return tokens?.fetchedAt ? tokens.tokens.length : null;
}

type Value = string | number | null;

/** What a column sorts by; null where it is not known. */
const VALUES = {
  name: ({ profile }) => profile.name,
  owner: ({ profile, connection }) =>
    profile.shared ? profile.ownerName : connection ? connectionName(connection, 'accountName') : null,
  plan: ({ profile, connection }) => planOf(profile, connection),
  region: ({ connection }) => connection?.origin ?? null,
  worst: ({ worst }) => (worst ? levelRank(worst.level) * 1e6 + worst.percent : null),
  team: teamCount,
  tokens: tokenCount,
  created: ({ profile }) => profile.createdAt,
  favourite: ({ preferences }) => (preferences?.favourite ? 0 : 1),
} as const satisfies Record<string, (row: ProfileRow) => Value>;

/** A column, or `custom`: the person's own order. */
export type RowSort = keyof typeof VALUES | 'custom';
export const ROW_SORTS = [...Object.keys(VALUES), 'custom'] as RowSort[];

/** Returns the rows sorted by a column; equal ones by name, and unknown values last in both directions. */
export function sortRows(
  rows: readonly ProfileRow[],
  { key, descending }: { key: RowSort; descending: boolean },
): ProfileRow[] {
  if (key === 'custom') return inCustomOrder(rows);
  const read: (row: ProfileRow) => Value = VALUES[key];
  const compareNames = byName();
  const ordered = valueOrder(descending);
  return rows
    .map((row) => ({ row, value: read(row) }))
    .sort((a, b) => ordered(a.value, b.value) || compareNames(a.row.profile, b.row.profile))
    .map(({ row }) => row);
}

/** Returns the order of a column's values; unknown ones (null) are last in both directions. */
export function valueOrder(descending: boolean): (a: Value, b: Value) => number {
  const { compare } = nameCollator();
  const direction = descending ? -1 : 1;
  return (a, b) => {
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return (
      direction * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)))
    );
  };
}

/** Returns the rows in the order of the icon's menu, which only the person changes. */
function inCustomOrder(rows: readonly ProfileRow[]): ProfileRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const profiles = rows.map(({ profile }) => profile);
  const context = { active: null, recents: [], preferences: profilePreferences.value };
  return orderWithoutUsage(profiles, context).flatMap((profile) => byId.get(refId(profile)) ?? []);
}
