import { browser } from '../browser.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';
import { readTypedTabs } from './typed-input.ts';

/** An API of newer browsers that the polyfill's types lack. */
interface RuntimeWithContexts {
  getContexts?(filter: { contextTypes: string[] }): Promise<PageTab[]>;
}
interface PageTab {
  documentUrl?: string;
  tabId: number;
  windowId: number;
}

/**
 * Shows the options page at a route: in the tab that is there, else in one that has another of its pages open, unless
 * something typed there would be lost; else in a new one.
 */
export async function openOptionsTab(route: OptionsRoute): Promise<void> {
  const page = browser.runtime.getURL('options.html');
  const url = `${page}${route}`;
  const tabs = await optionsTabs(page);
  const there = tabs.find(({ documentUrl }) => documentUrl === url);
  const tab = there ?? (await firstWithoutInput(tabs));
  if (!tab) {
    await browser.tabs.create({ url });
    return;
  }
  // A page that gets the address that it has may be loaded again.
  await browser.tabs.update(tab.tabId, there ? { active: true } : { url, active: true });
  await browser.windows.update(tab.windowId, { focused: true });
}

async function firstWithoutInput(tabs: PageTab[]): Promise<PageTab | undefined> {
  if (tabs.length === 0) return undefined;
  const isTypedIn = await readTypedTabs();
  return tabs.find(({ tabId }) => !isTypedIn(tabId));
}

/** Returns the tabs that have the page open. Querying tabs by address would need the `tabs` permission. */
async function optionsTabs(page: string): Promise<PageTab[]> {
  const runtime = browser.runtime as RuntimeWithContexts;
  if (runtime.getContexts) {
    const contexts = await runtime.getContexts({ contextTypes: ['TAB'] });
    return contexts.filter(({ documentUrl }) => documentUrl?.startsWith(page));
  }
  const views = browser.extension.getViews?.({ type: 'tab' }) ?? [];
  const tabs = views.map(async (view): Promise<PageTab | null> => {
    const documentUrl = view.location.href;
    if (!documentUrl.startsWith(page)) return null;
    // The view's API returns its tab.
    const tab = await (view as Window & { chrome?: typeof chrome }).chrome?.tabs?.getCurrent();
    return tab?.id === undefined ? null : { documentUrl, tabId: tab.id, windowId: tab.windowId };
  });
  return (await Promise.all(tabs)).filter((tab) => tab !== null);
}
