import type { Page } from '@playwright/test';

/** Where the first row of a list or a table is, in the popup and in the options page. */
export const LIST_ROW = '[role=option]';
export const TABLE_ROW = 'tbody tr[data-key]';

/** The name under which the browser reports the paint of the first row's text. */
export const ROW_MARK = 'first-row';

/**
 * Has the browser report the paint of the first row's first text in every document of this page; the page itself
 * is as it was shipped.
 */
export const markFirstRow = (page: Page, row: string): Promise<unknown> =>
  page.addInitScript(nameFirstText, { selector: row, mark: ROW_MARK });

/** In the page, from its first moment: gives the first text of the first such element a name for Element Timing. */
function nameFirstText({ selector, mark }: { selector: string; mark: string }): void {
  const observer = new MutationObserver(() => {
    const found = document.querySelector(selector);
    if (!found) return;
    observer.disconnect();
    const texts = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
    let text = texts.nextNode();
    while (text && !text.textContent?.trim()) text = texts.nextNode();
    text?.parentElement?.setAttribute('elementtiming', mark);
  });
  observer.observe(document, { childList: true, subtree: true });
}
