import { browser } from '../browser.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';
import { openOptionsTab } from './open-options-tab.ts';

/**
 * Shows the options page at a route, from a popup or a panel: in a tab that has it open, else in a new one. `close`:
 * closes the calling popup.
 */
export async function openOptions(route: OptionsRoute, { close }: { close: boolean }): Promise<void> {
  await openOptionsTab(route);
  // Only a popup isn't in a tab.
  if (close && !(await browser.tabs.getCurrent())) window.close();
}
