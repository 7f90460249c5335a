import type { PreferencesByConnection } from '../domain/identity/connection-preferences.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, sameRef } from '../domain/identity/keys.ts';
import { withPreferenceChange } from '../domain/settings/preference-change.ts';
import { type ActiveProfile, DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import type { SettingsReader, SettingsWriter } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { type RecordChange, read, write } from './transaction.ts';

/** Returns the active profile and the recent ones. */
export async function getActive(): Promise<ActiveProfile> {
  return read(['settings'], (transaction) => readActive(transaction.objectStore('settings')));
}

/** Changes the active profile and returns the result. */
export async function updateActive(change: (before: ActiveProfile) => ActiveProfile): Promise<ActiveProfile> {
  return write(['settings'], async (transaction, recordChange) => {
    const store = transaction.objectStore('settings');
    const before = await readActive(store);
    const after = change(before);
    if (after === before) return before;
    await store.put({ key: 'active', active: after.active, recents: after.recents });
    recordChange('settings', 'active');
    return after;
  });
}

/** Returns the person's preferences, with defaults. */
export async function getPreferences(): Promise<Preferences> {
  return read(['settings'], (transaction) => readPreferences(transaction.objectStore('settings')));
}

/** Changes the preferences. Sync uses the later `updatedAt` (epoch ms), which is never before the stored one. */
export async function updatePreferences(
  change: (before: Preferences) => Preferences,
  updatedAt: number = Date.now(),
): Promise<Preferences> {
  return write(['settings'], async (transaction, recordChange) => {
    const store = transaction.objectStore('settings');
    const before = await readPreferences(store);
    const wanted = change(before);
    if (wanted === before) return before;
    const after: Preferences = { ...wanted, updatedAt: Math.max(before.updatedAt, updatedAt) };
    await store.put({ key: 'preferences', ...after });
    recordChange('settings', 'preferences');
    return after;
  });
}

/** Changes the person's preferences for connections. */
export async function updateConnectionPreferences(
  change: (before: PreferencesByConnection) => PreferencesByConnection,
): Promise<void> {
  await updatePreferences((stored) => ({ ...stored, connections: change(stored.connections) }));
}

/**
 * Removes profiles that no longer exist from the active and recent ones. One that another account sees too stays,
 * through that account. A removed active profile is replaced by the most recent one left, or by none, but never by one
 * that the person hasn't used.
 */
export async function repairActive(
  profiles: { getAllKeys(): Promise<[ConnectionKey, ProfileKey][]> },
  settings: SettingsWriter,
  recordChange: RecordChange,
): Promise<void> {
  const before = await readActive(settings);
  const refs = before.active ? [before.active, ...before.recents] : before.recents;
  const rows = (await profiles.getAllKeys()).map(([connectionKey, profileKey]) => ({
    connectionKey,
    profileKey,
  }));
  const left = refs.flatMap(
    (ref) =>
      rows.find((row) => sameRef(row, ref)) ??
      rows.find(({ profileKey }) => profileKey === ref.profileKey) ??
      [],
  );
  if (left.length === refs.length && left.every((ref, index) => sameRef(ref, refs[index]))) return;
  const active = before.active === null ? null : (left.shift() ?? null);
  const isRepeated = (ref: ProfileRef, index: number) =>
    sameRef(ref, active) || left.findIndex((other) => sameRef(other, ref)) < index;
  await settings.put({
    key: 'active',
    active,
    recents: left.filter((ref, index) => !isRepeated(ref, index)),
  });
  recordChange('settings', 'active');
}

/** Returns the `active` row in the caller's transaction. */
export async function readActive(store: SettingsReader): Promise<ActiveProfile> {
  const row = await settingRow(store, 'active');
  return { active: row?.active ?? null, recents: row?.recents ?? [] };
}

/** Returns the `preferences` row, defaults filled in, in the caller's transaction. */
export async function readPreferences(store: SettingsReader): Promise<Preferences> {
  const row = await settingRow(store, 'preferences');
  if (!row) return DEFAULT_PREFERENCES;
  const { key: _key, ...stored } = row;
  // A row of an older release may lack settings, also nested ones.
  return withPreferenceChange(DEFAULT_PREFERENCES, stored);
}
