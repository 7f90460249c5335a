import type { ConnectionKey, ProfileKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/identity/profile.ts';
import { noteChange } from './freshness.ts';
import { type ListedProfile, newProfileRow } from './profiles.ts';
import { removeProfiles, STORES_OF_A_PROFILE } from './remove.ts';
import { write } from './transaction.ts';

/** Stores a new name or logo that a person just gave a profile on the platform; see {@link noteChange}. */
export async function editProfile(
  ref: ProfileRef,
  edit: Partial<Pick<Profile, 'name' | 'logoUrl'>>,
): Promise<void> {
  await write(['profiles', 'settings'], async (transaction, changed) => {
    const store = transaction.objectStore('profiles');
    const before = await store.get([ref.connectionKey, ref.profileKey]);
    if (!before) return;
    await Promise.all([
      store.put({ ...before, ...edit }),
      noteChange(transaction.objectStore('settings'), ref),
    ]);
    changed('profiles', [ref.connectionKey, ref.profileKey]);
  });
}

/** Adds the one profile that a person just made, where no list has brought it yet; see {@link noteChange}. */
export async function addProfile(row: ListedProfile): Promise<void> {
  await write(['connections', 'profiles', 'settings'], async (transaction, changed) => {
    const key: [ConnectionKey, ProfileKey] = [row.connectionKey, row.profileKey];
    const store = transaction.objectStore('profiles');
    if ((await transaction.objectStore('connections').getKey(row.connectionKey)) === undefined) return;
    await noteChange(transaction.objectStore('settings'), row);
    if ((await store.getKey(key)) !== undefined) return;
    await store.put(newProfileRow(row));
    changed('profiles', key);
  });
}

/**
 * Removes one profile of a connection that a person just deleted or left, with all that is stored of it; its
 * preferences stay. See {@link noteChange}.
 */
export async function removeProfile(ref: ProfileRef): Promise<void> {
  await write([...STORES_OF_A_PROFILE], async (transaction, changed) => {
    await removeProfiles(transaction, changed, [ref]);
    if ((await transaction.objectStore('connections').getKey(ref.connectionKey)) === undefined) return;
    await noteChange(transaction.objectStore('settings'), ref);
  });
}
