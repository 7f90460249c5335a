import { browser } from '../browser.ts';

const WINDOW_SIZE = { width: 400, height: 600 };

/**
 * Opens the toolbar's popup, or a window with it where the browser doesn't allow that: older versions of Firefox do
 * after a click only.
 */
export async function openPopup(): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    await openWindow('popup.html');
  }
}

/** Opens one of the extension's pages in a small window and returns the window's id. */
export async function openWindow(page: 'pick.html' | 'popup.html'): Promise<number | undefined> {
  const url = browser.runtime.getURL(page);
  return (await browser.windows.create({ url, type: 'popup', ...WINDOW_SIZE })).id;
}
