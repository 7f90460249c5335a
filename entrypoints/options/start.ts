import { startOptionsState } from '../../lib/state/app-state.ts';
import { followExample } from '../../lib/state/example.ts';
import { followTheme } from '../../lib/state/theme.ts';

/** Imported before all else: the store is being read while the rest of the page's script is still run. */
export const state = startOptionsState();
followTheme();
followExample();
