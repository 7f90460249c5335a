import { browser } from '../browser.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';

/**
 * Shows the options page at a route, from a page: in a tab that has it open, else in a new one. `close`: closes the
 * calling popup.
 */
export async function openOptions(route: OptionsRoute, { close }: { close: boolean }): Promise<void> {
  const url = browser.runtime.getURL('options.html');
  if (!(await showOpenTab(url, route))) await browser.tabs.create({ url: `${url}${route}` });
  // Only a popup isn't in a tab.
  if (close && !(await browser.tabs.getCurrent())) window.close();
}

async function showOpenTab(url: string, route: OptionsRoute): Promise<boolean> {
  const view = browser.extension.getViews({ type: 'tab' }).find((view) => view.location.href.startsWith(url));
  // The view's API returns its tab; querying tabs by address would need the `tabs` permission.
  const tab = await (view as Window & { chrome?: typeof chrome })?.chrome?.tabs?.getCurrent();
  if (!view || tab?.id === undefined) return false;
  view.location.hash = route;
  await browser.tabs.update(tab.id, { active: true });
  await browser.windows.update(tab.windowId, { focused: true });
  return true;
}
