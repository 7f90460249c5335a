import { databaseName } from './database.ts';
import { changeChannelOf } from './names.ts';
import type { StoreName } from './schema.ts';
// Declares `globalThis.firstRead`.
import type {} from './start-first-read.ts';

/** A committed write: IndexedDB keys (compound keys are arrays), including deleted ones. */
export interface StoreChange {
  store: StoreName;
  keys: IDBValidKey[];
}

type Listener = (change: StoreChange) => void;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | null = null;

/** Opens the channel of the database that this context uses. */
export function openChannel(): BroadcastChannel {
  const name = changeChannelOf(databaseName());
  if (channel?.name === name) return channel;
  const ofFirstRead = channel ? undefined : globalThis.firstRead?.channel;
  channel?.close();
  channel = ofFirstRead?.name === name ? ofFirstRead : new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<StoreChange>) => notify(event.data);
  // Node's channel (unit tests) would keep the process alive; browsers have no unref.
  (channel as BroadcastChannel & { unref?: () => void }).unref?.();
  return channel;
}

function notify(change: StoreChange): void {
  for (const listener of [...listeners]) listener(change);
}

/** Notifies this context's listeners of what other contexts published during the first read. */
export function replayFirstChanges(): void {
  for (const change of globalThis.firstRead?.changes.splice(0) ?? []) notify(change);
}

/** Notifies every other context, and the listeners of this one, of a committed write. */
export function publishChange(store: StoreName, keys: IDBValidKey[]): void {
  if (keys.length === 0) return;
  const change: StoreChange = { store, keys };
  openChannel().postMessage(change);
  notify(change);
}

/** Calls `listener` after every committed write of any context. Returns a function that stops it. */
export function onStoreChange(listener: Listener): () => void {
  openChannel();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
