import type { Page } from '@playwright/test';
import { atMost, type Measurement, median, ratio } from './measure.ts';
import { openSession, paintOf, paintOfEmpty, type Session } from './session.ts';

const ROUNDS = 20;
const ROW = 'tbody tr[data-key]';
const ROW_MARK = 'first-row';

/** With a target where there is one; what the first row of a table costs is reported beside the first paint. */
const CASES = [
  { what: 'options, 200 profiles', profiles: 200, route: '#/profiles', max: 2 },
  { what: 'matrix, 1,000 × 9', profiles: 1_000, route: '#/overview', max: 2 },
  { what: 'options, 5,000 profiles', profiles: 5_000, route: '#/profiles', max: null },
];

/** The options page's tables: first paint and first row, against an empty page; rows in the document. */
export async function benchOptions(): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { what, profiles, route, max } of CASES) {
    const session = await openSession(profiles);
    try {
      const page = await session.extension.context.newPage();
      const { first, row, empty } = await paints(session, page, route);
      measurements.push(ratio(`${what}: first paint`, first, empty, max));
      measurements.push(ratio(`${what}: first row`, row, empty, null));
      const rows = await mostRows(page, session.extension.url(`options.html${route}`));
      measurements.push(atMost(`${what}: rows in the document while scrolling`, rows, 60, ''));
    } finally {
      await session.close();
    }
  }
  return measurements;
}

/** Medians, in ms of the navigation. */
async function paints(session: Session, page: Page, route: string) {
  const { extension } = session;
  const first: number[] = [];
  const row: number[] = [];
  const empty: number[] = [];
  await page.addInitScript(nameFirstText, { selector: ROW, mark: ROW_MARK });
  for (let round = -1; round < ROUNDS; round += 1) {
    await session.settle();
    await paintOfEmpty(page, session);
    const emptyAt = await firstPaint(page);
    await session.settle();
    const rowAt = await paintOf(page, extension.url(`options.html${route}`), ROW_MARK);
    const firstAt = await firstPaint(page);
    // Between two addresses that differ in their hash alone there is no navigation.
    await page.goto('about:blank');
    if (round < 0) continue;
    empty.push(emptyAt);
    row.push(rowAt);
    first.push(firstAt);
  }
  return { first: median(first), row: median(row), empty: median(empty) };
}

/** When the browser first painted something of the page, by its own account. */
const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime);

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
    let max = 0;
    for (let stop = 0; stop <= 20; stop += 1) {
      scroller.scrollTop = (scroller.scrollHeight * stop) / 20;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      max = Math.max(max, document.querySelectorAll(row).length);
    }
    return max;
  }, ROW);
}
