import { browser } from '../browser.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';
import { openOptionsTab } from './open-options-tab.ts';

/**
 * Shows the options page at a route, as {@link openOptionsTab} does, from a popup or a panel. `close`: closes the
 * calling popup.
 */
export async function openOptions(route: OptionsRoute, { close }: { close: boolean }): Promise<void> {
  await openOptionsTab(route);
  // Only a popup isn't in a tab.
  if (close && !(await browser.tabs.getCurrent())) window.close();
}
