import type { ReadonlySignal } from '@preact/signals';
import type { SyncState } from '../store/schema.ts';
import { getSyncState } from '../store/synced.ts';
import { lazySignal } from './lazy-signal.ts';

const state = lazySignal<SyncState>((show) => ({
  store: 'settings',
  read: async () => {
    const row = await getSyncState();
    return () => show(row);
  },
}));

/** How the last round of sync ended; null until read. */
export function watchSyncState(): ReadonlySignal<SyncState | null> {
  return state;
}
