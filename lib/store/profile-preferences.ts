import type { ProfileKey } from '../domain/identity/keys.ts';
import {
  defaultProfilePreferences,
  type ProfilePreferences,
} from '../domain/settings/profile-preferences.ts';
import { type ReadTransactionWith, read, write } from './transaction.ts';

/** Returns all stored preferences, including those of profiles that aren't connected now. */
export async function listProfilePreferences(): Promise<ProfilePreferences[]> {
  return read(['profilePreferences'], readProfilePreferences);
}

/** Returns all stored preferences, defaults filled in, in the caller's transaction. */
export async function readProfilePreferences(
  transaction: ReadTransactionWith<'profilePreferences'>,
): Promise<ProfilePreferences[]> {
  const rows = await transaction.objectStore('profilePreferences').getAll();
  return rows.map((row) => withDefaults(row.profileKey, row));
}

/** Returns the same by profile. */
export async function getProfilePreferencesByKey(): Promise<Map<ProfileKey, ProfilePreferences>> {
  return new Map((await listProfilePreferences()).map((row) => [row.profileKey, row]));
}

/** Returns one profile's preferences, with defaults. */
export async function getProfilePreferences(profileKey: ProfileKey): Promise<ProfilePreferences> {
  const row = await read(['profilePreferences'], (transaction) =>
    transaction.objectStore('profilePreferences').get(profileKey),
  );
  return withDefaults(profileKey, row);
}

/**
 * Changes several profiles' preferences at once, all of them or none, as `change` says from what is stored. For
 * `updatedAt` see {@link updateProfilePreferences}.
 */
export async function updateAllProfilePreferences(
  change: (
    stored: ReadonlyMap<ProfileKey, ProfilePreferences>,
  ) => [ProfileKey, Partial<Omit<ProfilePreferences, 'profileKey' | 'updatedAt'>>][],
  updatedAt: number = Date.now(),
): Promise<void> {
  await write(['profilePreferences'], async (transaction, recordChange) => {
    const store = transaction.objectStore('profilePreferences');
    const rows = await readProfilePreferences(transaction);
    const stored = new Map(rows.map((row) => [row.profileKey, row]));
    for (const [profileKey, values] of change(stored)) {
      const before = withDefaults(profileKey, stored.get(profileKey));
      await store.put({ ...before, ...values, updatedAt: Math.max(before.updatedAt, updatedAt) });
      recordChange('profilePreferences', profileKey);
    }
  });
}

/**
 * Changes one profile's preferences. Sync uses the later `updatedAt` (epoch ms), which is never before the stored one.
 */
export async function updateProfilePreferences(
  profileKey: ProfileKey,
  change: (before: ProfilePreferences) => ProfilePreferences,
  updatedAt: number = Date.now(),
): Promise<ProfilePreferences> {
  return write(['profilePreferences'], async (transaction, recordChange) => {
    const store = transaction.objectStore('profilePreferences');
    const before = withDefaults(profileKey, await store.get(profileKey));
    const wanted = change(before);
    if (wanted === before) return before;
    const after = { ...wanted, profileKey, updatedAt: Math.max(before.updatedAt, updatedAt) };
    await store.put(after);
    recordChange('profilePreferences', profileKey);
    return after;
  });
}

/** Returns stored preferences with defaults for what an earlier version didn't store. */
function withDefaults(profileKey: ProfileKey, stored: ProfilePreferences | undefined): ProfilePreferences {
  return { ...defaultProfilePreferences(profileKey), ...stored };
}
