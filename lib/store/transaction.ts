import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import { FailureError } from '../domain/failure.ts';
import { publishChange } from './changes.ts';
import { closeDatabase, type Database, database } from './database.ts';
import { invalidateFirstScreens, outdatesFirstScreens } from './invalidate-first-screens.ts';
import type { ProfilesDatabase, StoreName } from './schema.ts';

/*
 * The store's functions `get…` and `list…` read in a transaction of their own, `read…` in the caller's.
 */

type ReadTransaction<Names extends StoreName[]> = IDBPTransaction<ProfilesDatabase, Names, 'readonly'>;
export type WriteTransaction<Names extends StoreName[]> = IDBPTransaction<
  ProfilesDatabase,
  Names,
  'readwrite'
>;

/** What a function uses of a transaction of either kind with at least these stores. */
export interface ReadTransactionWith<Name extends StoreName> {
  objectStore<One extends Name>(
    name: One,
  ): Pick<IDBPObjectStore<ProfilesDatabase, StoreName[], One, 'readonly'>, 'get' | 'getAll' | 'getAllKeys'>;
}

/** What a function uses of a read-write transaction with at least these stores. */
export interface TransactionWith<Name extends StoreName> {
  objectStore<One extends Name>(
    name: One,
  ): Pick<
    IDBPObjectStore<ProfilesDatabase, StoreName[], One, 'readwrite'>,
    'add' | 'clear' | 'delete' | 'get' | 'getAll' | 'getAllKeys' | 'getKey' | 'put'
  >;
}

/** Records a written or deleted key, which is published once the transaction is committed. */
export type RecordChange = (store: StoreName, key: IDBValidKey) => void;

/**
 * Runs `work` in one read-write transaction, waits until it is committed, then publishes what it recorded as
 * changed. `work` awaits nothing but the transaction's own requests. If it throws, nothing is written.
 * `durability` `strict`: it is on the disk once this resolves; otherwise a power loss may undo it (Chromium's default).
 * Throws {@link FailureError} `storage-full` when the disk or the quota is exhausted, `storage-failed` when the browser
 * cannot open its database.
 */
export async function write<Names extends StoreName[], T>(
  names: [...Names],
  work: (transaction: WriteTransaction<Names>, recordChange: RecordChange) => Promise<T>,
  { durability = 'default' }: IDBTransactionOptions = {},
): Promise<T> {
  const changes = new Map<StoreName, Map<string, IDBValidKey>>();
  const recordChange: RecordChange = (store, key) => {
    const keys = changes.get(store) ?? new Map<string, IDBValidKey>();
    changes.set(store, keys.set(JSON.stringify(key), key));
  };
  const scope = names.some((name) => outdatesFirstScreens(name))
    ? [...new Set([...names, 'settings'])]
    : names;
  const value = await withDatabase(async (open) => {
    const transaction = open.transaction(scope as Names, 'readwrite', { durability });
    changes.clear();
    const done = transaction.done;
    // Awaited below, and until then the work's own error is the one to be thrown.
    done.catch(() => {});
    let result: T;
    try {
      result = await work(transaction, recordChange);
      if ([...changes].some(([store, keys]) => outdatesFirstScreens(store, keys.values())))
        await invalidateFirstScreens(transaction.objectStore('settings' as Names[number]));
    } catch (error) {
      abort(transaction);
      // If the browser aborted the transaction (a full disk), the requests only fail with AbortError.
      throw transaction.error ?? error;
    }
    await done;
    return result;
  });
  for (const [store, keys] of changes) publishChange(store, [...keys.values()]);
  return value;
}

/** Runs `work` in one read-only transaction, for a consistent read of several stores. */
export async function read<Names extends StoreName[], T>(
  names: [...Names],
  work: (transaction: ReadTransaction<Names>) => Promise<T>,
): Promise<T> {
  return withDatabase(async (open) => {
    const transaction = open.transaction(names as Names, 'readonly');
    // The work's own error is thrown.
    transaction.done.catch(() => {});
    return work(transaction);
  });
}

async function withDatabase<T>(work: (open: Database) => Promise<T>): Promise<T> {
  try {
    return await work(await database());
  } catch (error) {
    if (!isNamed(error, 'InvalidStateError')) throw translate(error);
  }
  // The connection was closed meanwhile (a newer version, cleared site data), so nothing ran: try again.
  try {
    // One that couldn't be opened needs no closing.
    await closeDatabase().catch(() => {});
    return await work(await database());
  } catch (error) {
    throw translate(error);
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // Already aborted by the request that failed.
  }
}

function translate(error: unknown): unknown {
  if (isNamed(error, 'QuotaExceededError')) return new FailureError({ code: 'storage-full' });
  // What Chromium says of a disk without a free byte, until it is restarted: "Internal error opening backing store".
  if (isNamed(error, 'UnknownError')) return new FailureError({ code: 'storage-failed' });
  return error;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error || error instanceof DOMException ? error.name === name : false;
}
