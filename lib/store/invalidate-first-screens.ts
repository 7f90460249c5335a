import { FIRST_SCREEN_PREFIX } from './names.ts';
import type { SettingsWriter, StoreName } from './schema.ts';
import { prefixRange } from './store-keys.ts';

/** What first screens are derived from (lib/domain/first-screen): stores, and rows of `settings`. */
const SOURCE_STORES: ReadonlySet<StoreName> = new Set([
  'connections',
  'profiles',
  'usage',
  'profilePreferences',
]);
const SOURCE_SETTINGS: ReadonlySet<IDBValidKey> = new Set(['active', 'preferences']);

/** Returns true if a change of this key, or of some key of the store, outdates the first screens. */
export function outdatesFirstScreens(store: StoreName, keys?: Iterable<IDBValidKey>): boolean {
  if (SOURCE_STORES.has(store)) return true;
  return store === 'settings' && (!keys || [...keys].some((key) => SOURCE_SETTINGS.has(key)));
}

/** Deletes the first screens in the caller's transaction; what was read before it can't be stored as one anymore. */
export async function invalidateFirstScreens(
  settings: Pick<SettingsWriter, 'put' | 'delete'>,
): Promise<void> {
  await Promise.all([
    settings.put({ key: 'firstScreenRevision', revision: crypto.randomUUID() }),
    settings.delete(prefixRange(FIRST_SCREEN_PREFIX)),
  ]);
}
