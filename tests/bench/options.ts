import type { Page } from '@playwright/test';
import { median } from '../simulations/median.ts';
import { markFirstRow, ROW_MARK, TABLE_ROW } from './marks.ts';
import { atMost, type Measurement, ratio } from './measure.ts';
import { openSession, paintOf, paintOfEmpty, type Session } from './session.ts';

const ROUNDS = 20;

/** The target by number of profiles: the first row of each table, in multiples of an empty page's time. */
const SIZES = [
  { profiles: 1_000, max: 2.5 },
  { profiles: 5_000, max: 3.5 },
];
const TABLES = [
  { what: 'options', route: '#/profiles' },
  { what: 'matrix', route: '#/overview' },
];

/** The options page's tables: first paint and first row, against an empty page; rows in the document. */
export async function benchOptions(): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { profiles, max } of SIZES) {
    const session = await openSession(profiles);
    try {
      for (const { what, route } of TABLES)
        measurements.push(
          ...(await tableTimes(session, `${what}, ${profiles.toLocaleString('en')} profiles`, route, max)),
        );
    } finally {
      await session.close();
    }
  }
  return measurements;
}

/** Measures one table in a page of its own. */
async function tableTimes(
  session: Session,
  what: string,
  route: string,
  max: number,
): Promise<Measurement[]> {
  const page = await session.extension.context.newPage();
  try {
    const { first, row, empty } = await paints(session, page, route);
    const rows = await mostRows(page, session.extension.url(`options.html${route}`));
    return [
      ratio(`${what}: first paint`, first, empty, null),
      ratio(`${what}: first row`, row, empty, max),
      atMost(`${what}: rows in the document while scrolling`, rows, 60, ''),
    ];
  } finally {
    await page.close();
  }
}

/** Medians, in ms of the navigation. */
async function paints(session: Session, page: Page, route: string) {
  const { extension } = session;
  const first: number[] = [];
  const row: number[] = [];
  const empty: number[] = [];
  await markFirstRow(page, TABLE_ROW);
  for (let round = -1; round < ROUNDS; round += 1) {
    await session.settle();
    const emptyAt = await paintOfEmpty(page, session);
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

/** Scrolls the table from top to bottom and counts its rows at each stop. */
async function mostRows(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.locator(TABLE_ROW).first().waitFor();
  return page.evaluate(async (row) => {
    const scroller = document.querySelector(row)?.closest('.table-scroll') ?? document.documentElement;
    let max = 0;
    for (let stop = 0; stop <= 20; stop += 1) {
      scroller.scrollTop = (scroller.scrollHeight * stop) / 20;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      max = Math.max(max, document.querySelectorAll(row).length);
    }
    return max;
  }, TABLE_ROW);
}
