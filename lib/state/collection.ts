import { type ReadonlySignal, signal } from '@preact/signals';
import { type ConnectionKey, type ProfileKey, refId } from '../domain/identity/keys.ts';
import { readAll, readKeys } from '../store/rows.ts';
import type { ProfilesDatabase, StoreName } from '../store/schema.ts';
import type { Subscriber } from './store-subscriptions.ts';

/** Returns the id of a row keyed by connection and profile: its refId. */
export function pairId([connectionKey, profileKey]: [ConnectionKey, ProfileKey]): string {
  return refId({ connectionKey, profileKey });
}

type RowOf<Name extends StoreName> = ProfilesDatabase[Name]['value'];

/** A store's rows as a map that is replaced, never changed, so that signals see each change. */
export interface Collection<Id extends string, Row> extends Subscriber {
  readonly rows: ReadonlySignal<ReadonlyMap<Id, Row>>;
  /** Shows these rows alone, e.g. before the others were read. */
  set(rows: Row[]): void;
}

/**
 * Follows a store. `idOf` names a row in the map, `idOfKey` says the same of a row's key, so that a deleted row
 * is found without being read.
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
      const all = await readAll(store);
      return () => set(all);
    }
    const changed = await readKeys(store, keys as ProfilesDatabase[Name]['key'][]);
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
