import { computed } from '@preact/signals';
import { nameCollator } from '../../../lib/domain/collate.ts';
import type { Connection } from '../../../lib/domain/connection.ts';
import { type ProfileRef, refId, sameRef } from '../../../lib/domain/keys.ts';
import { levelRank, type WorstService } from '../../../lib/domain/level.ts';
import type { Profile, ProfilePreferences, Team, TokenList, Usage } from '../../../lib/domain/profile.ts';
import { tellApart } from '../../../lib/domain/profile-order.ts';
import { prepareSearch, searchProfiles } from '../../../lib/domain/search.ts';
import { profileTags } from '../../../lib/i18n/profile-text.ts';
import { active, connections, profilePreferences, profiles, usage } from '../../../lib/state/app-state.ts';
import { searchEntries, worstOf } from '../../popup/rows.ts';
import { teams, tokenLists } from '../stores.ts';

/** A profile with all that the tables tell of it. */
export interface ProfileLine {
  id: string;
  profile: Profile;
  connection: Connection | undefined;
  usage: Usage | undefined;
  worst: WorstService | null;
  preferences: ProfilePreferences | undefined;
  /** What sets it apart from its namesakes, and that it is shared. */
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

export type LineOrder = (a: ProfileLine, b: ProfileLine) => number;

/** Orders of lines by column; ties fall back to the name, unknown values stand at the end. */
export const LINE_ORDERS = {
  name: byName,
  owner: byText((line) => (line.profile.shared ? (line.profile.ownerName ?? '~') : '')),
  plan: byText((line) => line.profile.plan ?? ''),
  region: byText((line) => line.connection?.origin ?? ''),
  worst: byNumber((line) => (line.worst ? levelRank(line.worst.level) * 1e6 + line.worst.percent : null)),
  team: byNumber((line) => (line.team?.fetchedAt ? line.team.members.length : null)),
  tokens: byNumber((line) => (line.tokens?.fetchedAt ? line.tokens.tokens.length : null)),
  created: byNumber((line) => line.profile.createdAt),
  favourite: byNumber((line) => (line.preferences?.favourite ? 0 : 1)),
} as const satisfies Record<string, LineOrder>;

function byName(a: ProfileLine, b: ProfileLine): number {
  return nameCollator().compare(a.profile.name, b.profile.name) || (a.id < b.id ? -1 : 1);
}

function byText(textOf: (line: ProfileLine) => string): LineOrder {
  return (a, b) => nameCollator().compare(textOf(a), textOf(b)) || byName(a, b);
}

function byNumber(numberOf: (line: ProfileLine) => number | null): LineOrder {
  return (a, b) => {
    const [one, two] = [numberOf(a), numberOf(b)];
    if (one === null || two === null) return (one === null ? 1 : 0) - (two === null ? 1 : 0) || byName(a, b);
    return one - two || byName(a, b);
  };
}
