import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { firefoxBuild } from '../builds.ts';
import { words } from '../english-words.ts';
import { LONG } from '../tags.ts';
import { test as base, expect, withFirefox } from './fixtures.ts';

const ID: string = JSON.parse(fs.readFileSync(path.join(firefoxBuild(), 'manifest.json'), 'utf8'))
  .browser_specific_settings.gecko.id;

interface Options {
  /** The organization's policy, in a native manifest in the home folder of this test. */
  policy: Record<string, unknown>;
}

const test = base.extend<Options>({
  policy: [{}, { option: true }],

  firefox: async ({ sandbox, policy }, use) => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-home-'));
    const folder = path.join(home, '.mozilla', 'managed-storage');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(
      path.join(folder, `${ID}.json`),
      JSON.stringify({ name: ID, description: 'Policy', type: 'storage', data: policy }),
    );
    await withFirefox(sandbox, { env: { HOME: home } }, use);
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
});

const text = (key: Parameters<typeof words>[0]) => `//*[normalize-space(text())="${words(key)}"]`;
const refused = (detail: string) => ({ ok: false, failure: { code: 'policy', detail } });

test.describe('a real managed policy', () => {
  test.use({
    policy: {
      keys: ['api', 'allowPasswordSignIn', 'allowConsoleFollowing'],
      api: 'eu-w1',
      allowPasswordSignIn: false,
      allowConsoleFollowing: false,
    },
  });

  test(
    'fixes the connect form, is listed in the settings and enforced',
    LONG,
    async ({ firefox, sandbox }) => {
      await firefox.navigate(firefox.pageUrl('options.html#/connect'));
      await firefox.find(text('policySetBy'));
      const form = await firefox.run<[string, boolean, number]>(
        `const region = [...document.querySelectorAll('input')].find(({ readOnly }) => readOnly);
       return [region.value, region.readOnly, document.querySelectorAll('input[type=email]').length]`,
      );
      expect(form).toEqual([words('regionEuWest'), true, 0]);
      await firefox.run(`location.hash = '#/settings'`);
      await firefox.find(text('policyTitle'));
      await firefox.find(text('policy_allowConsoleFollowing'));
      const ask = (type: string, data: object) =>
        firefox.run('return browser.runtime.sendMessage({ type: args[0], data: args[1] })', type, data);
      const us = { origin: 'https://api.us-e1.tago.io', email: 'a@b.example', password: 'x', token: 'p-x' };
      expect(await ask('signIn', us)).toEqual(refused('allowPasswordSignIn'));
      expect(await ask('connectConsole', us)).toEqual(refused('allowConsoleFollowing'));
      const token = sandbox.accounts.find(({ token }) => token)?.token;
      expect(await ask('checkToken', { ...us, token })).toEqual(refused('allowedHosts'));
      expect(sandbox.requests.list()).toEqual([]);
    },
  );
});

test.describe('an invalid policy', () => {
  test.use({
    policy: {
      keys: ['requirePassphrase', 'alowFullTokens'],
      requirePassphrase: 'yes',
      alowFullTokens: false,
    },
  });

  test('is reported with every wrong key and forbids everything', LONG, async ({ firefox, sandbox }) => {
    await firefox.navigate(firefox.pageUrl('options.html#/settings'));
    await firefox.find(text('policyInvalid'));
    await firefox.find(`//li[contains(., "“requirePassphrase”")]`);
    await firefox.find(`//li[contains(., "“alowFullTokens”")]`);
    const request = {
      origin: 'https://api.us-e1.tago.io',
      token: sandbox.accounts.find(({ token }) => token)?.token,
    };
    const result = await firefox.run(
      `return browser.runtime.sendMessage({ type: 'connectToken', data: args[0] })`,
      request,
    );
    expect(result).toMatchObject({ ok: false, failure: { code: 'policy' } });
    expect(sandbox.requests.list()).toEqual([]);
  });
});
