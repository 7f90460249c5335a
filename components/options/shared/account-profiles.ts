import { computed } from '@preact/signals';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import type { ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { goneProfileText } from './gone-profile-text.ts';
import { allProfileRows, distinctName, type ProfileRow } from './profile-rows.ts';

const rowsByKey = computed(
  () =>
    new Map(
      allProfileRows.value.map((profileRow) => [
        lookupKey(profileRow.profile.connectionKey, profileRow.profile.id),
        profileRow,
      ]),
    ),
);

function lookupKey(connectionKey: ConnectionKey, profileId: string): string {
  return `${connectionKey}|${profileId}`;
}

/** Returns the row of a profile that billing knows by its platform id; undefined for one that is gone. */
export function rowByPlatformId(
  connection: Pick<Connection, 'key'>,
  profileId: string,
): ProfileRow | undefined {
  return rowsByKey.value.get(lookupKey(connection.key, profileId));
}

/** Returns a profile's {@link distinctName}; for one that is gone, a text with the end of its id. */
export function profileNameOf(connection: Pick<Connection, 'key'>, profileId: string): string {
  const row = rowByPlatformId(connection, profileId);
  return row ? distinctName(row) : goneProfileText(profileId);
}

/** Returns the account's own profiles, in the platform's order: those whose limits and costs are the account's. */
export function ownedProfiles(connection: Pick<Connection, 'key'>): ProfileRow[] {
  return allProfileRows.value.filter(
    ({ profile }) => profile.connectionKey === connection.key && !profile.shared,
  );
}

/** Returns the profiles that others share with the account: only their owners pay for them and see the cost. */
export function profilesSharedWithMe(connection: Pick<Connection, 'key'>): ProfileRow[] {
  return allProfileRows.value.filter(
    ({ profile }) => profile.connectionKey === connection.key && profile.shared,
  );
}
