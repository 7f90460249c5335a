import { FailureError } from '../domain/failure.ts';
import { type ConnectionKey, originOf, type ProfileRef, profileKeyOf } from '../domain/identity/keys.ts';
import type { ProfileListItem } from '../domain/profiles/profile.ts';
import { fetchProfileInfo, fetchProfiles, type ProfileList } from '../platform/profiles.ts';
import type { Api } from '../platform/request.ts';
import { profilesOf, replaceProfiles } from '../store/profiles.ts';

/** Reads an account's list of profiles into the store and returns it. */
export async function storeProfileList(key: ConnectionKey, api: Api): Promise<ProfileList> {
  const list = await fetchProfileList(key, api);
  const rows = list.rows.map((row) => withProfileRef(key, row));
  await replaceProfiles(key, rows, { partial: list.partial, requestedAt: list.requestedAt });
  return list;
}

/**
 * Reads an account's list of profiles. It is partial also if it has one profile alone, as it may for a token that reaches
 * no other, while the account still owns another that is stored.
 */
export async function fetchProfileList(key: ConnectionKey, api: Api): Promise<ProfileList> {
  const list = await fetchProfiles(api);
  if (list.rows.length !== 1) return list;
  for (const { id, shared } of await profilesOf(key)) {
    // One that is shared no longer is refused as well, so it says nothing.
    if (shared || id === list.rows[0]?.id) continue;
    if (!(await isUnknown(api, id))) return { ...list, partial: true };
  }
  return list;
}

/** Returns true when the platform has no such profile; one that the token may not read exists. */
function isUnknown(api: Api, id: string): Promise<boolean> {
  return fetchProfileInfo(api, id).then(
    () => false,
    (error: unknown) => error instanceof FailureError && error.failure.code === 'not-found',
  );
}

/** Returns a row of the platform's list with its keys in the store. */
export function withProfileRef(
  connectionKey: ConnectionKey,
  row: ProfileListItem,
): ProfileRef & ProfileListItem {
  return { ...row, connectionKey, profileKey: profileKeyOf(originOf(connectionKey), row.id) };
}
