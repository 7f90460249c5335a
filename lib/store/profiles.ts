import { FailureError } from '../domain/failure.ts';
import type { ConnectionKey, ProfileKey, ProfileRef } from '../domain/identity/keys.ts';
import {
  newProfile,
  type Profile,
  type ProfileInfo,
  type ProfileListItem,
} from '../domain/profiles/profile.ts';
import { byConnectionThenPosition } from '../domain/profiles/profile-order.ts';
import type { RowChange } from './credentials.ts';
import { removeProfiles, STORES_OF_A_PROFILE } from './remove.ts';
import { isChangedSince, isSuperseded, readChangeTimes, recordList } from './response-order.ts';
import { compoundRange, pairKey } from './store-keys.ts';
import { type RecordChange, read, write } from './transaction.ts';

/** Returns all profiles of all connections, by connection, in the platform's order. */
export async function listProfiles(): Promise<Profile[]> {
  const rows = await read(['profiles'], (transaction) => transaction.objectStore('profiles').getAll());
  return rows.sort(byConnectionThenPosition);
}

export async function getProfile(ref: ProfileRef): Promise<Profile | undefined> {
  return read(['profiles'], (transaction) => transaction.objectStore('profiles').get(pairKey(ref)));
}

/** Returns a profile's rows: one for each connected account that sees it. */
export async function listRowsOfProfile(profileKey: ProfileKey): Promise<Profile[]> {
  return read(['connections', 'profiles'], async (transaction) => {
    const store = transaction.objectStore('profiles');
    const connections = await transaction.objectStore('connections').getAllKeys();
    const rows = await Promise.all(connections.map((key) => store.get([key, profileKey])));
    return rows.filter((row) => row !== undefined);
  });
}

/**
 * Returns the row through which a profile's limits can be changed: its owner's account's; undefined: that isn't
 * connected.
 */
export async function getOwnedProfile(profileKey: ProfileKey): Promise<Profile | undefined> {
  return (await listRowsOfProfile(profileKey)).find(({ shared }) => !shared);
}

/** Returns the profiles of one connection in the platform's order. */
export async function listProfilesOf(connectionKey: ConnectionKey): Promise<Profile[]> {
  const rows = await read(['profiles'], (transaction) =>
    transaction.objectStore('profiles').getAll(compoundRange(connectionKey)),
  );
  return rows.sort(byConnectionThenPosition);
}

/**
 * Stores the platform's list of a connection's profiles: adds new ones, keeps what a list doesn't contain (info,
 * access, the profile's credential), and removes missing ones with all their data. Writes only rows that differ.
 * - `partial`: the list is incomplete (a malformed row), so nothing is removed but what is `gone`.
 * - `requestedAt` (default: now): when the list was requested. Changes that a person made since are kept, and a list
 *   older than the last one is ignored.
 *
 * Returns the removed and added profiles. Writes nothing when the connection no longer exists.
 */
export async function replaceProfiles(
  connectionKey: ConnectionKey,
  rows: (ProfileRef & ProfileListItem)[],
  {
    partial = false,
    gone = [],
    requestedAt = Date.now(),
  }: { partial?: boolean; gone?: readonly ProfileKey[]; requestedAt?: number } = {},
): Promise<{ added: ProfileRef[]; removed: ProfileRef[] }> {
  return write([...STORES_OF_A_PROFILE], async (transaction, recordChange) => {
    const nothing = { added: [], removed: [] };
    if ((await transaction.objectStore('connections').getKey(connectionKey)) === undefined) return nothing;
    const settings = transaction.objectStore('settings');
    const changeTimes = await readChangeTimes(settings, connectionKey);
    if (isSuperseded(changeTimes, requestedAt)) return nothing;
    const isKept = (profileKey: ProfileKey) => isChangedSince(changeTimes, profileKey, requestedAt);
    const store = transaction.objectStore('profiles');
    const before = new Map(
      (await store.getAll(compoundRange(connectionKey))).map((profile) => [profile.profileKey, profile]),
    );
    const added: ProfileRef[] = [];
    const puts: Promise<unknown>[] = [];
    for (const row of rows) {
      const known = before.get(row.profileKey);
      before.delete(row.profileKey);
      if (isKept(row.profileKey)) continue;
      const after = known ? mergeListRow(known, row) : newProfile({ ...row, connectionKey });
      if (after === known) continue;
      if (!known) added.push({ connectionKey, profileKey: row.profileKey });
      puts.push(store.put(after));
      recordChange('profiles', [connectionKey, row.profileKey]);
    }
    await Promise.all(puts);
    const missing = [...before.keys()].filter((profileKey) => !partial || gone.includes(profileKey));
    const removed = missing
      .filter((profileKey) => !isKept(profileKey))
      .map((profileKey) => ({ connectionKey, profileKey }));
    await removeProfiles(transaction, recordChange, removed);
    await recordList(settings, connectionKey, requestedAt);
    return { added, removed };
  });
}

/** Changes a stored profile. Returns undefined, and writes nothing, when it no longer exists. */
export async function updateProfile(
  ref: ProfileRef,
  change: (profile: Profile) => Profile,
): Promise<Profile | undefined> {
  return write(['profiles'], (transaction, recordChange) =>
    updateRow(transaction.objectStore('profiles'), recordChange, ref, change),
  );
}

/**
 * Returns the change of a stored profile for its credential's transaction; it throws `not-found` when the profile no
 * longer exists.
 */
export function updateProfileChange(ref: ProfileRef, change: (profile: Profile) => Profile): RowChange {
  return async (transaction, recordChange) => {
    if (!(await updateRow(transaction.objectStore('profiles'), recordChange, ref, change)))
      throw new FailureError({ code: 'not-found' });
  };
}

async function updateRow(
  store: {
    get(key: [ConnectionKey, ProfileKey]): Promise<Profile | undefined>;
    put(row: Profile): Promise<unknown>;
  },
  recordChange: RecordChange,
  ref: ProfileRef,
  change: (profile: Profile) => Profile,
): Promise<Profile | undefined> {
  const before = await store.get(pairKey(ref));
  if (!before) return undefined;
  const after = change(before);
  if (after === before) return before;
  await store.put(after);
  recordChange('profiles', pairKey(ref));
  return after;
}

/**
 * Stores a profile's info that was requested at `requestedAt`; name and logo only if no newer ones are stored. What
 * couldn't be read stays as it is stored.
 */
export async function putProfileInfo(
  ref: ProfileRef,
  info: Omit<ProfileInfo, 'id'>,
  requestedAt: number,
): Promise<void> {
  await write(['profiles', 'settings'], async (transaction, recordChange) => {
    const store = transaction.objectStore('profiles');
    const before = await store.get(pairKey(ref));
    if (!before) return;
    const changeTimes = await readChangeTimes(transaction.objectStore('settings'), ref.connectionKey);
    const isOld =
      isSuperseded(changeTimes, requestedAt) || isChangedSince(changeTimes, ref.profileKey, requestedAt);
    const { plan, allocation, addons, createdAt } = info;
    await store.put({
      ...before,
      name: isOld ? before.name : info.name || before.name,
      logoUrl: isOld || info.logoUrl === undefined ? before.logoUrl : info.logoUrl,
      ownerAccountId: info.ownerAccountId ?? before.ownerAccountId,
      plan: plan === undefined ? before.plan : plan,
      allocation: allocation ?? before.allocation,
      addons: addons ?? before.addons,
      createdAt: createdAt ?? before.createdAt,
      infoAt: Date.now(),
    });
    recordChange('profiles', pairKey(ref));
  });
}

/**
 * Returns the row with the list's values; `known` itself when nothing differs. Of a profile that has changed hands,
 * what was known of its owner is forgotten.
 */
function mergeListRow(known: Profile, row: ProfileRef & ProfileListItem): Profile {
  const owner = row.ownerAccountId ?? known.ownerAccountId;
  const isPassedOn = row.shared !== known.shared || owner !== (known.ownerAccountId ?? owner);
  const before = isPassedOn
    ? { ...known, plan: null, infoAt: null, ownerAccountId: null, ownerName: null }
    : known;
  const listed = {
    id: row.id,
    // A profile whose name couldn't be read is listed by its id.
    name: row.name === row.id ? known.name : row.name,
    logoUrl: row.logoUrl === undefined ? known.logoUrl : row.logoUrl,
    shared: row.shared,
    ownerAccountId: row.ownerAccountId ?? before.ownerAccountId,
    ownerName: row.ownerName ?? before.ownerName,
    position: row.position,
  };
  const same = (Object.keys(listed) as (keyof typeof listed)[]).every((key) => listed[key] === known[key]);
  return same ? known : { ...before, ...listed };
}
