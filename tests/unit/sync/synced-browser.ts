import { vi } from 'vitest';
import { FakeCaches } from '../fake-caches.ts';
import { connectionRow, profileRow } from '../store/rows.ts';

export const KEY = profileRow(connectionRow(1).key, 1).profileKey;
export const OTHER = profileRow(connectionRow(1).key, 2).profileKey;

/** Returns a browser with its own database and its own copy of it; all of them share one sync storage. */
export async function syncedBrowser(name: string) {
  vi.resetModules();
  let factory = new IDBFactory();
  const disk = new FakeCaches();
  const on = <T>(work: () => Promise<T>): Promise<T> => {
    vi.stubGlobal('indexedDB', factory);
    vi.stubGlobal('caches', disk);
    return work().finally(() => vi.unstubAllGlobals());
  };
  const preferences = await import('../../../lib/store/profile-preferences.ts');
  const settings = await import('../../../lib/store/settings.ts');
  const synced = await import('../../../lib/store/synced.ts');
  const { putConnection } = await import('../../../lib/store/connections.ts');
  const { closeDatabase } = await import('../../../lib/store/database.ts');
  const recovery = await import('../../../lib/store/recovery-copy.ts');
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
    /** Connects an account, and copies the database for the case that it is lost. */
    copy: () =>
      on(async () => {
        await recovery.restoreIfLost(Date.now());
        await putConnection(connectionRow(1));
        await recovery.updateCopy();
      }),
    /** Deletes the database, as the browser does after a full disk. */
    lose: async () => {
      await on(closeDatabase);
      factory = new IDBFactory();
    },
    restore: () => on(() => recovery.restoreIfLost(Date.now())),
    change: (change: Parameters<typeof settings.updatePreferences>[0], at: number) =>
      on(() => settings.updatePreferences(change, at)),
  };
}
