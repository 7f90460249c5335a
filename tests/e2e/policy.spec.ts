import { ensureChromium } from '../browsers/install.ts';
import { type ManagedChromium, managedChromium } from '../browsers/managed-chromium.ts';
import { docsSite } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { test as base, expect } from './fixtures.ts';
import { ConnectPage, connect } from './pages/connect-page.ts';
import { DocsPage } from './pages/docs-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { fillPassphrase, PASSPHRASE } from './pages/security-page.ts';
import { LONG } from './tags.ts';

interface Managed {
  managed: ManagedChromium | { reason: string };
}

const test = base.extend<object, Managed & { chromiumPath: string }>({
  managed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern
    async ({}, use) => {
      const managed = managedChromium(ensureChromium(console.log).path);
      await use(managed);
      if ('remove' in managed) managed.remove();
    },
    { scope: 'worker' },
  ],
  chromiumPath: [
    async ({ managed }, use) => use('executable' in managed ? managed.executable : ''),
    { scope: 'worker' },
  ],
});

test.beforeEach(({ managed }) => {
  test.skip('reason' in managed, 'reason' in managed ? managed.reason : '');
});

test.afterEach(({ managed, extension }) => {
  if ('setPolicy' in managed) managed.setPolicy(extension.id, null);
});

/** Sets the organization's policy and waits until Chromium reports its keys, without those that it drops. */
async function setPolicy(
  managed: Managed['managed'],
  extension: Extension,
  values: Record<string, unknown> | null,
  dropped: string[] = [],
): Promise<void> {
  if (!('setPolicy' in managed)) throw new Error(managed.reason);
  managed.setPolicy(extension.id, values);
  const reported = () =>
    extension.probe.evaluate(async () => Object.entries(await chrome.storage.managed.get(null)));
  const expected = Object.entries(values ?? {}).filter(([key]) => !dropped.includes(key));
  await expect.poll(async () => sorted(await reported()), { timeout: 30_000 }).toEqual(sorted(expected));
}

const sorted = (entries: [string, unknown][]) => entries.map((entry) => JSON.stringify(entry)).sort();

const RESTRICTIONS = {
  api: 'eu-w1',
  requirePassphrase: true,
  maxAutoLockMinutes: 10,
  allowFullTokens: false,
  allowPasswordSignIn: false,
  allowConsoleFollowing: false,
};
const POLICY = { keys: Object.keys(RESTRICTIONS), ...RESTRICTIONS };

test(
  'a real managed policy is shown, fixes the forms, is enforced by the background, and applies and ends at once',
  LONG,
  async ({ extension, sandbox, managed }) => {
    const page = await extension.onboarding();
    await page.goto(extension.url('options.html#/connect'));
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
    await setPolicy(managed, extension, POLICY);

    // The open page follows: no sign-in by password, no console, one region.
    const form = new ConnectPage(page);
    await expect(form.email).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'How to connect' })).toHaveCount(0);
    const region = page.getByRole('textbox', { name: 'Region' });
    await expect(region).toHaveValue('EU West');
    await expect(region).toHaveAttribute('readonly');
    await expect(region).toHaveAccessibleDescription('Set by your organization.');

    // Nothing is stored without a passphrase.
    const banner = page
      .locator('.banners')
      .getByRole('status')
      .filter({ hasText: 'Your organization requires a passphrase.' });
    // Then the vault is locked, which clears what was typed into a field for a secret.
    await expect(banner).toBeVisible();
    const ines = accountOf(sandbox, 'plain');
    const european = sandbox.accounts.find(({ region, token }) => region === 'eu-w1' && token)!;
    await form.token.fill(european.token!);
    await expect(form.submit).toBeDisabled();
    await expect(form.submit).toHaveAttribute('title', /requires a passphrase/);
    const ask = (type: string, data: unknown) =>
      page.evaluate((message) => chrome.runtime.sendMessage(message), { type, data });
    const refused = (detail: string) => ({ ok: false, failure: { code: 'policy', detail } });
    const server = 'https://api.eu-w1.tago.io';
    expect(await ask('connectToken', { origin: server, token: european.token })).toEqual(
      refused('requirePassphrase'),
    );
    await banner.getByRole('link', { name: 'Set a passphrase' }).click();
    await fillPassphrase(page);
    await expect(banner).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Remove passphrase' })).toBeDisabled();
    const autoLock = page.getByRole('combobox', { name: 'Auto-lock' });
    await expect(autoLock).toHaveValue('10');
    expect(await autoLock.locator('option').allTextContents()).toEqual([
      '1 minute',
      '5 minutes',
      '10 minutes',
    ]);

    await page.goto(extension.url('options.html#/connect'));
    await form.token.fill(european.token!);
    await form.submit.click();
    await form.expectDone();

    // The list of what applies, and the settings that it fixes.
    await page.goto(extension.url('options.html#/settings'));
    const section = page.locator('section').filter({ hasText: 'Set by your organization' }).first();
    await expect(section.locator('dt')).toHaveText([
      'Server',
      'Passphrase',
      'Longest time until auto-lock',
      'Tokens with full access',
      'Signing in with a password',
      'Switching the console too',
    ]);
    const follow = page.getByRole('checkbox', { name: 'Switch the console too (admin.tago.io)' });
    await expect(follow).toBeDisabled();
    await expect(follow).toHaveAccessibleDescription(/Your organization doesn’t allow/);

    // A page that sends a forbidden message anyway.
    sandbox.requests.clear();
    const signIn = { origin: server, email: european.email, password: european.password };
    expect(await ask('signIn', signIn)).toEqual(refused('allowPasswordSignIn'));
    const elsewhere = { origin: 'https://api.us-e1.tago.io', token: ines.token };
    expect(await ask('connectToken', elsewhere)).toEqual(refused('allowedHosts'));
    expect(await ask('connectConsole', { origin: signIn.origin })).toEqual(refused('allowConsoleFollowing'));
    expect(await ask('setPreferences', { change: { autoLockMinutes: 60 } })).toEqual(
      refused('maxAutoLockMinutes'),
    );
    expect(await ask('removePassphrase', { current: PASSPHRASE })).toEqual(refused('requirePassphrase'));
    expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([]);

    // Without the policy everything is allowed again.
    await setPolicy(managed, extension, null);
    await expect(section).toHaveCount(0);
    await expect(follow).toBeEnabled();
    await page.goto(extension.url('options.html#/connect'));
    await expect(form.email).toBeVisible();
  },
);

test(
  'an invalid policy is reported with the wrong key and forbids everything, from the start of the browser on',
  LONG,
  async ({ extension, sandbox, managed }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/settings');
    const error = page.getByRole('status').filter({ hasText: 'Your organization’s policy has an error' });
    const wrong = page.locator('section').filter({ hasText: 'policy has an error' }).getByRole('listitem');

    await setPolicy(managed, extension, { keys: ['maxAutoLockMinutes'], maxAutoLockMinutes: 0 });
    await expect(error).toBeVisible();
    await expect(wrong).toHaveText(['“maxAutoLockMinutes” has a value that it can’t take.']);

    // A value of the wrong type doesn't reach the extension: the list of keys reveals it.
    const dropped = { keys: ['allowFullTokens'], allowFullTokens: 'no' };
    await setPolicy(managed, extension, dropped, ['allowFullTokens']);
    await expect(wrong).toHaveText([/“allowFullTokens” is named in “keys” but arrived without a value/]);

    // No form asks for what could not be sent, and no list waits for what is not read.
    await page.goto(extension.url('options.html#/connect'));
    await expect(page.getByRole('main')).toContainText(words('policyInvalidSoft'));
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await page.goto(extension.url('options.html#/tokens'));
    await expect(page.getByRole('status').filter({ hasText: words('readStateNone') })).toBeVisible();

    await page.close();
    await extension.restartBrowser();
    sandbox.requests.clear();
    const popup = await PopupPage.open(extension);
    const invalid = popup.card.getByRole('note').filter({ hasText: words('failure_policy_invalid') });
    await expect(invalid).toBeVisible();
    const copy = popup.button(words('popupCopyToken'));
    await expect(copy).toHaveAccessibleDescription(words('failure_policy_invalid'));
    await expect(copy).toBeDisabled();
    const diagnostics = await extension.options('#/diagnostics');
    await expect(diagnostics.locator('pre')).toContainText('Policy: invalid: allowFullTokens (missing)');
    const refreshed = await diagnostics.evaluate(() =>
      chrome.runtime.sendMessage({ type: 'refreshNow', data: { ref: null } }),
    );
    expect(refreshed).toMatchObject({ ok: false, failure: { code: 'policy' } });
    expect(sandbox.requests.list()).toEqual([]);

    await setPolicy(managed, extension, { keys: [] });
    await expect(invalid).toHaveCount(0);
    await expect(copy).toBeEnabled();
    await expect.poll(() => sandbox.requests.list().length).toBeGreaterThan(0);

    // A policy that doesn't allow this account's server: every button says so before it is pressed.
    await setPolicy(managed, extension, { keys: ['allowedHosts'], allowedHosts: ['eu-w1'] });
    await expect(copy).toBeDisabled();
    await expect(copy).toHaveAccessibleDescription(words('failure_policy_allowedHosts'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTeam');
    await expect(options.button(words('teamInviteDots'))).toHaveAccessibleDescription(
      words('failure_policy_allowedHosts'),
    );
  },
);

test(
  'the docs site leads to setting the passphrase that the organization requires',
  LONG,
  async ({ extension, sandbox, managed, docs: site }) => {
    site.handler = docsSite();
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, '/docs/tagoio/analysis/sdk/python-sdk/');
    await docs.get('button', /^Copy with/);
    await setPolicy(managed, extension, { keys: ['requirePassphrase'], requirePassphrase: true });
    await docs.text(words('policyPassphrase'));
    await docs.gone('button', /^Copy with/);
    await docs.press('button', words('securitySetDots'));
    const opened = () => extension.context.pages().map((page) => page.url());
    await expect.poll(opened).toContain(extension.url('options.html#/security'));
    await setPolicy(managed, extension, null);
    await docs.page.bringToFront();
    await docs.get('button', /^Copy with/);
  },
);
