import type { Page } from '@playwright/test';
import { atMost, type Line, median, ratio } from './measure.ts';
import { openSession, type Session } from './session.ts';

const ROUNDS = 20;
const ROW = 'tbody tr[data-key]';

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
      const rows = await mostRows(page);
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
  await page.addInitScript(watchFor, [ROW, 'p[elementtiming]']);
  for (let round = -1; round < ROUNDS; round += 1) {
    await session.settle();
    const first = await paintOf(page, session.empty);
    await session.settle();
    const second = await paintOf(page, extension.url(`options.html${route}`));
    if (round < 0) continue;
    empty.push(first);
    filled.push(second);
  }
  return [median(filled), median(empty)];
}

/** In the page, from its first moment: notes when one of the elements was painted, in ms of the navigation. */
function watchFor(selectors: string[]): void {
  const found = () => document.querySelector(selectors.join(',')) !== null;
  const look = () => {
    if (!found()) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => Object.assign(globalThis, { benchPaint: performance.now() });
    // After the frame in which it was there.
    return requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  requestAnimationFrame(look);
}

async function paintOf(page: Page, url: string): Promise<number> {
  // Between two addresses that differ in their hash alone there is no navigation.
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  const paint = await page.waitForFunction(() => (globalThis as { benchPaint?: number }).benchPaint);
  return (await paint.jsonValue()) as number;
}

/** Scrolls the table from top to bottom and counts its rows at each stop. */
async function mostRows(page: Page): Promise<number> {
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
