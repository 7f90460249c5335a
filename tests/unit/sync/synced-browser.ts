import { vi } from 'vitest';
import { connectionRow, profileRow } from '../store/rows.ts';

export const KEY = profileRow(connectionRow(1).key, 1).profileKey;
export const OTHER = profileRow(connectionRow(1).key, 2).profileKey;

/** Returns a browser with its own database; all of them share one sync storage. */
export async function syncedBrowser(name: string) {
  vi.resetModules();
  const factory = new IDBFactory();
  const on = <T>(work: () => Promise<T>): Promise<T> => {
    vi.stubGlobal('indexedDB', factory);
    return work().finally(() => vi.unstubAllGlobals());
  };
  const preferences = await import('../../../lib/store/profile-preferences.ts');
  const settings = await import('../../../lib/store/settings.ts');
  const synced = await import('../../../lib/store/synced.ts');
  const { reconcile } = await import('../../../lib/sync/sync.ts');
  return {
    name,
    reconcile: () => on(reconcile),
    get: () => on(() => preferences.getProfilePreferences(KEY)),
    list: () => on(() => preferences.listProfilePreferences()),
    set: (change: Parameters<typeof preferences.updateProfilePreferences>[1], at: number, key = KEY) =>
      on(() => preferences.updateProfilePreferences(key, change, at)),
    settings: () => on(() => settings.getPreferences()),
    state: () => on(synced.getSyncState),
    change: (change: Parameters<typeof settings.updatePreferences>[0], at: number) =>
      on(() => settings.updatePreferences(change, at)),
  };
}
