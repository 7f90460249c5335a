import { followExample } from '../../lib/state/example.ts';
import { startOptionsState } from '../../lib/state/start-state.ts';
import { followTheme } from '../../lib/state/theme.ts';
import { watchUncaught } from '../../lib/state/watch-uncaught.ts';

watchUncaught('uncaught in options');
/** Imported first: the store is read while the rest of the page's script runs. */
export const state = startOptionsState();
followTheme();
followExample();
