import type { StoreName } from './schema.ts';

/** What was written: keys as IndexedDB has them (compound keys are arrays). Deleted keys are among them. */
export interface StoreChange {
  store: StoreName;
  keys: IDBValidKey[];
}

type Listener = (change: StoreChange) => void;

const CHANNEL = 'profiles-store';
const listeners = new Set<Listener>();
let channel: BroadcastChannel | null = null;

function openChannel(): BroadcastChannel {
  if (channel) return channel;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<StoreChange>) => notify(event.data);
  // Node's channel (unit tests) would keep the process alive; browsers have no unref.
  (channel as BroadcastChannel & { unref?: () => void }).unref?.();
  return channel;
}

function notify(change: StoreChange): void {
  for (const listener of [...listeners]) listener(change);
}

/** Notifies every other context, and the listeners of this one, what was committed. */
export function publishChange(store: StoreName, keys: IDBValidKey[]): void {
  if (keys.length === 0) return;
  const change: StoreChange = { store, keys };
  openChannel().postMessage(change);
  notify(change);
}

/** Calls `listener` after every committed write, of this context and of all others; returns how to stop. */
export function onStoreChange(listener: Listener): () => void {
  openChannel();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
