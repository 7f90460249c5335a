import type { Page } from '@playwright/test';
import { median } from '../simulations/median.ts';
import { atMost, type Measurement, ms, reported } from './measure.ts';
import { openSession, type Session } from './session.ts';

const ROUNDS = 20;
const HOURS = 8_760;
const SERVICES = ['Data input', 'Data output'];

/** A year of hourly history of one profile: what it takes in the store, to be read, and to be charted. */
export async function benchHistory(): Promise<Measurement[]> {
  const session = await openSession(8);
  try {
    const measurements = [await storage(session), await reading(session)];
    const page = await session.extension.options('#/usage?by=hour&range=1y');
    await page.locator('.chart canvas').waitFor();
    measurements.push(await charting(page));
    return measurements;
  } finally {
    await session.close();
  }
}

/** Stores a year of the active profile's hours as the platform returns them; measures how much the store grew. */
async function storage({ extension }: Session): Promise<Measurement> {
  const bytes = await extension.probe.evaluate(async (hours) => {
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await resultOf(indexedDB.open('profiles'));
    const settings = await resultOf(database.transaction('settings').objectStore('settings').get('active'));
    const { profileKey } = settings.active;
    const before = (await navigator.storage.estimate()).usage ?? 0;
    const transaction = database.transaction('history', 'readwrite');
    const now = Date.now();
    const last = Math.floor(now / 3_600_000) * 3_600_000;
    let text = 0;
    for (let back = hours; back >= 0; back -= 1) {
      const at = new Date(last - back * 3_600_000);
      const hour = (at.getUTCDate() - 1) * 24 + at.getUTCHours() + 1;
      const values = {
        input: hour * 480,
        output: hour * 60,
        data_records: 150_000 + hour,
        analysis: hour / 10,
      };
      const row = {
        profileKey,
        periodicity: 'hour',
        time: at.toISOString(),
        values,
        fetchedAt: now + 7_200_000,
      };
      text += JSON.stringify(row).length;
      transaction.objectStore('history').put(row);
    }
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
    const grown = ((await navigator.storage.estimate()).usage ?? 0) - before;
    // The estimate lags behind and is padded: the rows themselves are the least.
    return Math.max(grown, text);
  }, HOURS);
  return reported('history, a year of hours of one profile: storage', `${(bytes / 1e6).toFixed(2)} MB`);
}

/** Measures reading all of them from the store, in an extension page. */
async function reading({ extension }: Session): Promise<Measurement> {
  const times = await extension.probe.evaluate(async (rounds) => {
    const opening = indexedDB.open('profiles');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const spent: number[] = [];
    for (let round = -2; round < rounds; round += 1) {
      const began = performance.now();
      const request = opening.result.transaction('history').objectStore('history').getAll();
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
      if (round >= 0) spent.push(performance.now() - began);
    }
    opening.result.close();
    return spent;
  }, ROUNDS);
  return reported('history, a year of hours of one profile: read', ms(median(times)));
}

/** Measures from the rows in memory to the drawn chart, each time for another service. */
async function charting(page: Page): Promise<Measurement> {
  const times: number[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    await page.evaluate(() => performance.clearMarks());
    await page
      .getByLabel('Service', { exact: true })
      .selectOption({ label: SERVICES[(round + 2) % 2] === 'Data input' ? 'Data output' : 'Data input' });
    const spent = await page.waitForFunction(() => {
      const [rows] = performance.getEntriesByName('history-rows');
      const drawn = performance.getEntriesByName('history-drawn').at(-1);
      return rows && drawn && drawn.startTime > rows.startTime ? drawn.startTime - rows.startTime : null;
    });
    if (round >= 0) times.push((await spent.jsonValue()) as number);
  }
  return atMost('history, 8,760 hours in memory to the chart drawn', median(times), 100, 'ms');
}
