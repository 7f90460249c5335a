import { startOptionsState } from '../../lib/state/app-state.ts';

/** Imported before all else: the store is being read while the rest of the page's script is still run. */
export const state = startOptionsState();
