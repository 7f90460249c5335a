import type { Page } from '@playwright/test';
import { median } from '../simulations/median.ts';
import { LIST_ROW, markFirstRow, ROW_MARK } from './marks.ts';
import { atMost, type Measurement, ms, ratio, reported } from './measure.ts';
import { markPainted, openSession, paintOf, paintOfEmpty, type Session } from './session.ts';

const ROUNDS = 20;
const PERCENT_MARK = 'active-percent';
/** A switch that hasn't changed the badge by then waits for a response. */
const SWITCH_TIMEOUT_MS = 5_000;

/** The targets by number of profiles: the first percentage and the first row, in multiples of an empty page's time. */
const SIZES = [
  { profiles: 50, percent: 1.3, row: 1.5 },
  { profiles: 5_000, percent: 1.3, row: 2 },
];

/** From navigation to the active profile's first percentage and to the list's first row, against an empty page. */
export async function benchPopup(): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { profiles, ...max } of SIZES) {
    const session = await openSession(profiles);
    try {
      const page = await popupPage(session);
      const what = `popup, ${profiles.toLocaleString('en')} profiles`;
      measurements.push(...(await popupTimes(session, page, what, max)));
      if (profiles === 5_000) measurements.push(...(await benchFilter(session, page)));
      else measurements.push(...(await benchSwitch(session, page)));
    } finally {
      await session.close();
    }
  }
  return measurements;
}

async function popupPage({ extension }: Session): Promise<Page> {
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 400, height: 600 });
  await markFirstRow(page, LIST_ROW);
  return page;
}

/** Medians of the popup's first paints, the worker asleep. */
async function popupTimes(
  session: Session,
  page: Page,
  what: string,
  max: { percent: number; row: number },
): Promise<Measurement[]> {
  const { extension } = session;
  const percent: number[] = [];
  const row: number[] = [];
  const empty: number[] = [];
  // One of each beforehand, so that code caches and processes are warm, as on the second click of a day.
  for (let round = -1; round < ROUNDS; round += 1) {
    await session.settle();
    const emptyAt = await paintOfEmpty(page, session);
    await session.settle();
    const percentAt = await paintOf(page, extension.url('popup.html'), PERCENT_MARK);
    const rowAt = await markPainted(page, ROW_MARK);
    if (round < 0) continue;
    empty.push(emptyAt);
    percent.push(percentAt);
    row.push(rowAt);
  }
  const base = median(empty);
  return [
    ratio(`${what}: first percentage`, median(percent), base, max.percent),
    ratio(`${what}: first row`, median(row), base, max.row),
  ];
}

/** Letters pressed in the filter. */
interface Keys {
  /** The number of those after which a frame was painted. */
  painted: number;
  /** Milliseconds, of those that changed the document. */
  times: { updated: number; painted: number }[];
}

/** A key in the filter until the document is changed for it, and until the frame after it is painted. */
async function benchFilter({ extension }: Session, page: Page): Promise<Measurement[]> {
  await page.goto(extension.url('popup.html'));
  await page.getByRole('option').first().waitFor();
  // The search that tolerates typing errors is loaded in idle time; until then nothing is found by these letters.
  await page.keyboard.type('sandbx');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    const bench: Keys = { painted: 0, times: [] };
    Object.assign(globalThis, { bench });
    let pressed = 0;
    let updated = 0;
    new MutationObserver(() => {
      updated = performance.now() - pressed;
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') return;
        pressed = event.timeStamp;
        updated = 0;
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => {
            bench.painted += 1;
            if (updated > 0) bench.times.push({ updated, painted: performance.now() - pressed });
          };
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (const word of ['green', 'north', 'sandbx', 'tallin', 'acme f']) {
    for (const key of word) {
      const before = await page.evaluate(() => (globalThis as unknown as { bench: Keys }).bench.painted);
      await page.keyboard.press(key === ' ' ? 'Space' : key);
      await page.waitForFunction(
        (count) => (globalThis as unknown as { bench: Keys }).bench.painted > count,
        before,
      );
    }
    await page.keyboard.press('Escape');
    // All rows are drawn again, which is no time of the next key.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }
  const { times } = await page.evaluate(() => (globalThis as unknown as { bench: Keys }).bench);
  const medianOf = (which: 'updated' | 'painted') => median(times.map((time) => time[which]));
  return [
    atMost('popup, 5,000 profiles: key in the filter to updated document', medianOf('updated'), 8, 'ms'),
    reported('popup, 5,000 profiles: key in the filter to paint', ms(medianOf('painted'))),
  ];
}

/** From a click on a row until the badge's text has changed, and the requests that it waits for. */
async function benchSwitch({ extension, sandbox }: Session, page: Page): Promise<Measurement[]> {
  await page.goto(extension.url('popup.html'));
  await page.getByRole('option').first().waitFor();
  const held = sandbox.faults.add({ path: '/*', kind: 'hold' });
  const times: number[] = [];
  let waitedFor = 0;
  const pair = ['Northwind Cold Chain', 'Greenhouse Iberia'];
  for (let round = 0; round < ROUNDS; round += 1) {
    const row = page.getByRole('option', { name: pair[round % 2] });
    await row.waitFor();
    const time = await row.evaluate(async (element, timeout) => {
      const before = await chrome.action.getBadgeText({});
      const clicked = performance.now();
      (element as HTMLElement).click();
      for (;;) {
        const now = await chrome.action.getBadgeText({});
        if (now !== before) return performance.now() - clicked;
        if (performance.now() - clicked > timeout) return null;
      }
    }, SWITCH_TIMEOUT_MS);
    if (time === null) {
      waitedFor = held.waiting;
      if (waitedFor === 0) throw new Error('a switch changed no badge');
      break;
    }
    times.push(time);
  }
  held.remove();
  const requests = atMost('switch: platform requests it waits for', waitedFor, 0, '');
  return times.length === 0
    ? [requests]
    : [atMost('switch: click to badge changed', median(times), 50, 'ms'), requests];
}
