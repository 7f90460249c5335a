import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { operationPath } from '../../docs-pages/site.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import { removeFolder } from '../extension.ts';
import { forbiddenTo, messageTable, sendAll } from '../message-table.ts';
import { OTHER_ID, reachFromOther, sendToExtension, writeOtherExtension } from '../other-extension.ts';
import { Refusals } from '../refusals.ts';
import { LONG } from '../tags.ts';
import { connectInFirefox } from './connect.ts';
import { runAsContentScript } from './content-script.ts';
import { expect, test } from './fixtures.ts';

const DOCS = `https://docs.tago.io${operationPath('GET', '/device')}`;
const ALL = [...messageTable().keys()];

/** Adds frames of the docs site to a page of it. */
const ADD_FRAMES = `
  for (const sandboxed of [false, true]) {
    const frame = document.createElement('iframe');
    frame.id = sandboxed ? 'sandboxed' : 'plain';
    if (sandboxed) frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = location.href;
    await new Promise((done) => {
      frame.onload = done;
      document.body.append(frame);
    });
  }
`;

test(
  'in Firefox every message from every place that may not send it is refused',
  LONG,
  async ({ firefox, sandbox }) => {
    await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
    const extension = await firefox.run<string>('return browser.runtime.id');
    const refusals = new Refusals();
    const sendFromPage = (types: string[]) =>
      firefox.run<string[]>(`return (${sendAll.toString()})(args[0])`, types);

    for (const page of ['popup', 'pick', 'options'] as const) {
      await firefox.navigate(firefox.pageUrl(`${page}.html`));
      const types = forbiddenTo(page);
      refusals.expect(page, types, await sendFromPage(types));
    }
    // A frame of the extension's origin has its API; a sandboxed one doesn't.
    const [api, accepted] = await firefox.run<[string, string[]]>(
      `
      const add = (attributes) => {
        const frame = document.createElement('iframe');
        for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
        document.body.append(frame);
        return frame;
      };
      const sandboxed = add({ sandbox: 'allow-scripts' }).contentWindow;
      let api = 'closed';
      try {
        api = typeof sandboxed.browser;
      } catch {}
      // The function uses this as its global object.
      const globalThis = add({}).contentWindow;
      return [api, await (${sendAll.toString()})(args[0])];`,
      ALL,
    );
    expect(api).toBe('closed');
    refusals.expect('a frame of the extension', ALL, accepted);

    await firefox.navigate(firefox.pageUrl('icon/16.png'));
    refusals.expect('a file of the extension', ALL, await sendFromPage(ALL));

    await firefox.navigate(DOCS);
    const toDocs = forbiddenTo('docs');
    const sendFromDocs = (types: string[], frame: string | null = null) =>
      runAsContentScript(firefox, { extension, frame }, sendAll, types);
    refusals.expect('the docs site’s content script', toDocs, await sendFromDocs(toDocs));
    await firefox.run(ADD_FRAMES);
    for (const frame of ['#plain', '#sandboxed'])
      refusals.expect(`a frame of the docs site, ${frame}`, ALL, await sendFromDocs(ALL, frame));
    // The control: the same call succeeds for a message that the docs site may send.
    expect(await sendFromDocs(['closeDock'])).toEqual(['closeDock: {"ok":true,"value":null}']);

    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-other-'));
    writeOtherExtension(folder, { browser_specific_settings: { gecko: { id: OTHER_ID } } });
    try {
      await firefox.marionette.send('Addon:Install', { path: folder, temporary: true });
      const host = await firefox.runInChrome<string>(
        'return WebExtensionPolicy.getByID(args[0]).mozExtensionHostname',
        OTHER_ID,
      );
      await firefox.navigate(`moz-extension://${host}/page.html`);
      refusals.expect(
        'another extension’s page',
        ALL,
        await firefox.run<string[]>(`return (${sendToExtension.toString()})(args[0])`, {
          id: extension,
          types: ALL,
        }),
      );
      expect(
        await firefox.run(`return (${reachFromOther.toString()})(args[0])`, {
          id: extension,
          page: firefox.pageUrl('options.html'),
        }),
      ).toEqual(['refused', 'refused']);
      await firefox.navigate(DOCS);
      refusals.expect(
        'another extension’s content script on the docs site',
        ALL,
        await runAsContentScript(firefox, { extension: OTHER_ID }, sendToExtension, {
          id: extension,
          types: ALL,
        }),
      );
    } finally {
      removeFolder(folder);
    }
    refusals.report();
  },
);
