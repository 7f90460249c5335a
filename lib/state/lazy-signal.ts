import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ProfilesDatabase, StoreName } from '../store/schema.ts';
import { collection } from './collection.ts';
import { feed, type Sink } from './store-subscriptions.ts';

/**
 * A signal for one page of the options: it reads its store when something first looks at it, follows its
 * changes while it is looked at, and lets go afterwards. Null: not read yet.
 */
export function whileWatched<T>(makeSink: (show: (value: T) => void) => Sink): ReadonlySignal<T | null> {
  const value: Signal<T | null> = signal<T | null>(null, {
    watched: () => {
      feed.add(sink);
      void feed.load([sink]).catch(() => {});
    },
    unwatched: () => feed.remove(sink),
  });
  const sink = makeSink((next) => {
    value.value = next;
  });
  return value;
}

/** A whole store as such a signal, row by row; see {@link collection}. */
export function watchedCollection<Name extends StoreName, Id extends string>(
  store: Name,
  idOf: (row: ProfilesDatabase[Name]['value']) => Id,
  idOfKey: (key: ProfilesDatabase[Name]['key']) => Id,
): ReadonlySignal<ReadonlyMap<Id, ProfilesDatabase[Name]['value']> | null> {
  const rows = collection(store, idOf, idOfKey);
  return whileWatched((show) => ({
    store,
    read: async (keys) => {
      const apply = await rows.read(keys);
      return () => {
        apply();
        show(rows.rows.peek());
      };
    },
  }));
}
