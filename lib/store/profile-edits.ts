import type { ProfileRef } from '../domain/identity/keys.ts';
import { newProfile, type Profile, type ProfileListItem } from '../domain/profiles/profile.ts';
import { removeProfiles, STORES_OF_A_PROFILE } from './remove.ts';
import { recordPersonChange } from './response-order.ts';
import { pairKey } from './store-keys.ts';
import { write } from './transaction.ts';

/**
 * Stores a name or logo that a person just changed on the platform, for all accounts that have the profile. See
 * {@link recordPersonChange}.
 */
export async function applyLocally(
  ref: ProfileRef,
  edit: Partial<Pick<Profile, 'name' | 'logoUrl'>>,
): Promise<void> {
  await write(['profiles', 'settings'], async (transaction, recordChange) => {
    const store = transaction.objectStore('profiles');
    const settings = transaction.objectStore('settings');
    // The same profile seen through another account has the new name as well.
    const keys = (await store.getAllKeys()).filter(([, profileKey]) => profileKey === ref.profileKey);
    for (const key of keys) {
      const before = await store.get(key);
      if (!before) continue;
      await store.put({ ...before, ...edit });
      await recordPersonChange(settings, { connectionKey: key[0], profileKey: key[1] });
      recordChange('profiles', key);
    }
  });
}

/** Adds a profile that a person just created, unless a list already included it. See {@link recordPersonChange}. */
export async function addProfile(row: ProfileRef & ProfileListItem): Promise<void> {
  await write(['connections', 'profiles', 'settings'], async (transaction, recordChange) => {
    const key = pairKey(row);
    const store = transaction.objectStore('profiles');
    if ((await transaction.objectStore('connections').getKey(row.connectionKey)) === undefined) return;
    await recordPersonChange(transaction.objectStore('settings'), row);
    if ((await store.getKey(key)) !== undefined) return;
    await store.put(newProfile(row));
    recordChange('profiles', key);
  });
}

/**
 * Removes a profile that a person just left, or deleted (for all accounts that have it), with everything stored about
 * it except its preferences. See {@link recordPersonChange}.
 */
export async function removeProfile(ref: ProfileRef, from: 'account' | 'all' = 'account'): Promise<void> {
  await write([...STORES_OF_A_PROFILE], async (transaction, recordChange) => {
    const keys = await transaction.objectStore('profiles').getAllKeys();
    const others = keys
      .map(([connectionKey, profileKey]) => ({ connectionKey, profileKey }))
      .filter((one) => one.profileKey === ref.profileKey && one.connectionKey !== ref.connectionKey);
    const refs = [ref, ...(from === 'all' ? others : [])];
    await removeProfiles(transaction, recordChange, refs);
    for (const one of refs) {
      if ((await transaction.objectStore('connections').getKey(one.connectionKey)) === undefined) continue;
      await recordPersonChange(transaction.objectStore('settings'), one);
    }
  });
}
