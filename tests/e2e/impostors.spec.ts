import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchChromium } from '../browsers/chromium.ts';
import { docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { chromeBuild } from './builds.ts';
import { removeFolder } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { forbiddenTo, messageTable, sendAll } from './message-table.ts';
import { reachFromOther, sendToExtension, writeOtherExtension } from './other-extension.ts';
import { connect } from './pages/connect-page.ts';
import { DocsPage } from './pages/docs-page.ts';
import { Refusals } from './refusals.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test('every message is refused to every page that may not send it', async ({
  extension,
  sandbox,
  docs: site,
}) => {
  site.handler = docsSite();
  await connect(extension, accountOf(sandbox, 'plain'));
  expect(messageTable().size).toBeGreaterThan(50);

  // Each page of the extension may send the messages listed for it and no others.
  const places: [file: string, page: string | null][] = [
    ['popup.html', 'popup'],
    ['options.html#/security', 'options'],
    ['pick.html', 'pick'],
    ['offscreen.html', null],
    ['_locales/en/messages.json', null],
  ];
  const refusals = new Refusals();
  const page = await extension.context.newPage();
  for (const [file, name] of places) {
    await page.goto(extension.url(file));
    const types = forbiddenTo(name);
    refusals.expect(file, types, await page.evaluate(sendAll, types));
  }

  // Frames of the extension's origin and sandboxed ones have no API to send with.
  await page.goto(extension.url('_locales/en/messages.json'));
  await page.evaluate(() => {
    for (const sandboxed of [false, true]) {
      const frame = document.createElement('iframe');
      if (sandboxed) frame.setAttribute('sandbox', 'allow-scripts');
      document.documentElement.append(frame);
    }
  });
  const frames = page.frames().slice(1);
  for (const frame of frames) expect(await frame.evaluate(() => typeof chrome.runtime)).toBe('undefined');
  expect(frames).toHaveLength(2);

  // No page of the extension loads in a frame: its content security policy forbids it.
  const framed = await page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    await new Promise((done) => {
      frame.onload = done;
      document.documentElement.append(frame);
    });
    return frame.contentDocument?.title ?? 'refused';
  }, extension.url('options.html'));
  expect(framed).toBe('refused');

  // The docs site: its content script, as a compromised renderer process could use it; its page; its frames.
  const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
  await docs.get('button', /^Copy ready to run/);
  const toDocs = forbiddenTo('docs');
  for (const type of toDocs) {
    expect(await docs.sendAsContentScript(type, {}), type).toEqual({
      ok: false,
      failure: { code: 'not-allowed' },
    });
  }
  refusals.expect('the docs site’s content script', toDocs, []);
  refusals.report();
  expect(
    await docs.page.evaluate(() => typeof (globalThis as { chrome?: typeof chrome }).chrome?.runtime),
  ).toBe('undefined');
  const contexts = docs.contentScripts();
  await docs.page.evaluate(async () => {
    for (const sandboxed of [false, true]) {
      const frame = document.createElement('iframe');
      if (sandboxed) frame.setAttribute('sandbox', 'allow-scripts');
      frame.src = location.href;
      await new Promise((done) => {
        frame.onload = done;
        document.body.append(frame);
      });
    }
  });
  expect(docs.contentScripts(), 'no content script runs in a frame').toBe(contexts);
});

test('another extension can neither send messages to this one nor read its files', async ({
  front,
  chromiumPath,
}) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-other-'));
  const other = path.join(folder, 'extension');
  writeOtherExtension(other, { background: { service_worker: 'worker.js' } });
  const context = await launchChromium({
    executable: chromiumPath,
    extension: `${chromeBuild()},${other}`,
    profile: path.join(folder, 'profile'),
    frontPort: front.port,
    headless: true,
  });
  try {
    await expect.poll(() => context.serviceWorkers().length).toBe(2);
    const hosts = context.serviceWorkers().map((worker) => new URL(worker.url()));
    const ours = hosts.find(({ pathname }) => pathname === '/background.js')!.host;
    const theirs = hosts.find(({ pathname }) => pathname === '/worker.js')!.host;
    const page = await context.newPage();
    await page.goto(`chrome-extension://${theirs}/page.html`);
    const types = [...messageTable().keys()];
    const refusals = new Refusals();
    refusals.expect('another extension', types, await page.evaluate(sendToExtension, { id: ours, types }));
    refusals.report();
    const options = `chrome-extension://${ours}/options.html`;
    expect(await page.evaluate(reachFromOther, { id: ours, page: options })).toEqual(['refused', 'refused']);
  } finally {
    await context.close();
    removeFolder(folder);
  }
});
