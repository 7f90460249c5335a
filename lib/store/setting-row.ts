import type { SettingKey, SettingRow, SettingsReader } from './schema.ts';

/** Returns a row of `settings` in the caller's transaction: by its key, its type is known. */
export function settingRow<Key extends SettingKey>(
  store: SettingsReader,
  key: Key,
): Promise<Extract<SettingRow, { key: Key }> | undefined> {
  return store.get(key) as Promise<Extract<SettingRow, { key: Key }> | undefined>;
}
