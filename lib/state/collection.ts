import { type ReadonlySignal, signal } from '@preact/signals';
import { type ConnectionKey, type ProfileKey, refId } from '../domain/identity/keys.ts';
import { getRows, listRows } from '../store/rows.ts';
import type { ProfilesDatabase, StoreName } from '../store/schema.ts';
import type { Subscriber } from './store-subscriptions.ts';

/** Returns the id of a row keyed by connection and profile: its refId. */
export function pairId([connectionKey, profileKey]: [ConnectionKey, ProfileKey]): string {
  return refId({ connectionKey, profileKey });
}

type RowOf<Name extends StoreName> = ProfilesDatabase[Name]['value'];

/** A store's rows as a map that is replaced with each change, so that signals notice it. */
interface Collection<Id extends string, Row> extends Subscriber {
  readonly rows: ReadonlySignal<ReadonlyMap<Id, Row>>;
  /** Sets the rows, e.g. before all of them are read. */
  set(rows: Row[]): void;
}

/**
 * Returns a collection of a store's rows. `idOf` and `idOfKey` return the same id from a row and from its key, so that
 * a deleted row can be found.
 */
export function collection<Name extends StoreName, Id extends string>(
  store: Name,
  idOf: (row: RowOf<Name>) => Id,
  idOfKey: (key: ProfilesDatabase[Name]['key']) => Id,
): Collection<Id, RowOf<Name>> {
  const rows = signal<ReadonlyMap<Id, RowOf<Name>>>(new Map());

  const set = (all: RowOf<Name>[]) => {
    rows.value = new Map(all.map((row) => [idOf(row), row]));
  };

  async function read(keys: IDBValidKey[] | null): Promise<() => void> {
    if (keys === null) {
      const all = await listRows(store);
      return () => set(all);
    }
    const changed = await getRows(store, keys as ProfilesDatabase[Name]['key'][]);
    return () => {
      const next = new Map(rows.value);
      for (const [index, row] of changed.entries()) {
        const id = idOfKey(keys[index] as ProfilesDatabase[Name]['key']);
        if (row) next.set(id, row);
        else next.delete(id);
      }
      rows.value = next;
    };
  }

  return { store, rows, set, read };
}
