import { browser } from '../browser.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';

/** An API of newer browsers that the polyfill's types lack. */
interface RuntimeWithContexts {
  getContexts?(filter: {
    contextTypes: string[];
  }): Promise<{ documentUrl?: string; tabId: number; windowId: number }[]>;
}

/** Shows the options page at a route: in a tab that has it open, else in a new one. */
export async function openOptionsTab(route: OptionsRoute): Promise<void> {
  const page = browser.runtime.getURL('options.html');
  const url = `${page}${route}`;
  const tab = await optionsTab(page);
  if (!tab) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(tab.tabId, { url, active: true });
  await browser.windows.update(tab.windowId, { focused: true });
}

/** Returns a tab that has the page open. Querying tabs by address would need the `tabs` permission. */
async function optionsTab(page: string): Promise<{ tabId: number; windowId: number } | null> {
  const runtime = browser.runtime as RuntimeWithContexts;
  if (runtime.getContexts) {
    const contexts = await runtime.getContexts({ contextTypes: ['TAB'] });
    return contexts.find(({ documentUrl }) => documentUrl?.startsWith(page)) ?? null;
  }
  const view = browser.extension
    .getViews?.({ type: 'tab' })
    .find((one) => one.location.href.startsWith(page));
  // The view's API returns its tab.
  const tab = await (view as Window & { chrome?: typeof chrome })?.chrome?.tabs?.getCurrent();
  return tab?.id === undefined ? null : { tabId: tab.id, windowId: tab.windowId };
}
