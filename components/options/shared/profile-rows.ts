import { computed } from '@preact/signals';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { type ProfileRef, refId, sameRef } from '../../../lib/domain/identity/keys.ts';
import type {
  Profile,
  ProfilePreferences,
  Team,
  TokenList,
  Usage,
} from '../../../lib/domain/identity/profile.ts';
import { tellApart } from '../../../lib/domain/identity/profile-order.ts';
import { nameCollator } from '../../../lib/domain/text/collate.ts';
import { prepareSearch, searchProfiles } from '../../../lib/domain/text/search.ts';
import { levelRank, type WorstService, worstOf } from '../../../lib/domain/usage/level.ts';
import { apartTags, profileTags } from '../../../lib/i18n/profile-text.ts';
import { active, connections, profilePreferences, profiles, usage } from '../../../lib/state/app-state.ts';
import { searchEntries } from '../../ui/search-entries.ts';
import { teams, tokenLists } from './stores.ts';

/** A profile with all that the tables tell of it. */
export interface ProfileLine {
  id: string;
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
  worst: WorstService | null;
  preferences: ProfilePreferences | undefined;
  /** What sets it apart from its namesakes. */
  apart: string[];
  /** The same, and that it is shared. */
  tags: string[];
  active: boolean;
  team: Team | undefined;
  tokens: TokenList | undefined;
}

/** Every profile of every connection, in the platform's order. */
export const profileLines = computed<ProfileLine[]>(() => {
  const byKey = new Map(connections.value.map((connection) => [connection.key, connection]));
  const apart = tellApart(profiles.value, connections.value);
  return profiles.value.map((profile) => {
    const id = refId(profile);
    const own = usage.value.get(id);
    return {
      id,
      profile,
      connection: byKey.get(profile.connectionKey),
      usage: own,
      worst: worstOf(own),
      preferences: profilePreferences.value.get(profile.profileKey),
      apart: apartTags(apart.get(id)),
      tags: profileTags(profile, apart.get(id)),
      active: sameRef(profile, active.value.active),
      team: teams.value.get(id),
      tokens: tokenLists.value.get(id),
    };
  });
});

/** The line of one profile; undefined while it is not known, or when it is gone. */
export function lineOf(ref: ProfileRef): ProfileLine | undefined {
  const id = refId(ref);
  return profileLines.value.find((line) => line.id === id);
}

const searchIndex = computed(() => prepareSearch(searchEntries(profiles.value, connections.value)));

/** The lines that a filter leaves, each with the parts of its name that matched; in the lines' own order. */
export function filterLines(
  lines: readonly ProfileLine[],
  query: string,
): { line: ProfileLine; ranges: [number, number][] }[] {
  if (query.trim() === '') return lines.map((line) => ({ line, ranges: [] }));
  const hits = new Map(searchProfiles(searchIndex.value, query).map((hit) => [hit.id, hit.ranges]));
  return lines.flatMap((line) => {
    const ranges = hits.get(line.id);
    return ranges ? [{ line, ranges }] : [];
  });
}

type Value = string | number | null;

/** What a column sorts by; null where it is not known. */
const VALUES = {
  name: ({ profile }) => profile.name,
  owner: ({ profile, connection }) =>
    profile.shared ? profile.ownerName : (connection?.accountName ?? null),
  plan: ({ profile, connection }) => profile.plan ?? (profile.shared ? null : (connection?.plan ?? null)),
  region: ({ connection }) => connection?.origin ?? null,
  worst: ({ worst }) => (worst ? levelRank(worst.level) * 1e6 + worst.percent : null),
  team: ({ team }) => (team?.fetchedAt ? team.members.length : null),
  tokens: ({ tokens }) => (tokens?.fetchedAt ? tokens.tokens.length : null),
  created: ({ profile }) => profile.createdAt,
  favourite: ({ preferences }) => (preferences?.favourite ? 0 : 1),
} as const satisfies Record<string, (line: ProfileLine) => Value>;

export type LineSort = keyof typeof VALUES;
export const LINE_SORTS = Object.keys(VALUES) as LineSort[];

/** Lines by a column, either way; ties go by name, and what is not known stands at the end both ways. */
export function sortLines(lines: readonly ProfileLine[], key: LineSort, descending: boolean): ProfileLine[] {
  const read: (line: ProfileLine) => Value = VALUES[key];
  const { compare } = nameCollator();
  const sign = descending ? -1 : 1;
  const ordered = (a: Value, b: Value): number => {
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
  };
  return lines
    .map((line) => ({ line, value: read(line) }))
    .sort(
      (a, b) =>
        ordered(a.value, b.value) ||
        compare(a.line.profile.name, b.line.profile.name) ||
        (a.line.id < b.line.id ? -1 : 1),
    )
    .map(({ line }) => line);
}
