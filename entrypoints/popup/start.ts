import { followExample } from '../../lib/state/example.ts';
import { startPopupState } from '../../lib/state/start-state.ts';
import { followTheme } from '../../lib/state/theme.ts';
import { watchUncaught } from '../../lib/state/watch-uncaught.ts';

watchUncaught('uncaught in popup');
/** Imported first: the store is read while the rest of the popup's script runs. */
export const state = startPopupState();
followTheme();
followExample();
