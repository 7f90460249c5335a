import { isRefusal } from '../calls/verify-credential.ts';
import { FailureError } from '../domain/failure.ts';
import {
  type ConnectionKey,
  originOf,
  type ProfileKey,
  type ProfileRef,
  profileKeyOf,
} from '../domain/identity/keys.ts';
import type { Profile, ProfileListItem } from '../domain/profiles/profile.ts';
import { fetchProfileInfo, fetchProfiles, type ProfileList } from '../platform/profiles.ts';
import type { Api } from '../platform/request.ts';
import { listProfilesOf, replaceProfiles } from '../store/profiles.ts';

/** How many profiles that are gone are looked up in one reading of a list; the next one continues. */
const MAX_GONE = 20;

/**
 * An account's list of profiles. `gone`: stored ones that the platform no longer has, also where the list is partial.
 */
interface CheckedList extends ProfileList {
  gone: ProfileKey[];
}

/** Reads an account's list of profiles into the store and returns it. */
export async function storeProfileList(key: ConnectionKey, api: Api): Promise<ProfileList> {
  const list = await fetchProfileList(key, api);
  const rows = list.rows.map((row) => withProfileRef(key, row));
  const { partial, gone, requestedAt } = list;
  await replaceProfiles(key, rows, { partial, gone, requestedAt });
  return list;
}

/**
 * Reads an account's list of profiles. It is partial also if it has one profile or none, as it may for a token that
 * reaches no other, while another that is stored may still exist.
 */
export async function fetchProfileList(key: ConnectionKey, api: Api): Promise<CheckedList> {
  const list = await fetchProfiles(api);
  const gone: ProfileKey[] = [];
  if (list.rows.length > 1) return { ...list, gone };
  const missing = (await listProfilesOf(key)).filter(({ id }) => id !== list.rows[0]?.id);
  // Owned ones first: one that exists ends it, and the refusal of a shared one doesn't say whether it does.
  for (const profile of missing.sort((a, b) => Number(a.shared) - Number(b.shared))) {
    const found = await lookUp(api, profile);
    if (found === 'gone') gone.push(profile.profileKey);
    if (found === 'exists' || gone.length === MAX_GONE) return { ...list, partial: true, gone };
  }
  return { ...list, gone };
}

/**
 * Asks the platform for a profile. An owned one that the token may not read exists; a shared one may be shared no
 * longer.
 */
async function lookUp(api: Api, { id, shared }: Profile): Promise<'exists' | 'gone' | 'unknown'> {
  try {
    await fetchProfileInfo(api, id);
    return 'exists';
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'not-found') return 'gone';
    return shared && isRefusal(error) ? 'unknown' : 'exists';
  }
}

/** Returns a row of the platform's list with its keys in the store. */
export function withProfileRef(
  connectionKey: ConnectionKey,
  row: ProfileListItem,
): ProfileRef & ProfileListItem {
  return { ...row, connectionKey, profileKey: profileKeyOf(originOf(connectionKey), row.id) };
}
