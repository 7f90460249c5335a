import type { ApiOrigin } from '../../lib/domain/identity/keys.ts';
import { completeSample, fillTokenPlaces } from '../../lib/domain/samples/complete-sample.ts';
import { generateSample } from '../docs-pages/generate.ts';
import { BODY, docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DOCK, DocsPage } from './pages/docs-page.ts';
import { LONG } from './tags.ts';

const INTRO = '/docs/api/sidebar/tagoio-api-intro/';
const PYTHON = '/docs/tagoio/analysis/sdk/python-sdk/';
const JAVASCRIPT = '/docs/tagoio/analysis/sdk/js/';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test.beforeEach(({ docs }) => {
  docs.handler = docsSite();
});

test('a sample is copied complete, with the active profile’s read-only token, which is named and recorded', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.get('button', 'Copy with Acme Farms’ token');
  expect(await docs.copyButtons()).toHaveLength(1);

  const listed = sandbox.requests.next({ route: '/profile/:id/token' });
  await docs.press('button', 'Copy with Acme Farms’ token');
  expect((await listed).search).toContain('token');
  await docs.text('Copied with “Dashboard export” (read-only).');
  const read = account.tokens?.read;
  expect(await clipboardOf(docs.page)).toBe(
    `from tagoio_sdk import Account\n\naccount = Account({"token": "${read}"})\ndevices = account.devices.list()\nprint(devices)`,
  );

  // Pressed again in the same gesture, it still says that it was copied.
  await docs.focus('button', 'Copy with Acme Farms’ token');
  for (let press = 0; press < 2; press += 1) {
    await docs.page.keyboard.press('Enter');
    await docs.text('Copied with “Dashboard export” (read-only).');
  }
  await clipboardOf(docs.page);
  expect(await docs.texts(/Too many attempts/)).toEqual([]);

  const options = await extension.options('#/activity');
  await expect(options.getByText('Dashboard export').first()).toBeVisible();
});

test(
  'every language of an operation is copied complete: header, host and id',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('PUT', '/profile/:id/service'));
    const languages = {
      curl: 'cURL',
      python: 'http.client',
      go: 'Native',
      nodejs: 'Axios',
      rust: 'reqwest',
      swift: 'URLSession',
    };
    for (const [language, variant] of Object.entries(languages)) {
      await docs.page.getByRole('tab', { name: language, exact: true }).click();
      await docs.press('button', /^Copy ready to run with Acme Farms’ token/);
      await docs.text(/^Copied with “Field gateway” \(write-only\)\./);
      const sample = generateSample(language, variant, {
        method: 'PUT',
        url: 'https://api.us-e1.tago.io/profile/:id/service',
        body: BODY,
      });
      const profile = {
        origin: 'https://api.us-e1.tago.io' as ApiOrigin,
        profileId: account.profiles[0]!.id,
      };
      const done = completeSample(sample.trimEnd(), profile)!;
      expect(await clipboardOf(docs.page), language).toBe(
        fillTokenPlaces(done.text, done.places, account.tokens!.write!),
      );
      await docs.untilPaceAllows();
    }
  },
);

test(
  'placeholders of other tokens, example values and operations that take another token get no button',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const others = [
      '/docs/',
      '/docs/tagoio/devices/managing-devices/',
      operationPath('GET', '/data'),
      operationPath('POST', '/integration/network/data'),
      operationPath('POST', '/account/login'),
      operationPath('POST', '/account/profile/token'),
    ];
    const docs = await DocsPage.open(extension.context, PYTHON);
    const buttonsOf = async (path: string) => {
      await docs.page.goto(`https://docs.tago.io${path}`);
      await docs.get('button', DOCK);
      await expect(docs.page.locator('pre.prism-code').first()).toBeVisible();
      await expect(
        docs.page.locator('.openapi-explorer__code-block, .theme-code-block').last(),
      ).toBeVisible();
      // The site's samples come after its load, and the buttons with the frame after them.
      await docs.idle();
      return docs.copyButtons();
    };
    // The control.
    expect(await buttonsOf(operationPath('GET', '/device'))).not.toEqual([]);
    for (const path of others) expect(await buttonsOf(path), path).toEqual([]);
  },
);

test(
  'a sample in a tab, a collapsed section or the expanded window is copied once it is shown',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, INTRO);
    await docs.get('button', DOCK);
    await docs.idle();
    expect(await docs.copyButtons()).toEqual([]);
    await docs.page.getByRole('tab', { name: 'Profile-Token' }).click();
    await docs.press('button', 'Copy with Acme Farms’ token');
    await docs.text(/^Copied/);
    expect(await clipboardOf(docs.page)).toBe(
      `curl -H "Profile-Token: ${account.tokens?.read}" \\\n  https://api.us-e1.tago.io/status`,
    );
    await docs.page.getByRole('tab', { name: 'Network-Token' }).click();
    // A button would be there by then.
    await docs.idle();
    await docs.visibilityJudged();
    expect(await docs.copyButtons()).toEqual([]);

    // A sample that changes something needs a token that may.
    await docs.page.goto(`https://docs.tago.io${JAVASCRIPT}`);
    await docs.untilPaceAllows();
    await docs.get('button', DOCK);
    await docs.idle();
    expect(await docs.copyButtons()).toEqual([]);
    await docs.page.getByText('Example', { exact: true }).click();
    await docs.press('button', 'Copy with Acme Farms’ token');
    await docs.text('Copied with “Field gateway” (write-only).');
    expect(await clipboardOf(docs.page)).toContain(`new Account({ token: "${account.tokens?.write}" })`);

    await docs.page.goto(`https://docs.tago.io${operationPath('GET', '/device')}`);
    await docs.get('button', /^Copy ready to run/);
    await docs.untilPaceAllows();
    await docs.page.getByRole('button', { name: 'Expand' }).click();
    await expect.poll(async () => (await docs.copyButtons()).length).toBe(2);
    await docs.pressUncovered('button', /^Copy ready to run/);
    await docs.text(/^Copied/);
  },
);

test(
  'a copied sample has the profile’s region, and a changed host is named',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain', 'eu-w1');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
    await docs.press('button', /^Copy ready to run/);
    await docs.text(/The host was changed to the one in Acme Farms Europe’s region\./);
    expect(await clipboardOf(docs.page)).toContain("curl -L 'https://api.eu-w1.tago.io/device'");

    await docs.page.goto(`https://docs.tago.io${JAVASCRIPT}`);
    await docs.page.getByText('Example', { exact: true }).click();
    await docs.untilPaceAllows();
    await docs.press('button', /^Copy with/);
    await docs.text(/The host was changed to the one in Acme Farms Europe’s region\./);
    expect(await clipboardOf(docs.page)).toMatch(/new Account\(\{ token: "p-[\w-]+", region: "eu-w1" \}\)/);

    await docs.page.goto(`https://docs.tago.io${PYTHON}`);
    await docs.untilPaceAllows();
    await docs.press('button', /^Copy with/);
    await docs.text(/Set the SDK’s region yourself/);

    await docs.untilPaceAllows();
    await docs.press('button', 'Other ways to copy');
    const opened = extension.context.waitForEvent('page');
    await docs.press('menuitem', /^Use another profile/);
    const window = await opened;
    await window.getByRole('option', { name: 'Acme Farms Europe' }).click();
    await expect(window.getByText('api.us-e1.tago.io')).toBeVisible();
    await expect(window.getByText(/Set the SDK’s region yourself/)).toBeVisible();
    await window.getByRole('button', { name: words('copyWindowCopy'), exact: true }).click();
    await expect(window.getByRole('status')).toContainText('Set the SDK’s region yourself');
  },
);

test(
  'the menu copies the token alone or another token, and marks those without the permission',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('POST', '/device'));
    await docs.press('button', 'Other ways to copy');
    await docs.get('menuitem', /^Field gateway write-only · default$/);
    await docs.get('menuitem', /^Dashboard export read-only · doesn’t have the permission for this sample$/);
    // The extension token is never offered.
    expect(sandbox.state.tokens.some(({ name }) => name.startsWith('Profiles for TagoIO extension'))).toBe(
      true,
    );
    expect(await docs.names('menuitem', /Profiles for TagoIO/)).toEqual([]);
    expect(await docs.texts(/request panel on this page is left untouched/)).toHaveLength(1);

    await docs.press('menuitem', /^Production backend/);
    await docs.text('Copied with “Production backend” (full access).');
    expect(await clipboardOf(docs.page)).toContain(`-H 'token: ${account.tokens?.full}'`);

    // With the keyboard: open, first item, Enter.
    await docs.untilPaceAllows();
    await docs.focus('button', 'Other ways to copy');
    await docs.page.keyboard.press('Enter');
    await docs.get('menuitem', /^Production backend/);
    await docs.visibilityJudged();
    await docs.page.keyboard.press('End');
    await docs.page.keyboard.press('Home');
    await docs.page.keyboard.press('Enter');
    await docs.text(/^Copied with “Field gateway”/);
    expect(await clipboardOf(docs.page)).toBe(account.tokens?.write);
  },
);

test(
  'after Escape closes the menu, the button beside it still copies',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, PYTHON);
    await docs.press('button', 'Other ways to copy');
    await docs.get('menuitem', /full access/);
    await docs.page.keyboard.press('Escape');
    await docs.press('button', /^Copy with/);
    await docs.text(/^Copied/);
  },
);

test(
  'a sample is copied for another profile, chosen in the extension’s window; the active profile stays',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('GET', '/profile/:id/summary'));
    await docs.press('button', 'Other ways to copy');
    const opened = extension.context.waitForEvent('page');
    await docs.press('menuitem', /^Use another profile/);
    const pick = await opened;
    await expect(pick.getByRole('option')).toHaveCount(account.profiles.length);
    await pick.getByRole('combobox').fill('northwind');
    await pick.keyboard.press('Enter');
    await expect(pick.getByText('Northwind Cold Chain')).toBeVisible();
    await expect(pick.getByText('api.us-e1.tago.io')).toBeVisible();
    await pick.getByRole('button', { name: words('copyWindowCopy'), exact: true }).click();
    await expect(pick.getByRole('status')).toHaveText(/^Copied with “.+” \(.+\) of Northwind Cold Chain/);
    const other = account.profiles.find(({ name }) => name === 'Northwind Cold Chain')!;
    const text = await clipboardOf(docs.page);
    expect(text).toContain(`/profile/${other.id}/summary`);
    const token = /token: (\S+)'/.exec(text)?.[1];
    expect(sandbox.state.tokens.find((one) => one.token === token)).toMatchObject({
      profile: other.id,
      kind: 'profile',
    });
    await docs.get('button', /^Copy ready to run with Acme Farms’ token/);
  },
);

test(
  'blanks that are left and a corrected path are named after copying',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('PUT', '/:am_id'));
    await docs.press('button', /^Copy ready to run/);
    await docs.text(/misspell.*Still to fill in: :am_id/);
    expect(await clipboardOf(docs.page)).toContain("'https://api.us-e1.tago.io/am/:am_id'");
    await docs.page.goto(`https://docs.tago.io${operationPath('GET', '/profiled/:id/statistics')}`);
    await docs.untilPaceAllows();
    await docs.press('button', /^Copy ready to run/);
    await docs.text(/misspell/);
    expect(await clipboardOf(docs.page)).toContain(`tago.io/profile/${account.profiles[0]!.id}/statistics'`);
  },
);

test(
  'a token is copied as a tool’s configuration, from the docs page’s dock',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, '/docs/');
    const opened = extension.context.waitForEvent('page');
    await docs.pressInDock('Copy as…');
    const window = await opened;
    const copy = window.getByRole('button', { name: words('copyWindowCopy'), exact: true });
    await window.getByLabel(words('copyWindowFormat')).selectOption({ label: words('format_mcp_cursor') });
    await expect(window.getByText('mcp.ai.tago.io')).toBeVisible();
    await expect(window.getByLabel(words('copyWindowToken'))).toContainText('Dashboard export');
    await window
      .getByLabel(words('copyWindowToken'))
      .selectOption({ label: 'Production backend · full access' });
    await expect(copy).toBeDisabled();
    await window.getByRole('checkbox').check();
    await copy.click();
    await expect(window.getByRole('status')).toHaveText(/^Copied with “Production backend”/);
    expect(JSON.parse(await clipboardOf(docs.page)).mcpServers['@tago-io/mcp']).toEqual({
      url: 'https://mcp.ai.tago.io',
      headers: { Authorization: `Bearer ${account.tokens?.full}`, 'x-tagoio-region': 'us-e1' },
    });
  },
);
