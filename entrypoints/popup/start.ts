import { startPopupState } from '../../lib/state/app-state.ts';
import { followExample } from '../../lib/state/example.ts';
import { followTheme } from '../../lib/state/theme.ts';

/** Imported before all else: the store is being read while the rest of the popup's script is still run. */
export const state = startPopupState();
followTheme();
followExample();
