import type { Connection } from '../../lib/domain/connection.ts';
import { refId } from '../../lib/domain/keys.ts';
import { worstOf } from '../../lib/domain/level.ts';
import type { Profile, Usage } from '../../lib/domain/profile.ts';
import type { SearchEntry } from '../../lib/domain/search.ts';
import { regionText } from '../../lib/i18n/profile-text.ts';

/** One line of the list: a profile and which parts of its name the filter found. */
export interface Row {
  id: string;
  profile: Profile;
  ranges: [number, number][];
}

/** How many profiles are blocked, and how many have a service at 80 % or more without being blocked. */
export function countTrouble(
  profiles: readonly Profile[],
  usage: ReadonlyMap<string, Usage>,
): { blocked: number; near: number } {
  const count = { blocked: 0, near: 0 };
  for (const profile of profiles) {
    const level = worstOf(usage.get(refId(profile)))?.level;
    if (level === 'blocked') count.blocked++;
    else if (level === 'high' || level === 'warning') count.near++;
  }
  return count;
}

/** What the filter searches: names, and beside them ids, owners, accounts and regions. */
export function searchEntries(
  profiles: readonly Profile[],
  connections: readonly Connection[],
): SearchEntry[] {
  // With one account, its name and region would match every profile and tell nothing.
  const about = new Map(
    connections.length < 2
      ? []
      : connections.map((connection) => [
          connection.key,
          [accountText(connection, connections), regionText(connection)],
        ]),
  );
  return profiles.map((profile) => ({
    id: refId(profile),
    name: profile.name,
    extra: [
      profile.id,
      ...(profile.ownerName ? [profile.ownerName] : []),
      ...(about.get(profile.connectionKey) ?? []),
    ],
  }));
}

function accountText({ accountName, email }: Connection, connections: readonly Connection[]): string {
  const namesakes = connections.filter((other) => other.accountName === accountName);
  return namesakes.length > 1 ? email : accountName;
}

/** Where a key moves the highlight among `count` rows; null when it is not such a key. */
export function moveHighlight(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowUp':
      return (index - 1 + count) % count;
    case 'PageDown':
      return Math.min(count - 1, index + page);
    case 'PageUp':
      return Math.max(0, index - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
