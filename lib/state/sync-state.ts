import type { ReadonlySignal } from '@preact/signals';
import type { SyncState } from '../store/schema.ts';
import { getSyncState } from '../store/synced.ts';
import { lazyValue } from './lazy-signal.ts';

/** How the last round of sync ended; null until read. */
export const syncState: ReadonlySignal<SyncState | null> = lazyValue('settings', getSyncState);
