import type { Page } from '@playwright/test';
import { atMost, type Measurement, median, ratio } from './measure.ts';
import { openSession, paintOf, paintOfEmpty, type Session } from './session.ts';

const ROUNDS = 20;
const POPUP_MARK = 'active-percent';

/** From navigation to the active profile's first percentage, against an empty page; the worker asleep. */
export async function benchPopup(): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const [profiles, times] of [
    [50, 1.5],
    [5_000, 2],
  ] as const) {
    const session = await openSession(profiles);
    try {
      const page = await popupPage(session);
      const [popup, empty] = await firstPaints(session, page);
      const count = profiles.toLocaleString('en');
      measurements.push(ratio(`popup, ${count} profiles: first percentage`, popup, empty, times));
      if (profiles === 5_000) measurements.push(await benchFilter(session, page));
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
  return page;
}

async function firstPaints(session: Session, page: Page): Promise<[number, number]> {
  const { extension } = session;
  const popup: number[] = [];
  const empty: number[] = [];
  // One of each beforehand: code caches and processes are warm, as they are on the second click of a day.
  for (let round = -1; round < ROUNDS; round += 1) {
    await session.settle();
    const first = await paintOfEmpty(page, session);
    await session.settle();
    const second = await paintOf(page, extension.url('popup.html'), POPUP_MARK);
    if (round < 0) continue;
    empty.push(first);
    popup.push(second);
  }
  return [median(popup), median(empty)];
}

/** A key in the filter until the frame after it is painted. */
async function benchFilter({ extension }: Session, page: Page): Promise<Measurement> {
  await page.goto(extension.url('popup.html'));
  await page.getByRole('option').first().waitFor();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { benchTimes: times });
    addEventListener(
      'keydown',
      (event) => {
        const pressed = event.timeStamp;
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => times.push(performance.now() - pressed);
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (const word of ['green', 'north', 'sandbx', 'tallin', 'acme f']) {
    for (const key of word) {
      const before = await page.evaluate(
        () => (globalThis as unknown as { benchTimes: number[] }).benchTimes.length,
      );
      await page.keyboard.press(key === ' ' ? 'Space' : key);
      await page.waitForFunction(
        (count) => (globalThis as unknown as { benchTimes: number[] }).benchTimes.length > count,
        before,
      );
    }
    await page.keyboard.press('Escape');
  }
  const times = await page.evaluate(() => (globalThis as unknown as { benchTimes: number[] }).benchTimes);
  return atMost('popup, 5,000 profiles: key in the filter to paint', median(times), 16, 'ms');
}

/** A click on a row until the badge's text is another, and the requests that it waits for. */
async function benchSwitch({ extension, sandbox }: Session, page: Page): Promise<Measurement[]> {
  await page.goto(extension.url('popup.html'));
  await page.getByRole('option').first().waitFor();
  const held = sandbox.faults.add({ path: '/*', kind: 'hold' });
  const times: number[] = [];
  const answered = sandbox.requests.count();
  const pair = ['Northwind Cold Chain', 'Greenhouse Iberia'];
  for (let round = 0; round < ROUNDS; round += 1) {
    const row = page.getByRole('option', { name: pair[round % 2] });
    await row.waitFor();
    times.push(
      await row.evaluate(async (element) => {
        const before = await chrome.action.getBadgeText({});
        const clicked = performance.now();
        (element as HTMLElement).click();
        for (;;) {
          const now = await chrome.action.getBadgeText({});
          if (now !== before) return performance.now() - clicked;
        }
      }),
    );
  }
  const waited = sandbox.requests.count() - answered;
  held.remove();
  return [
    atMost('switch: click to badge changed', median(times), 50, 'ms'),
    atMost('switch: platform requests it waits for', waited, 0, ''),
  ];
}
