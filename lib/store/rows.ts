import type { StoreKey } from 'idb';
import type { ProfilesDatabase, StoreName } from './schema.ts';
import { read } from './transaction.ts';

/** Returns the rows under `keys` in their order, read in one transaction; undefined for missing ones. */
export async function getRows<Name extends StoreName>(
  name: Name,
  keys: StoreKey<ProfilesDatabase, Name>[],
): Promise<(ProfilesDatabase[Name]['value'] | undefined)[]> {
  return read([name], (transaction) => {
    const store = transaction.objectStore(name);
    return Promise.all(keys.map((key) => store.get(key)));
  });
}

/** Returns every row of a store. */
export async function listRows<Name extends StoreName>(
  name: Name,
): Promise<ProfilesDatabase[Name]['value'][]> {
  return read([name], (transaction) => transaction.objectStore(name).getAll());
}
