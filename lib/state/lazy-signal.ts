import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ProfilesDatabase, StoreName } from '../store/schema.ts';
import { collection } from './collection.ts';
import { optional, type Subscriber, subscriptions } from './store-subscriptions.ts';

/**
 * Returns a signal that reads its store on first use and follows its changes while it is in use. Null: not read yet.
 */
export function lazySignal<T>(
  makeSubscriber: (show: (value: T) => void) => Subscriber,
): ReadonlySignal<T | null> {
  const value: Signal<T | null> = signal<T | null>(null, {
    watched: () => {
      subscriptions.add(subscriber);
      void subscriptions.loadLater([subscriber]);
    },
    unwatched: () => subscriptions.remove(subscriber),
  });
  const subscriber = optional(
    makeSubscriber((next) => {
      value.value = next;
    }),
  );
  return value;
}

/** Returns what `read` returns as such a signal; it is read again after each change of the store. */
export function lazyValue<T>(store: StoreName, read: () => Promise<T>): ReadonlySignal<T | null> {
  return lazySignal((show) => ({
    store,
    read: async () => {
      const value = await read();
      return () => show(value);
    },
  }));
}

/** Returns a whole store as such a signal, row by row; see {@link collection}. */
export function lazyCollection<Name extends StoreName, Id extends string>(
  store: Name,
  idOf: (row: ProfilesDatabase[Name]['value']) => Id,
  idOfKey: (key: ProfilesDatabase[Name]['key']) => Id,
): ReadonlySignal<ReadonlyMap<Id, ProfilesDatabase[Name]['value']> | null> {
  const rows = collection(store, idOf, idOfKey);
  return lazySignal((show) => ({
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
