import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { ProfilesDatabase } from './schema.ts';
import { type RecordChange, read, type TransactionWith, write } from './transaction.ts';

type PerConnectionName = 'billing' | 'notifications';

/** Returns the functions of a store with one row per connection, only written while the connection is stored. */
export function perConnectionStore<Name extends PerConnectionName>(
  name: Name,
  empty: (connectionKey: ConnectionKey) => ProfilesDatabase[Name]['value'],
) {
  type Row = ProfilesDatabase[Name]['value'];

  async function list(): Promise<Row[]> {
    return read([name], (transaction) => transaction.objectStore(name).getAll() as Promise<Row[]>);
  }

  async function get(key: ConnectionKey): Promise<Row | undefined> {
    return read([name], (transaction) => transaction.objectStore(name).get(key) as Promise<Row | undefined>);
  }

  /** Returns the row as stored; undefined when the connection is gone. `change` may get an empty row. */
  async function update(key: ConnectionKey, change: (row: Row) => Row): Promise<Row | undefined> {
    return write(['connections', name], (transaction, recordChange) =>
      updateIn(transaction, recordChange, key, change),
    );
  }

  /** Does what `update` does, in the caller's transaction. */
  async function updateIn(
    transaction: TransactionWith<'connections' | Name>,
    recordChange: RecordChange,
    key: ConnectionKey,
    change: (row: Row) => Row,
  ): Promise<Row | undefined> {
    if ((await transaction.objectStore('connections').getKey(key)) === undefined) return undefined;
    const store = transaction.objectStore(name);
    const before = (await store.get(key)) as Row | undefined;
    const after = change(before ?? empty(key));
    if (before && after === before) return before;
    await store.put(after);
    recordChange(name, key);
    return after;
  }

  return { list, get, update, updateIn, put: (row: Row) => update(row.connectionKey, () => row) };
}
