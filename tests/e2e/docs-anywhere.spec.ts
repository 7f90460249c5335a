import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import { setUsage } from '../sandbox/usage-model.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DOCK, DocsPage } from './pages/docs-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { profileRef } from './platform-keys.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const PYTHON = '/docs/tagoio/analysis/sdk/python-sdk/';

test.beforeEach(({ docs }) => {
  docs.handler = docsSite();
});

test('the dock names the profile and its level, copies its token, and stays hidden once closed', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, '/docs/');
  await docs.get('button', 'Active TagoIO profile: Acme Farms, high');
  await docs.pressInDock('Copy token of Acme Farms');
  await docs.text('Copied with “Dashboard export” (read-only).');
  expect(await clipboardOf(docs.page)).toBe(account.tokens?.read);
  await docs.pressInDock(/^Hide/);
  await docs.gone('button', DOCK);

  await docs.page.goto(`https://docs.tago.io${PYTHON}`);
  await docs.get('button', 'Copy with Acme Farms’ token');
  expect(await docs.find('button', DOCK)).toEqual([]);
});

test(
  'the dock keeps its buttons, and what it said of a copy, while its profile’s level changes',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, '/docs/');
    const popup = await PopupPage.open(extension);
    await docs.pressInDock('Copy token of Acme Farms');
    await docs.text(/^Copied/);
    const pressed = await docs.get('button', 'Copy token of Acme Farms');
    const acme = profileNamed(sandbox, 'Acme Farms');
    setUsage(acme, 'analysis', acme.allocation.analysis * 1.5, sandbox.clock.now());
    await popup.button(words('popupRefresh')).click();
    await docs.get('button', 'Active TagoIO profile: Acme Farms, blocked');
    // The same element, so that the focus stays on it.
    const { backendDOMNodeId } = await docs.get('button', 'Copy token of Acme Farms');
    expect(backendDOMNodeId).toBe(pressed.backendDOMNodeId);
    await docs.text(/^Copied/);
  },
);

test(
  'the open dock says what it is copying, its answer covers none of its buttons, and Escape closes it',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, '/docs/');
    const held = sandbox.faults.add({ path: '/profile/:id/token', kind: 'hold' });
    await docs.pressInDock('Copy token of Acme Farms');
    await docs.text(words('docsCopying'));
    held.remove();
    await docs.text('Copied with “Dashboard export” (read-only).');
    const opened = extension.context.waitForEvent('page');
    await docs.press('button', 'Copy as…');
    await (await opened).close();

    await docs.page.keyboard.press('Escape');
    await docs.gone('button', 'Copy token of Acme Farms');
    await docs.page.mouse.move(100, 100);
    await docs.idle();
    expect(await docs.find('button', 'Copy token of Acme Farms')).toEqual([]);
    await docs.get('button', DOCK);
    await docs.pressInDock('Copy token of Acme Farms');
  },
);

test('the popup copies twenty profiles’ tokens one after the other', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, '/docs/');
  const popup = await PopupPage.open(extension);
  await expect(popup.rows.first()).toBeVisible();
  const names = await popup.names();
  for (let copy = 0; copy < 20; copy++) {
    const name = names[copy % names.length]!;
    await popup.page.bringToFront();
    await popup.filter.fill(name);
    await popup.page.keyboard.press('ControlOrMeta+C');
    await expect(popup.text(new RegExp(`^Copied “.*of ${name}(?: · .+)?\\.$`))).toBeVisible();
    const token = await clipboardOf(docs.page);
    const { profile } = sandbox.state.tokens.find((one) => one.token === token) ?? {};
    const found = account.profiles.filter((one) => one.name === name).map(({ id }) => id);
    expect(found, `${name}, copy ${copy}`).toContain(profile);
  }
});

test('the keyboard shortcut copies the active profile’s token, and the icon confirms it', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, '/docs/');
  await docs.page.bringToFront();
  const press = () => extension.runCommand('copy-token');
  const shown = () =>
    extension.worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const tabId = tab!.id!;
      return `${await chrome.action.getBadgeText({ tabId })} ${await chrome.action.getTitle({ tabId })}`;
    });
  // The title changes until every profile was read.
  await expect.poll(shown).toContain('2 more profiles near or at a limit');
  const before = await shown();
  await press();
  await expect.poll(shown).toBe('✓ Copied “Dashboard export” (read-only) of Acme Farms.');
  expect(await clipboardOf(docs.page)).toBe(account.tokens?.read);
  await expect.poll(shown).toBe(before);

  sandbox.state.tokens = sandbox.state.tokens.filter(({ name }) => name.startsWith('Profiles for TagoIO'));
  await press();
  await expect.poll(shown).toMatch(/^! Token not copied\. This profile has no suitable token/);
});

test('the default token for reading is the one that is copied', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const options = await extension.options('#/tokens');
  const ref = profileRef(account.id, account.profiles[0]!.id);
  await options.goto(extension.url(`options.html${optionsRoutes.tokens(ref)}`));
  await options.getByLabel('For reading').selectOption({ label: 'Production backend · Full' });
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.press('button', /^Copy with/);
  await docs.text('Copied with “Production backend” (full access).');
  expect(await clipboardOf(docs.page)).toContain(account.tokens?.full);
});

test(
  'what the extension adds to the docs site, and its window, are accessible',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, operationPath('GET', '/device'));
    await docs.press('button', /^Copy ready to run/);
    await docs.text(/^Copied/);
    await docs.press('button', 'Other ways to copy');
    await docs.get('menuitem', /^Production backend/);
    for (const kind of ['sample', 'dock'] as const) {
      const copy = await docs.openCopy(kind);
      await expectAccessible(copy, `in the docs page: ${kind}`);
      await copy.close();
    }
    const opened = extension.context.waitForEvent('page');
    await docs.press('menuitem', /^Use another profile/);
    const pick = await opened;
    await expect(pick.getByRole('option').first()).toBeVisible();
    await expectAccessible(pick, 'the window that chooses a profile');
  },
);
