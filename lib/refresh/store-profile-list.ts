import { isRefusal } from '../calls/verify-credential.ts';
import { FailureError } from '../domain/failure.ts';
import { type ConnectionKey, originOf, type ProfileRef, profileKeyOf } from '../domain/identity/keys.ts';
import type { Profile, ProfileListItem } from '../domain/profiles/profile.ts';
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
 * Reads an account's list of profiles. It is partial also if it has one profile or none, as it may for a token that
 * reaches no other, while another that is stored still exists.
 */
export async function fetchProfileList(key: ConnectionKey, api: Api): Promise<ProfileList> {
  const list = await fetchProfiles(api);
  if (list.rows.length > 1) return list;
  for (const profile of await profilesOf(key))
    if (profile.id !== list.rows[0]?.id && !(await isUnknown(api, profile)))
      return { ...list, partial: true };
  return list;
}

/**
 * Returns true when the platform has no such profile. An owned one that the token may not read exists; a shared one may
 * be shared no longer.
 */
function isUnknown(api: Api, { id, shared }: Profile): Promise<boolean> {
  return fetchProfileInfo(api, id).then(
    () => false,
    (error: unknown) =>
      (error instanceof FailureError && error.failure.code === 'not-found') || (shared && isRefusal(error)),
  );
}

/** Returns a row of the platform's list with its keys in the store. */
export function withProfileRef(
  connectionKey: ConnectionKey,
  row: ProfileListItem,
): ProfileRef & ProfileListItem {
  return { ...row, connectionKey, profileKey: profileKeyOf(originOf(connectionKey), row.id) };
}
