import { browser } from '../browser.ts';

/** The browsers' APIs for a side panel; the polyfill's types lack one of them. */
interface PanelApis {
  /** Chromium. */
  sidePanel?: { open(options: { windowId: number }): Promise<void> };
  /** Firefox. */
  sidebarAction?: { open(): Promise<void> };
}

/**
 * Returns a function that opens the side panel and closes the popup, or throws the browser's error; null if the browser
 * or this kind of window has none. Browsers open it only synchronously in a click handler, so the window's id is read
 * beforehand.
 */
export async function panelOpener(): Promise<(() => Promise<void>) | null> {
  const { sidePanel, sidebarAction } = browser as PanelApis;
  const close = () => window.close();
  if (sidePanel) {
    const { id, type } = await browser.windows.getCurrent();
    return id === undefined || type !== 'normal' ? null : () => sidePanel.open({ windowId: id }).then(close);
  }
  return sidebarAction ? () => sidebarAction.open().then(close) : null;
}
