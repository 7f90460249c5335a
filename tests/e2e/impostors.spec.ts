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
import { connect } from './pages/connect-page.ts';
import { DocsPage } from './pages/docs-page.ts';

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
  const page = await extension.context.newPage();
  for (const [file, name] of places) {
    await page.goto(extension.url(file));
    expect(await page.evaluate(sendAll, forbiddenTo(name)), file).toEqual([]);
  }

  // No page of the extension loads in a frame, by its policy.
  await page.goto(extension.url('_locales/en/messages.json'));
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
  for (const type of forbiddenTo('docs')) {
    expect(await docs.sendAsContentScript(type, {}), type).toEqual({
      ok: false,
      failure: { code: 'not-allowed' },
    });
  }
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
  fs.mkdirSync(other);
  const manifest = {
    manifest_version: 3,
    name: 'Other',
    version: '1',
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'worker.js' },
  };
  fs.writeFileSync(path.join(other, 'page.html'), '<!doctype html><title>Other</title>');
  fs.writeFileSync(path.join(other, 'worker.js'), '');
  fs.writeFileSync(path.join(other, 'manifest.json'), JSON.stringify(manifest));
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
    const reached = await page.evaluate(
      async ([id, types]) => {
        const found: string[] = [];
        for (const type of types) {
          const reply = await chrome.runtime.sendMessage(id, { type, data: {} }).catch(() => undefined);
          if (reply !== undefined) found.push(`${type}: ${JSON.stringify(reply)}`);
        }
        const connected = await new Promise<string>((done) => {
          const port = chrome.runtime.connect(id);
          port.onDisconnect.addListener(() => done('refused'));
          port.onMessage.addListener(() => done('connected'));
        });
        const read = await fetch(`chrome-extension://${id}/options.html`).then(
          () => 'read',
          () => 'refused',
        );
        return [...found, connected, read];
      },
      [ours, [...messageTable().keys()]] as const,
    );
    expect(reached).toEqual(['refused', 'refused']);
  } finally {
    await context.close();
    removeFolder(folder);
  }
});
