import fs from 'node:fs';
import type { World } from './world.ts';

/** The definition of an object store. */
interface StoreShape {
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  indexes: Record<string, string | string[]>;
}

interface DatabaseCopy {
  version: number;
  rows: Record<string, StoreShape & { rows: [IDBValidKey, unknown][] }>;
}

const VERSION_1 = new URL('../unit/store/fixtures/version-1.json', import.meta.url);

/** Replaces the database by one of a newer version; returns a function that restores it. */
export async function makeNewer({ extension }: World): Promise<() => Promise<void>> {
  const { probe } = extension;
  await probe.evaluate(installVersions);
  await probe.evaluate(async () => {
    const { keep, opened } = (globalThis as unknown as { versions: Versions }).versions;
    const kept = await keep();
    // Open connections close on `versionchange`.
    (await opened(kept.version + 1, () => {})).close();
  });
  return () =>
    probe.evaluate(async () => {
      const { kept, restore } = (globalThis as unknown as { versions: Versions }).versions;
      await restore(kept!.version, kept!.rows);
    });
}

/**
 * Downgrades the database to version 1 and holds a connection open that blocks the upgrade; returns a function that
 * closes it.
 */
export async function blockUpgrade({ extension }: World): Promise<() => Promise<void>> {
  const { probe } = extension;
  const { stores } = JSON.parse(fs.readFileSync(VERSION_1, 'utf8')) as { stores: Record<string, StoreShape> };
  await probe.evaluate(installVersions);
  await probe.evaluate(async (shapes) => {
    const versions = (globalThis as unknown as { versions: Versions }).versions;
    const { rows } = await versions.keep();
    const first: DatabaseCopy['rows'] = {};
    for (const [name, shape] of Object.entries(shapes)) {
      // Alerts had another format in version 1.
      first[name] = { ...shape, rows: name === 'alerts' ? [] : (rows[name]?.rows ?? []) };
    }
    await versions.restore(1, first, true);
  }, stores);
  return () => probe.evaluate(() => (globalThis as unknown as { versions: Versions }).versions.held?.close());
}

interface Versions {
  kept: DatabaseCopy | null;
  held: IDBDatabase | null;
  keep(): Promise<DatabaseCopy>;
  opened(version: number, upgrade: (database: IDBDatabase) => void): Promise<IDBDatabase>;
  restore(version: number, rows: DatabaseCopy['rows'], hold?: boolean): Promise<void>;
}

/** Installs `globalThis.versions` in an extension page that does not use the database otherwise. */
function installVersions(): void {
  const resultOf = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const versions: Versions = {
    kept: null,
    held: null,
    async keep() {
      const opening = indexedDB.open('profiles');
      opening.onupgradeneeded = () => opening.transaction?.abort();
      const database = await resultOf(opening);
      const kept: DatabaseCopy = { version: database.version, rows: {} };
      const names = [...database.objectStoreNames];
      const transaction = database.transaction(names);
      for (const name of names) {
        const store = transaction.objectStore(name);
        const [keys, values] = await Promise.all([resultOf(store.getAllKeys()), resultOf(store.getAll())]);
        const { keyPath, autoIncrement } = store;
        const indexes = Object.fromEntries(
          [...store.indexNames].map((index) => [index, store.index(index).keyPath]),
        );
        kept.rows[name] = { keyPath, autoIncrement, indexes, rows: keys.map((key, i) => [key, values[i]]) };
      }
      database.close();
      versions.kept = kept;
      return kept;
    },
    opened(version, upgrade) {
      const request = indexedDB.open('profiles', version);
      request.onupgradeneeded = () => upgrade(request.result);
      return resultOf(request);
    },
    async restore(version, rows, hold = false) {
      const deletion = resultOf(indexedDB.deleteDatabase('profiles'));
      // Requested at once, and its rows are written in it: before another connection can open the database.
      const request = indexedDB.open('profiles', version);
      request.onupgradeneeded = () => {
        for (const [name, { keyPath, autoIncrement, indexes, rows: entries }] of Object.entries(rows)) {
          const store = request.result.createObjectStore(name, { keyPath, autoIncrement });
          for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path);
          for (const [key, value] of entries) store.put(value, keyPath === null ? key : undefined);
        }
      };
      const [database] = await Promise.all([resultOf(request).catch(() => null), deletion]);
      // The background has created it in its own version meanwhile.
      if (!database) return versions.restore(version, rows, hold);
      if (hold) versions.held = database;
      else database.close();
    },
  };
  Object.assign(globalThis, { versions });
}
