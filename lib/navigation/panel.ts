import { browser } from '../browser.ts';

/** The browsers' own APIs for a panel beside the page; the polyfill's types have one of them at most. */
interface PanelApis {
  /** Chromium. */
  sidePanel?: { open(options: { windowId: number }): Promise<void> };
  /** Firefox. */
  sidebarAction?: { open(): Promise<void> };
}

/**
 * Returns what opens the panel that stays open, and closes the popup; null where the browser has none. Both
 * browsers open it in the turn of a press only, so that the window is asked for beforehand.
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
