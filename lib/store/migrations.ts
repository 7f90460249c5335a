import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { StoreName } from './schema.ts';

/**
 * One step of the schema: from version `index` to `index + 1`. Steps see the database untyped, because the
 * types are today's and a step runs on the database of its time. A step awaits nothing but the given transaction.
 */
export type Migration = (
  database: IDBPDatabase<unknown>,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
) => void | Promise<void>;

/** Ordered steps; the database's version is their number. Never edited after a release: add one instead. */
export const MIGRATIONS: readonly Migration[] = [createVersion1];

/** Runs the steps that a database at `oldVersion` has not seen, in order, inside its version change. */
export async function runMigrations(
  steps: readonly Migration[],
  oldVersion: number,
  database: IDBPDatabase<unknown>,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  try {
    for (const step of steps.slice(oldVersion)) await step(database, transaction);
  } catch (error) {
    // Half a migration must not be committed: the database stays at the version it had.
    transaction.done.catch(() => {});
    transaction.abort();
    throw error;
  }
}

function createVersion1(database: IDBPDatabase<unknown>): void {
  const keyPaths: Record<Exclude<StoreName, 'vault' | 'journal'>, string | string[]> = {
    connections: 'key',
    credentials: 'id',
    profiles: ['connectionKey', 'profileKey'],
    usage: ['connectionKey', 'profileKey'],
    history: ['profileKey', 'periodicity', 'time'],
    team: ['connectionKey', 'profileKey'],
    tokens: ['connectionKey', 'profileKey'],
    billing: 'connectionKey',
    notifications: 'connectionKey',
    refresh: 'target',
    settings: 'key',
    profilePreferences: 'profileKey',
    alerts: 'id',
  };
  for (const [name, keyPath] of Object.entries(keyPaths)) database.createObjectStore(name, { keyPath });
  database.createObjectStore('vault');
  database.createObjectStore('journal', { keyPath: 'id', autoIncrement: true }).createIndex('at', 'at');
}
