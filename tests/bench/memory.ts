import { ageStoredNumbers, fireAlarm } from '../e2e/time.ts';
import { pageHeap, workerHeap } from './heap.ts';
import { type Measurement, ratio, reported } from './measure.ts';
import { openSession, type Session } from './session.ts';

const SIZES = [50, 1_000];
/** Profiles that aren't active are refreshed every half hour. */
const REFRESH_MINUTES = 30;
const REFRESHES_OF_A_DAY = 48;
const MAX_GROWTH = 1.1;
const REFRESH_TIMEOUT_MS = 120_000;
/** An alarm that arrives while a refresh is ending joins it; then nothing is requested for so long. */
const MAX_SILENCE_MS = 5_000;
const POLL_INTERVAL_MS = 20;

/** What the extension keeps in memory and on disk, how long a full refresh takes, and whether a day makes it grow. */
export async function benchMemory(): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const profiles of SIZES) {
    const session = await openSession(profiles);
    try {
      const what = `${profiles.toLocaleString('en')} profiles`;
      const refresh = await fullRefresh(session);
      measurements.push(
        reported(`full refresh, ${what}`, `${(refresh / 1000).toFixed(2)} s`),
        ...(await memory(session, what)),
      );
      if (profiles === SIZES[0]) measurements.push(...(await growthOfADay(session, what)));
    } finally {
      await session.close();
    }
  }
  return measurements;
}

/** Returns the milliseconds from the alarm, with all numbers due, until the last profile's are stored. */
async function fullRefresh({ extension, sandbox }: Session): Promise<number> {
  await ageStoredNumbers(extension, REFRESH_MINUTES);
  const began = Date.now();
  await fireAlarm(extension);
  let requested = { count: sandbox.requests.count(), at: Date.now() };
  while ((await oldestNumbers(extension)) < began) {
    if (Date.now() - began > REFRESH_TIMEOUT_MS) throw new Error('not all profiles were refreshed');
    const count = sandbox.requests.count();
    if (count !== requested.count) requested = { count, at: Date.now() };
    else if (Date.now() - requested.at > MAX_SILENCE_MS) {
      await fireAlarm(extension);
      requested.at = Date.now();
    }
    await new Promise((done) => setTimeout(done, POLL_INTERVAL_MS));
  }
  return Date.now() - began;
}

/**
 * Reads the history of all profiles, in as many runs as it takes. Its first run is due two minutes after connecting: on
 * some machines its rows would count as the second day's growth.
 */
async function readHistories({ extension, sandbox }: Session): Promise<void> {
  let before: number;
  do {
    before = sandbox.requests.count();
    await fireAlarm(extension, 'history');
    let last = { count: before, at: Date.now() };
    while (Date.now() - last.at < MAX_SILENCE_MS) {
      await new Promise((done) => setTimeout(done, POLL_INTERVAL_MS));
      const count = sandbox.requests.count();
      if (count !== last.count) last = { count, at: Date.now() };
    }
  } while (sandbox.requests.count() > before);
}

async function memory({ extension }: Session, what: string): Promise<Measurement[]> {
  const worker = await workerHeap(extension);
  const popup = await extension.popup();
  await popup.getByRole('option').first().waitFor();
  const options = await extension.options('#/overview');
  await options.getByRole('row').nth(1).waitFor();
  const pages = { popup: await pageHeap(popup), options: await pageHeap(options) };
  await popup.close();
  await options.close();
  return [
    reported(`memory of the worker, ${what}`, megabytes(worker)),
    reported(`memory of the popup, ${what}`, megabytes(pages.popup)),
    reported(`memory of the options page, ${what}`, megabytes(pages.options)),
    reported(`database, ${what}`, megabytes(await databaseSize(extension))),
  ];
}

/**
 * Compares memory and stored rows after two days of refreshes, the worker never stopped, with those after one. On the
 * first day the engine compiles what runs often, some 0.4 MB; heap snapshots show no other growth.
 */
async function growthOfADay(session: Session, what: string): Promise<Measurement[]> {
  const { extension } = session;
  const day = async () => {
    for (let time = 0; time < REFRESHES_OF_A_DAY; time += 1) await fullRefresh(session);
    return { worker: await workerHeap(extension), rows: await sizeOfRows(extension) };
  };
  await readHistories(session);
  const first = await day();
  const second = await day();
  return [
    ratio(
      `memory of the worker, the second day, ${what}`,
      second.worker,
      first.worker,
      MAX_GROWTH,
      megabytes,
    ),
    ratio(`rows in the database, the second day, ${what}`, second.rows, first.rows, MAX_GROWTH, megabytes),
    reported(`database on disk, after two days, ${what}`, megabytes(await databaseSize(extension))),
  ];
}

/** Returns when the oldest stored numbers of a profile were read from the platform. */
const oldestNumbers = (extension: Session['extension']) => ofRows(extension, 'oldest numbers');

/** Returns the length of all stored rows as JSON. */
const sizeOfRows = (extension: Session['extension']) => ofRows(extension, 'size');

const ofRows = ({ probe }: Session['extension'], fact: 'oldest numbers' | 'size'): Promise<number> =>
  probe.evaluate(async (wanted) => {
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await resultOf(indexedDB.open('profiles'));
    const names = wanted === 'size' ? [...database.objectStoreNames] : ['usage'];
    const stores = await Promise.all(
      names.map((name) => resultOf(database.transaction(name).objectStore(name).getAll())),
    );
    database.close();
    return wanted === 'size'
      ? stores.reduce((sum, rows) => sum + JSON.stringify(rows).length, 0)
      : Math.min(...stores.flat().map(({ fetchedAt }) => fetchedAt as number));
  }, fact);
/**
 * Returns the bytes that the browser counts for the extension's stores. It keeps each write in a log until it tidies
 * up: between 1.6 and 4.3 MB were seen for the same rows.
 */
const databaseSize = ({ probe }: Session['extension']): Promise<number> =>
  probe.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(2)} MB`;
