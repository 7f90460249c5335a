import type { Page } from '@playwright/test';
import { atMost, type Line, median, ratio } from './measure.ts';
import { openSession, paintOf, paintOfEmpty, type Session } from './session.ts';

const ROUNDS = 20;
const ROW = 'tbody tr[data-key]';
const ROW_MARK = 'first-row';

/** The options page's tables: first row painted, against an empty page; rows in the document while scrolling. */
export async function benchOptions(): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { profiles, route, what, most } of [
    { profiles: 200, route: '#/profiles', what: 'options, 200 profiles: first row', most: null },
    { profiles: 1_000, route: '#/overview', what: 'matrix, 1,000 × 9: first row', most: null },
    { profiles: 5_000, route: '#/profiles', what: 'options, 5,000 profiles: first row', most: 60 },
  ]) {
    const session = await openSession(profiles);
    try {
      const page = await session.extension.context.newPage();
      const [filled, empty] = await firstPaints(session, page, route);
      lines.push(ratio(what, filled, empty, 2));
      const rows = await mostRows(page, session.extension.url(`options.html${route}`));
      lines.push(atMost(`${what.split(':')[0]}: rows in the document while scrolling`, rows, most ?? 60, ''));
    } finally {
      await session.close();
    }
  }
  return lines;
}

async function firstPaints(session: Session, page: Page, route: string): Promise<[number, number]> {
  const { extension } = session;
  const filled: number[] = [];
  const empty: number[] = [];
  await page.addInitScript(nameFirstText, { selector: ROW, mark: ROW_MARK });
  for (let round = -1; round < ROUNDS; round += 1) {
    await session.settle();
    const first = await paintOfEmpty(page, session);
    await session.settle();
    const second = await paintOf(page, extension.url(`options.html${route}`), ROW_MARK);
    // Between two addresses that differ in their hash alone there is no navigation.
    await page.goto('about:blank');
    if (round < 0) continue;
    empty.push(first);
    filled.push(second);
  }
  return [median(filled), median(empty)];
}

/**
 * In the page, from its first moment: gives the first text of the first element of this kind a name under which
 * the browser reports its paint; the page is as it was shipped.
 */
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

/** Scrolls the table from top to bottom and counts its rows at each stop. */
async function mostRows(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.locator(ROW).first().waitFor();
  return page.evaluate(async (row) => {
    const scroller = document.querySelector(row)?.closest('.table-scroll') ?? document.documentElement;
    let most = 0;
    for (let stop = 0; stop <= 20; stop += 1) {
      scroller.scrollTop = (scroller.scrollHeight * stop) / 20;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      most = Math.max(most, document.querySelectorAll(row).length);
    }
    return most;
  }, ROW);
}
