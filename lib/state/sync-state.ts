import type { ReadonlySignal } from '@preact/signals';
import type { SyncState } from '../store/schema.ts';
import { getSyncState } from '../store/synced.ts';
import { lazyValue } from './lazy-signal.ts';

const state = lazyValue('settings', getSyncState);

/** Returns how the last round of sync ended; null until read. */
export function watchSyncState(): ReadonlySignal<SyncState | null> {
  return state;
}
