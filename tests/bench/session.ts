import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '../browsers/chromium.ts';
import { ensureChromium } from '../browsers/install.ts';
import { ChromiumExtension } from '../e2e/chromium-extension.ts';
import { type Extension, removeFolder } from '../e2e/extension.ts';
import { connect } from '../e2e/pages/connect-page.ts';
import { CHROME_BUILD } from '../run/checks.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { startTlsFront } from '../sandbox/tls-front.ts';
import { Ending } from '../start/ending.ts';
import { DEFINE_NAME_HELPER } from './name-helper.ts';

/** A connected extension with so many profiles, all of them read, in a copy of the build with an empty page. */
export interface Session {
  extension: Extension;
  sandbox: Sandbox;
  /** Address of the empty page. */
  empty: string;
  /** Stops the worker and waits until the machine has nothing left to do for it. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The Element Timing name of the empty page's one line. */
const EMPTY_MARK = 'bench-empty';

/** What the worker has started continues in other processes for a moment. */
const SETTLE_MS = 150;

/** Ends the sessions that are open. */
export const sessions = new Ending();

export async function openSession(profiles: number): Promise<Session> {
  if (sessions.begun) throw new Error('the benchmark is being ended');
  const ending = new Ending();
  const close = sessions.add('a session', () => ending.run(console.error));
  try {
    return await startSession(profiles, ending, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function startSession(profiles: number, ending: Ending, close: Session['close']): Promise<Session> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-bench-'));
  ending.add('the folder', () => removeFolder(folder));
  const build = path.join(folder, 'build');
  fs.cpSync(CHROME_BUILD, build, { recursive: true });
  fs.writeFileSync(
    path.join(build, 'bench-empty.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><p elementtiming="${EMPTY_MARK}">94%</p></html>`,
  );
  const sandbox = await startSandbox({ profiles, limits: { scale: 'off' } });
  ending.add('the sandbox', () => sandbox.close());
  const front = await startTlsFront({ sandbox });
  ending.add('the TLS front', () => front.close());
  const extension = await ChromiumExtension.start(() =>
    launchChromium({
      executable: ensureChromium(console.log).path,
      extension: build,
      profile: path.join(folder, 'profile'),
      frontPort: front.port,
      headless: true,
    }),
  );
  ending.add('the browser', () => extension.close());
  await extension.context.addInitScript(DEFINE_NAME_HELPER);
  await extension.probe.evaluate(DEFINE_NAME_HELPER);
  await connect(extension, accountOf(sandbox, 'plain'));
  await allRead(sandbox, profiles);
  return {
    extension,
    sandbox,
    empty: extension.url('bench-empty.html'),
    settle: async () => {
      await firstScreensStored(extension);
      await extension.stopWorker();
      await new Promise((done) => setTimeout(done, SETTLE_MS));
    },
    close,
  };
}

/** Waits until the summary of every profile was requested and returned. */
async function allRead(sandbox: Sandbox, profiles: number): Promise<void> {
  const deadline = Date.now() + 60_000 + profiles * 60;
  for (;;) {
    const read = new Set(
      sandbox.requests.list({ route: '/profile/:id/summary', status: 200 }).map((row) => row.profileId),
    );
    if (read.size >= profiles) return;
    if (Date.now() > deadline) throw new Error(`only ${read.size} of ${profiles} profiles were read`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/**
 * Waits until the worker has derived the first screens from what it wrote last, as it has a moment after each refresh.
 */
async function firstScreensStored(extension: Extension): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await extension.probe.evaluate(hasFirstScreens))) {
    if (Date.now() > deadline) throw new Error('the first screens were not stored');
    await extension.wakeWorker();
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** In a page of the extension. */
function hasFirstScreens(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('profiles');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const count = opening.result
        .transaction('settings')
        .objectStore('settings')
        .count(IDBKeyRange.bound('firstScreen|', 'firstScreen|\uffff'));
      count.onsuccess = () => {
        opening.result.close();
        resolve(count.result > 0);
      };
    };
  });
}

/** Milliseconds from the start of the navigation until the element of this Element Timing name was painted. */
export async function paintOf(page: Page, url: string, mark: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return markPainted(page, mark);
}

/** The same of the document that is open. */
export function markPainted(page: Page, mark: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const observer = new PerformanceObserver((list) => {
          const entry = (
            list.getEntries() as (PerformanceEntry & { identifier: string; renderTime: number })[]
          ).find(({ identifier }) => identifier === name);
          if (!entry) return;
          observer.disconnect();
          resolve(entry.renderTime);
        });
        observer.observe({ type: 'element', buffered: true });
        setTimeout(() => reject(new Error(`nothing named ${name} was painted`)), 20_000);
      }),
    mark,
  );
}

/** The empty page's paint. */
export const paintOfEmpty = (page: Page, session: Session) => paintOf(page, session.empty, EMPTY_MARK);
