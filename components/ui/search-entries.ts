import { accountTag, type Connection } from '../../lib/domain/identity/connection.ts';
import { type ProfileKey, refId } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import type { ProfilePreferences } from '../../lib/domain/settings/profile-preferences.ts';
import type { SearchEntry } from '../../lib/domain/text/plain-search.ts';
import { regionText } from '../../lib/i18n/profile-text.ts';

/** Returns what a filter of profiles searches: their names, tags, ids, owners, accounts and regions. */
export function searchEntries(
  profiles: readonly Profile[],
  connections: readonly Connection[],
  preferences: ReadonlyMap<ProfileKey, Pick<ProfilePreferences, 'tag'>>,
): SearchEntry[] {
  // With one account, its name and region would match every profile.
  const about = new Map(
    connections.length < 2
      ? []
      : connections.map((connection) => [
          connection.key,
          [accountTag(connection, connections), regionText(connection)],
        ]),
  );
  return profiles.map((profile) => ({
    id: refId(profile),
    name: profile.name,
    tag: preferences.get(profile.profileKey)?.tag ?? null,
    extra: [
      profile.id,
      ...(profile.ownerName ? [profile.ownerName] : []),
      ...(about.get(profile.connectionKey) ?? []),
    ],
  }));
}
