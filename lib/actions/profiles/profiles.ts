import { singleFlight } from '../../async/single-flight.ts';
import { callAsAccount, callAsProfile } from '../../calls/call.ts';
import { logError, logErrorsOf } from '../../diagnostics/error-log.ts';
import { brokenRule, FailureError } from '../../domain/failure.ts';
import {
  type ConnectionKey,
  originOf,
  type ProfileRef,
  profileKeyOf,
  refOf,
} from '../../domain/identity/keys.ts';
import { renameSubject } from '../../domain/journal.ts';
import { parseName } from '../../domain/profiles/platform-name.ts';
import type { Profile, ProfileListItem } from '../../domain/profiles/profile.ts';
import { isWithin } from '../../domain/time.ts';
import {
  fetchProfileInfo,
  fetchProfiles,
  type ProfileList,
  postProfile,
  putProfile,
} from '../../platform/profiles.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { refreshFacts, refreshTarget } from '../../refresh/refresh-target.ts';
import { storeProfileList, withProfileRef } from '../../refresh/store-profile-list.ts';
import { addProfile as addRow, applyLocally } from '../../store/profile-edits.ts';
import { listProfilesOf } from '../../store/profiles.ts';
import { rereadBilling } from '../billing/billing.ts';
import { RECENT_MS, sendAndConfirm } from '../confirmed-change.ts';
import { connectionOf, ownedProfile } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';

/**
 * Adds a profile to an account, with the account's unallocated resources or with none. Returns its keys and, as
 * `copies`, how many more profiles of that name were created because the browser repeated the request. Throws
 * `plan-limit` when the account may not own more profiles, and `invalid-input` (field `name`).
 */
export function addProfile(request: {
  connectionKey: ConnectionKey;
  name: string;
  allocateFreeResources: boolean;
}): Promise<ProfileRef & { copies: number; isStored: boolean }> {
  const { connectionKey, allocateFreeResources } = request;
  const name = requireName(request.name);
  return singleFlight(['addProfile', connectionKey, name, allocateFreeResources], async () => {
    await connectionOf(connectionKey);
    const known = await knownProfiles(connectionKey);
    const id = await sendAndConfirm({
      send: () => callAsAccount(connectionKey, (api) => postProfile(api, { name, allocateFreeResources })),
      look: () => recentProfile(connectionKey, name, known),
    }).catch(async (error: unknown) => {
      // The page shows the current list, whether or not the profile was added.
      await rereadProfiles(connectionKey).catch(logErrorsOf('rereadProfiles'));
      throw error;
    });
    const ref = { connectionKey, profileKey: profileKeyOf(originOf(connectionKey), id) };
    // It was added, whether or not that can be stored here.
    const rows = await storeNewProfile(connectionKey, id, name).catch((error: unknown) => {
      logError('storeNewProfile', error);
      return null;
    });
    await recordJournal('profile-added', ref, name);
    void refreshAgain(connectionKey, [ref]).catch(logErrorsOf('refreshAgain'));
    // It may have got what was unallocated.
    void rereadBilling(connectionKey, 'restart').catch(logErrorsOf('rereadBilling'));
    const copies = newProfiles(rows ?? [], name, known).filter((row) => row.id !== id).length;
    return { ...ref, copies, isStored: rows !== null };
  });
}

/** Renames a profile; names need not be unique. Owner only. Throws `invalid-input` (field `name`). */
export function renameProfile(request: ProfileRef & { name: string }): Promise<null> {
  const name = requireName(request.name);
  return singleFlight(['renameProfile', refOf(request), name], async () => {
    const before = await ownedProfile(request);
    await updateOnPlatform(request, { name });
    await applyLocally(request, { name }).catch(logErrorsOf('applyLocally'));
    await recordJournal('profile-renamed', request, renameSubject(before.name, name));
    return null;
  });
}

/** Changes a profile on the platform, once (see {@link sendAndConfirm}). */
export async function updateOnPlatform(
  ref: ProfileRef,
  request: { name?: string; logoUrl?: string | null },
): Promise<void> {
  await sendAndConfirm({
    send: () => callAsProfile(ref, (api, id) => putProfile(api, id, request)),
    look: async () => {
      const { name, logoUrl } = await callAsProfile(ref, (api, id) => fetchProfileInfo(api, id));
      return shows(name || undefined, request.name) && shows(logoUrl, request.logoUrl) ? true : null;
    },
  });
}

/** Returns true if a field is as it was sent, or wasn't sent (undefined); throws `malformed` if it couldn't be read. */
function shows(field: string | null | undefined, sent: string | null | undefined): boolean {
  if (sent === undefined) return true;
  if (field === undefined) throw new FailureError({ code: 'malformed' });
  return field === sent;
}

/** Reads the account's list of profiles again into the store and returns it. */
export function rereadProfiles(connectionKey: ConnectionKey): Promise<ProfileList> {
  return callAsAccount(connectionKey, async (api) => {
    // First: it says whose the list is.
    await refreshFacts(connectionKey, api);
    return storeProfileList(connectionKey, api);
  });
}

/**
 * Refreshes the account with its list of profiles, for a page that may show an old one. A failure is stored with the
 * account, and thrown.
 */
export async function readProfiles({ connectionKey }: { connectionKey: ConnectionKey }): Promise<null> {
  const failure = await refreshTarget({ kind: 'account', connectionKey }, () => 'person');
  if (failure) throw new FailureError(failure);
  return null;
}

/** Returns the trimmed name; throws `invalid-input` for one that the platform would refuse. */
function requireName(text: string): string {
  const name = parseName(text);
  if (name === null) throw brokenRule('name', 'ruleName');
  return name;
}

/** Returns the ids of the account's profiles just before one is added; the stored ones if they can't be read. */
async function knownProfiles(connectionKey: ConnectionKey): Promise<Set<string>> {
  const listed = await callAsAccount(connectionKey, fetchProfiles).catch(() => null);
  return new Set((listed?.rows ?? (await listProfilesOf(connectionKey))).map(({ id }) => id));
}

/** Returns the id of a profile of that name that is not in `known` and was just created; null when there is none. */
async function recentProfile(
  connectionKey: ConnectionKey,
  name: string,
  known: ReadonlySet<string>,
): Promise<string | null> {
  return callAsAccount(connectionKey, async (api) => {
    const { rows } = await fetchProfiles(api);
    for (const { id } of newProfiles(rows, name, known)) {
      const { createdAt } = await fetchProfileInfo(api, id);
      if (isWithin(RECENT_MS, createdAt, serverNow(originOf(connectionKey)))) return id;
    }
    return null;
  });
}

function newProfiles(
  rows: readonly ProfileListItem[],
  name: string,
  known: ReadonlySet<string>,
): ProfileListItem[] {
  return rows.filter((row) => row.name === name && !row.shared && !known.has(row.id));
}

/**
 * Reads the list with the new profile into the store and returns it. If the profile is missing there, or the list
 * can't be read, a row for it is added from what is known.
 */
async function storeNewProfile(
  connectionKey: ConnectionKey,
  id: string,
  name: string,
): Promise<ProfileListItem[]> {
  const list = await rereadProfiles(connectionKey).catch(logErrorsOf('rereadProfiles'));
  if (list?.rows.some((row) => row.id === id)) return list.rows;
  const { accountId } = await connectionOf(connectionKey);
  const row = {
    id,
    name,
    logoUrl: null,
    shared: false,
    ownerAccountId: accountId,
    position: (await listProfilesOf(connectionKey)).length,
  } satisfies Partial<Profile>;
  await addRow(withProfileRef(connectionKey, row));
  return list?.rows ?? [];
}
