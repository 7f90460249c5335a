import { batch } from '@preact/signals';
import { SingleFlight } from '../async/single-flight.ts';
import { onStoreChange } from '../store/changes.ts';
import { onDatabaseLost } from '../store/database.ts';
import type { StoreName } from '../store/schema.ts';
import { logError } from './log-error.ts';

/** Follows a store. */
export interface Subscriber {
  readonly store: StoreName;
  /** Reads the rows under `keys` (null: all) and returns a function that applies them to the signals. */
  read(keys: IDBValidKey[] | null): Promise<() => void>;
}

/**
 * Returns a subscriber that never fails, for what only adds to a page: what can't be read stays as it is, and the whole
 * store is read with its next change.
 */
export function optional({ store, read }: Subscriber): Subscriber {
  let isOutdated = false;
  return {
    store,
    read: (keys) =>
      read(isOutdated ? null : keys).then(
        (apply) => {
          isOutdated = false;
          return apply;
        },
        (error) => {
          isOutdated = true;
          logError(store, error);
          return () => {};
        },
      ),
  };
}

/** Reading that takes longer counts as slow, which the page says while it waits. */
export const MAX_READ_MS = 5000;

/** Changes within this time are read and rendered together, since a refresh writes one row at a time. */
const COALESCE_MS = 50;

/** With more keys than this, reading the whole store is faster. */
const MAX_SINGLE_READS = 300;

/**
 * Keeps subscribers up to date. Change events are collected per subscriber, read together, and applied to the signals
 * in one batch. The first event after a pause is applied at once, and so is every switch of the active profile.
 */
class StoreSubscriptions {
  private readonly pending = new Map<Subscriber, Map<string, IDBValidKey> | 'all'>();
  private readonly subscribers = new Set<Subscriber>();
  private held = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly flushes = new SingleFlight();
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** Called after changes were read: with null, or with why they can't be. */
  onRead: (error: unknown) => void = () => {};
  /** Called while changes are being read for long: what is shown may be old. `onRead` follows, if it ends at all. */
  onSlow: () => void = () => {};
  private stopListening: (() => void) | null = null;

  /** Follows the store's changes for `subscriber` from now on, without reading it. */
  add(subscriber: Subscriber): void {
    this.subscribers.add(subscriber);
    this.stopListening ??= this.listen();
  }

  remove(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    this.pending.delete(subscriber);
    if (this.subscribers.size > 0) return;
    this.stopListening?.();
    this.stopListening = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private listen(): () => void {
    const stops = [
      onStoreChange(({ store, keys }) => this.collect(store, keys)),
      // Rows that went with the database are in no event.
      onDatabaseLost(() => {
        this.keep(this.subscribers);
        this.schedule(0);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Reads all of these subscribers' stores; their signals change in one batch. `also` runs in it. */
  async load(subscribers: Subscriber[], also: () => void = () => {}): Promise<void> {
    await this.whileHeld(async () => {
      // Rows that a running flush has read must not be applied after these.
      await this.flushes.idle();
      // Changes during the read are collected again, and read afterwards.
      for (const subscriber of subscribers) this.pending.delete(subscriber);
      await this.read(
        subscribers.map((subscriber) => [subscriber, 'all']),
        also,
      );
    });
  }

  /** Loads subscribers after the first screen, once updates are no longer held. */
  async loadLater(subscribers: Subscriber[]): Promise<void> {
    if (this.held > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    await this.load(subscribers);
  }

  /** Runs `work` while changes are only collected; they are applied afterwards. */
  async whileHeld<T>(work: () => Promise<T>): Promise<T> {
    this.held++;
    try {
      return await work();
    } finally {
      this.held--;
      if (this.pending.size > 0) this.schedule(0);
      if (this.held === 0) for (const resolve of this.waiting.splice(0)) resolve();
    }
  }

  private collect(store: StoreName, keys: IDBValidKey[]): void {
    let watched = false;
    for (const subscriber of this.subscribers) {
      if (subscriber.store !== store) continue;
      watched = true;
      this.pending.set(subscriber, gatherKeys(this.pending.get(subscriber), keys));
    }
    if (!watched) return;
    if (store === 'settings' && this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (!this.timer) this.schedule(0);
  }

  private schedule(delay: number): void {
    if (this.timer || this.flushes.isBusy || this.held > 0) return;
    if (delay === 0) this.flush();
    else {
      this.timer = setTimeout(() => {
        this.timer = null;
        this.flush();
      }, delay);
    }
  }

  private flush(): void {
    if (this.pending.size === 0 || this.flushes.isBusy || this.held > 0) return;
    const due = [...this.pending];
    this.pending.clear();
    const slow = setTimeout(() => this.onSlow(), MAX_READ_MS);
    void this.flushes
      .run('flush', () => this.read(due, () => this.onRead(null)))
      .finally(() => clearTimeout(slow))
      .then(
        () => {
          const urgent = [...this.pending.keys()].some((subscriber) => subscriber.store === 'settings');
          this.schedule(urgent ? 0 : COALESCE_MS);
        },
        // The database was closed for good, e.g. by an update that this page is too old for.
        (error) => this.onRead(error),
      );
  }

  /** Reads and applies rows, and runs `also` in the same batch. What can't be read is read with the next change. */
  private async read(due: [Subscriber, Map<string, IDBValidKey> | 'all'][], also: () => void): Promise<void> {
    try {
      const applies = await Promise.all(
        due.map(([subscriber, keys]) => subscriber.read(keys === 'all' ? null : [...keys.values()])),
      );
      batch(() => {
        for (const apply of applies) apply();
        also();
      });
    } catch (error) {
      this.keep(due.map(([subscriber]) => subscriber));
      throw error;
    }
  }

  private keep(subscribers: Iterable<Subscriber>): void {
    for (const one of subscribers) if (this.subscribers.has(one)) this.pending.set(one, 'all');
  }
}

function gatherKeys(
  before: Map<string, IDBValidKey> | 'all' | undefined,
  keys: IDBValidKey[],
): Map<string, IDBValidKey> | 'all' {
  if (before === 'all' || (before?.size ?? 0) + keys.length > MAX_SINGLE_READS) return 'all';
  const all = before ?? new Map<string, IDBValidKey>();
  for (const key of keys) all.set(JSON.stringify(key), key);
  return all;
}

/** This page's subscriptions. */
export const subscriptions = new StoreSubscriptions();
