import { singleFlight } from '../../async/single-flight.ts';
import { callAsAccount, callAsProfile } from '../../calls/call.ts';
import { noted } from '../../diagnostics/error-log.ts';
import {
  type ConnectionKey,
  originOf,
  type ProfileRef,
  profileKeyOf,
  refOf,
} from '../../domain/identity/keys.ts';
import { parseName } from '../../domain/profiles/name-rule.ts';
import type { Profile, ProfileListItem } from '../../domain/profiles/profile.ts';
import { isWithin, MINUTE_MS } from '../../domain/time.ts';
import {
  fetchProfileInfo,
  fetchProfiles,
  type ProfileList,
  postProfile,
  putProfile,
} from '../../platform/profiles.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { withProfileRef } from '../../refresh/targets.ts';
import { addProfile as addRow, applyLocally } from '../../store/profile-edits.ts';
import { profilesOf, replaceProfiles } from '../../store/profiles.ts';
import { sendAndConfirm } from '../confirmed-change.ts';
import { brokenRule, connectionOf, journal, ownedProfile } from '../lookup.ts';

/** As long as the platform takes one. */
/** A profile that is this young may be the one that was just asked for; clocks differ. */
const RECENT_PROFILE_MS = 5 * MINUTE_MS;

/**
 * Adds a profile to an account, with the free rest of its resources or with nothing allocated. `copies`: how many
 * more of that name came into being meanwhile, where a browser has repeated the request. Throws `plan-limit` when
 * the account may own no more, `invalid-input` (field `name`).
 */
export function addProfile(request: {
  connectionKey: ConnectionKey;
  name: string;
  allocateFreeResources: boolean;
}): Promise<ProfileRef & { copies: number }> {
  const { connectionKey, allocateFreeResources } = request;
  const name = checkedName(request.name);
  return singleFlight(['addProfile', connectionKey, name, allocateFreeResources], async () => {
    await connectionOf(connectionKey);
    const known = await knownProfiles(connectionKey);
    const id = await sendAndConfirm({
      send: () => callAsAccount(connectionKey, (api) => postProfile(api, { name, allocateFreeResources })),
      look: () => recentProfile(connectionKey, name, known),
    }).catch(async (error: unknown) => {
      // The page behind shows what there is, whatever the answer was.
      await rereadProfiles(connectionKey).catch(noted('rereadProfiles'));
      throw error;
    });
    const ref = { connectionKey, profileKey: profileKeyOf(originOf(connectionKey), id) };
    const rows = await takeOverNew(connectionKey, id, name);
    await journal('profile-added', ref, name);
    void refreshAgain(connectionKey, ref).catch(noted('refreshAgain'));
    return { ...ref, copies: newOnes(rows, name, known).filter((row) => row.id !== id).length };
  });
}

/** Gives a profile another name; another profile may bear it already. Owner only. */
export function renameProfile(request: ProfileRef & { name: string }): Promise<null> {
  const name = checkedName(request.name);
  return singleFlight(['renameProfile', refOf(request), name], async () => {
    const before = await ownedProfile(request);
    await updateOnPlatform(request, { name });
    await applyLocally(request, { name });
    await journal('profile-renamed', request, `${before.name} → ${name}`);
    return null;
  });
}

/** Changes a profile on the platform. Whether it arrived can be read in its info. */
export async function updateOnPlatform(
  ref: ProfileRef,
  request: { name?: string; logoUrl?: string | null },
): Promise<void> {
  await sendAndConfirm({
    send: () => callAsProfile(ref, (api, id) => putProfile(api, id, request)),
    look: async () => {
      const info = await callAsProfile(ref, (api, id) => fetchProfileInfo(api, id));
      const named = request.name === undefined || info.name === request.name;
      return named && (request.logoUrl === undefined || info.logoUrl === request.logoUrl) ? true : null;
    },
  });
}

/** Reads the account's list of profiles again into the store and returns it. */
export async function rereadProfiles(connectionKey: ConnectionKey): Promise<ProfileList> {
  const list = await callAsAccount(connectionKey, fetchProfiles);
  await replaceProfiles(
    connectionKey,
    list.rows.map((row) => withProfileRef(connectionKey, row)),
    { partial: list.partial, askedAt: list.askedAt },
  );
  return list;
}

/** What a person types as a profile's name, checked as the platform does. */
function checkedName(text: string): string {
  const name = parseName(text);
  if (name === null) throw brokenRule('name', 'ruleName');
  return name;
}

/** The ids of the account's profiles just before one is added; as they are stored where they cannot be read. */
async function knownProfiles(connectionKey: ConnectionKey): Promise<Set<string>> {
  const listed = await callAsAccount(connectionKey, fetchProfiles).catch(() => null);
  return new Set((listed?.rows ?? (await profilesOf(connectionKey))).map(({ id }) => id));
}

/** The profile of that name that nobody knew and that was made just now; the first of several, or null. */
async function recentProfile(
  connectionKey: ConnectionKey,
  name: string,
  known: ReadonlySet<string>,
): Promise<string | null> {
  return callAsAccount(connectionKey, async (api) => {
    const { rows } = await fetchProfiles(api);
    for (const { id } of newOnes(rows, name, known)) {
      const { createdAt } = await fetchProfileInfo(api, id);
      if (isWithin(RECENT_PROFILE_MS, createdAt, serverNow())) return id;
    }
    return null;
  });
}

function newOnes(
  rows: readonly ProfileListItem[],
  name: string,
  known: ReadonlySet<string>,
): ProfileListItem[] {
  return rows.filter((row) => row.name === name && !row.shared && !known.has(row.id));
}

/**
 * The profile exists even when the list cannot be read again: then a row is made of what is known. Returns the
 * list as it was read.
 */
async function takeOverNew(
  connectionKey: ConnectionKey,
  id: string,
  name: string,
): Promise<ProfileListItem[]> {
  const list = await rereadProfiles(connectionKey).catch(() => null);
  if (list?.rows.some((row) => row.id === id)) return list.rows;
  const { accountId } = await connectionOf(connectionKey);
  const row = {
    id,
    name,
    logoUrl: null,
    shared: false,
    ownerAccountId: accountId,
    position: (await profilesOf(connectionKey)).length,
  } satisfies Partial<Profile>;
  await addRow(withProfileRef(connectionKey, row));
  return list?.rows ?? [];
}
