import { type IDBPDatabase, openDB } from 'idb';
import { Memo } from '../async/memo.ts';
import { MIGRATIONS, type Migration, runMigrations } from './migrations.ts';
import { DATABASE_NAME, type DatabaseName } from './names.ts';
import type { ProfilesDatabase } from './schema.ts';

export type Database = IDBPDatabase<ProfilesDatabase>;

/** The person's data and the example data are two databases, so that they never meet. */
let chosen: DatabaseName = DATABASE_NAME;
const lossListeners = new Set<() => void>();

const opened = new Memo((forget) =>
  openDatabase<ProfilesDatabase>(chosen, MIGRATIONS, () => {
    forget();
    // Example data that was deleted isn't to be created again by the next read.
    chosen = DATABASE_NAME;
    for (const listener of [...lossListeners]) listener();
  }),
);

/**
 * Calls `listener` when this context's connection is lost: the browser deleted the database, or another context
 * replaces it. Returns a function that stops it.
 */
export function onDatabaseLost(listener: () => void): () => void {
  lossListeners.add(listener);
  return () => {
    lossListeners.delete(listener);
  };
}

export function databaseName(): DatabaseName {
  return chosen;
}

/** Lets everything in this context read and write another database from now on. */
export async function chooseDatabase(name: DatabaseName): Promise<void> {
  if (chosen === name) return;
  chosen = name;
  await closeDatabase();
}

/** Returns this context's connection to the database, opened (and migrated) on first use and after it was lost. */
export function database(): Promise<Database> {
  return opened.get();
}

/** Closes this context's connection; the next use opens a new one. */
export async function closeDatabase(): Promise<void> {
  (await opened.take())?.close();
}

/**
 * Opens a database at the version of the last migration. Waits while another context has an older version open. Every
 * connection opened here closes itself, and calls `onLost`, when a newer version is opened.
 */
export async function openDatabase<Schema>(
  name: string,
  steps: readonly Migration[],
  onLost: () => void,
): Promise<IDBPDatabase<Schema>> {
  let migration: Promise<void> = Promise.resolve();
  let open: IDBPDatabase<unknown> | null = null;
  const closeForUpgrade = () => {
    open?.close();
    onLost();
  };
  try {
    open = await openDB<unknown>(name, steps.length, {
      upgrade: (database, oldVersion, _newVersion, transaction) => {
        migration = runMigrations(steps, oldVersion, database, transaction);
        // Awaited below.
        migration.catch(() => {});
      },
      blocking: closeForUpgrade,
      terminated: onLost,
    });
  } catch (error) {
    // Throws the migration's error, which says more than the AbortError that it caused.
    await migration;
    throw error;
  }
  await migration;
  return open as unknown as IDBPDatabase<Schema>;
}
