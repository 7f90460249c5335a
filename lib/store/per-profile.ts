import { type ProfileRef, refOf } from '../domain/identity/keys.ts';
import type { ProfilesDatabase } from './schema.ts';
import { pairKey } from './store-keys.ts';
import { read, write } from './transaction.ts';

type PerProfileName = 'usage' | 'team' | 'tokens';

/**
 * Returns the functions of a store with one row per profile and connection. A row is only written while its profile is
 * stored, so that a response after a disconnect doesn't bring back removed data.
 */
export function perProfileStore<Name extends PerProfileName>(
  name: Name,
  empty: (ref: ProfileRef) => ProfilesDatabase[Name]['value'],
) {
  type Row = ProfilesDatabase[Name]['value'];

  async function list(): Promise<Row[]> {
    return read([name], (transaction) => transaction.objectStore(name).getAll() as Promise<Row[]>);
  }

  async function get(ref: ProfileRef): Promise<Row | undefined> {
    return read(
      [name],
      (transaction) => transaction.objectStore(name).get(pairKey(ref)) as Promise<Row | undefined>,
    );
  }

  /** Returns the row as stored; undefined when the profile no longer exists. `change` may get an empty row. */
  async function update(ref: ProfileRef, change: (row: Row) => Row): Promise<Row | undefined> {
    return write(['profiles', name as PerProfileName], async (transaction, recordChange) => {
      const key = pairKey(ref);
      if ((await transaction.objectStore('profiles').getKey(key)) === undefined) return undefined;
      const store = transaction.objectStore(name);
      const before = (await store.get(key)) as Row | undefined;
      const start = before ?? empty(refOf(ref));
      const after = change(start);
      if (before && after === before) return before;
      await store.put(after);
      recordChange(name, key);
      return after;
    });
  }

  return { list, get, update, put: (row: Row) => update(row, () => row) };
}
