import type { PreferencesByConnection } from '../domain/identity/connection-preferences.ts';
import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import { withPreferenceChange } from '../domain/settings/preference-change.ts';
import {
  type ActiveProfile,
  DEFAULT_PREFERENCES,
  type Preferences,
  withSeen,
} from '../domain/settings/settings.ts';
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

/** Removes profiles that no longer exist from the active and recent ones; see {@link withSeen}. */
export async function repairActive(
  profiles: { getAllKeys(): Promise<[ConnectionKey, ProfileKey][]> },
  settings: SettingsWriter,
  recordChange: RecordChange,
): Promise<void> {
  const before = await readActive(settings);
  const keys = await profiles.getAllKeys();
  const rows = keys.map(([connectionKey, profileKey]) => ({ connectionKey, profileKey }));
  const after = withSeen(before, rows);
  if (after === before) return;
  await settings.put({ key: 'active', ...after });
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
