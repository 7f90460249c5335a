import { browser } from '../../browser.ts';
import { optionsRoutes } from '../../domain/settings/options-route.ts';
import { activeRef } from './copy-sample.ts';

const WINDOW_SIZE = { width: 400, height: 600 };

/** Opens the toolbar's popup, or a window with it where the browser doesn't allow that. */
export async function openSwitcher(): Promise<null> {
  try {
    await browser.action.openPopup();
  } catch {
    await openWindow('popup.html');
  }
  return null;
}

/** Opens the active profile's tokens in the options page. */
export async function openTokens(): Promise<null> {
  const route = optionsRoutes.tokens(await activeRef());
  await browser.tabs.create({ url: `${browser.runtime.getURL('options.html')}${route}` });
  return null;
}

/** Opens one of the extension's pages in a small window and returns the window's id. */
export async function openWindow(page: 'pick.html' | 'popup.html'): Promise<number | undefined> {
  const url = browser.runtime.getURL(page);
  return (await browser.windows.create({ url, type: 'popup', ...WINDOW_SIZE })).id;
}
