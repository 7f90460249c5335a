import { browser } from '../browser.ts';

/** The browsers' APIs for a side panel; the polyfill's types lack one of them. */
interface PanelApis {
  /** Chromium. */
  sidePanel?: { open(options: { windowId: number }): Promise<void> };
  /** Firefox. */
  sidebarAction?: { open(): Promise<void> };
}

/**
 * Returns a function that opens the side panel and closes the popup; null if the browser has none. Browsers open it only
 * synchronously in a click handler, so the window's id is read beforehand.
 */
export async function panelOpener(): Promise<(() => void) | null> {
  const { sidePanel, sidebarAction } = browser as PanelApis;
  const close = () => window.close();
  if (sidePanel) {
    const { id } = await browser.windows.getCurrent();
    return id === undefined ? null : () => void sidePanel.open({ windowId: id }).then(close);
  }
  return sidebarAction ? () => void sidebarAction.open().then(close) : null;
}
