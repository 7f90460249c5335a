import { docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expectBadge, titleWith } from './expect-badge.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DOCK, DocsPage } from './pages/docs-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { lockNow, PASSPHRASE, setPassphrase } from './pages/security-page.ts';
import { LONG } from './tags.ts';

const PYTHON = '/docs/tagoio/analysis/sdk/python-sdk/';
const SUMMARY = operationPath('GET', '/profile/:id/summary');

test.use({ sandboxOptions: SMALL_ACCOUNT });

test.beforeEach(({ docs }) => {
  docs.handler = docsSite();
});

test('buttons follow the site’s navigation within the page, forward and back', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, '/docs/');
  await docs.get('button', DOCK);
  await docs.page.evaluate(() => {
    document.documentElement.dataset.loaded = 'once';
  });
  await docs.page.getByRole('link', { name: 'Profile summary' }).click();
  await docs.get('button', /^Copy ready to run/);
  expect(await docs.copyButtons()).toHaveLength(1);
  await docs.page.getByRole('link', { name: 'Device data' }).click();
  await docs.gone('button', /^Copy ready to run/);
  await docs.page.getByRole('link', { name: 'Python SDK' }).click();
  await docs.get('button', 'Copy with Acme Farms’ token');
  await docs.page.goBack();
  await docs.page.goBack();
  await docs.press('button', /^Copy ready to run/);
  await docs.text(/^Copied/);
  expect(await clipboardOf(docs.page)).toContain(`/profile/${account.profiles[0]!.id}/summary`);
  expect(await docs.page.locator('html').getAttribute('data-loaded')).toBe('once');
  expect(await docs.page.locator('[data-profiles-for-tagoio]').count()).toBe(2);
});

test('the buttons follow the site’s theme', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const docs = await DocsPage.open(extension.context, PYTHON);
  const colors = async () => (await docs.styleOf('button', /^Copy with/, ['color', 'color-scheme'])).join();
  const light = await colors();
  await docs.page.getByRole('button', { name: 'Switch theme' }).click();
  await expect.poll(colors).not.toBe(light);
  expect(await colors()).toMatch(/dark$/);
  await docs.page.getByRole('button', { name: 'Switch theme' }).click();
  await expect.poll(colors).toBe(light);
});

test('buttons and dock follow a switch of the active profile', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, SUMMARY);
  await docs.get('button', /^Copy ready to run with Acme Farms’ token/);
  const popup = await PopupPage.open(extension);
  await popup.switchTo('Northwind Cold Chain');
  await expect(popup.heading).toHaveText('Northwind Cold Chain');
  await docs.get('button', 'Copy ready to run with Northwind Cold Chain’s token');
  await docs.get('button', 'Active TagoIO profile: Northwind Cold Chain, warning');
  await docs.press('button', /^Copy ready to run/);
  await docs.text(/^Copied/);
  const other = account.profiles.find(({ name }) => name === 'Northwind Cold Chain')!;
  expect(await clipboardOf(docs.page)).toContain(other.id);

  // One of two with this name.
  await popup.switchTo('Sandbox');
  await docs.get('button', /^Copy ready to run with Sandbox · .+’s token$/);
  await expectBadge(extension, { title: titleWith('Sandbox · ') });
});

test(
  'what became of a copy is said in the dock that has replaced the one pressed',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, '/docs/');
    const popup = await PopupPage.open(extension);
    await docs.page.bringToFront();
    const held = sandbox.faults.add({ path: '/profile/:id/token', method: 'GET', kind: 'hold' });
    await docs.pressInDock('Copy token of Acme Farms');
    await expect.poll(() => held.hits).toBe(1);
    await popup.switchTo('Northwind Cold Chain');
    await docs.get('button', /^Active TagoIO profile: Northwind Cold Chain/);
    await docs.page.bringToFront();
    held.remove();
    await docs.text(words('failure_not_active'));
  },
);

test(
  'what became of a copy is said where its button was pressed, also when the page has replaced the sample',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, PYTHON);
    const block = docs.page.locator('pre', { hasText: 'your-token' });
    const held = sandbox.faults.add({ path: '/profile/:id/token', method: 'GET', kind: 'hold' });
    const pressed = await docs.box('button', /^Copy with/);
    await docs.press('button', /^Copy with/);
    await docs.text(words('docsCopying'));
    // As the site's framework does: the same text in new elements.
    await block.evaluate((pre) => {
      const container = pre.closest('.theme-code-block')!;
      container.replaceWith(container.cloneNode(true));
    });
    await docs.get('button', /^Copy with/);
    expect(await docs.copyButtons()).toHaveLength(1);
    held.remove();
    await docs.text(/^Copied with/);
    expect(await clipboardOf(docs.page)).toContain(account.tokens!.read);

    // The same where the page has gone on to another one.
    await docs.untilPaceAllows();
    sandbox.state.tokens = sandbox.state.tokens.filter(({ name }) => name.startsWith('Profiles for TagoIO'));
    const again = sandbox.faults.add({ path: '/profile/:id/token', method: 'GET', kind: 'hold' });
    await docs.press('button', /^Copy with/);
    await expect.poll(() => again.hits).toBe(1);
    await docs.page.evaluate(() => document.querySelector('article')!.replaceChildren('Another page'));
    await docs.gone('button', /^Copy with/);
    again.remove();
    await docs.text(words('failure_no_token'));
    const next = await docs.box('button', 'Manage its tokens');
    expect(Math.abs(next.x + next.width / 2 - pressed.x - pressed.width / 2)).toBeLessThan(360);
    expect(Math.abs(next.y - pressed.y)).toBeLessThan(100);
    const opened = extension.context.waitForEvent('page');
    await docs.press('button', 'Manage its tokens');
    await (await opened).waitForURL(/options\.html#\/profiles\/.*\/tokens$/);
    // Nothing of it stays.
    await expect.poll(() => docs.page.locator('[data-profiles-for-tagoio="sample"]').count()).toBe(0);
  },
);

test(
  'what is said of a copy stays when the page then replaces the sample, and so does a failure of what it offers',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    sandbox.state.tokens = sandbox.state.tokens.filter(({ name }) => name.startsWith('Profiles for TagoIO'));
    const docs = await DocsPage.open(extension.context, PYTHON);
    await docs.press('button', /^Copy with/);
    await docs.text(words('failure_no_token'));
    const shown = await docs.box('button', 'Manage its tokens');
    await docs.page.locator('pre', { hasText: 'your-token' }).evaluate((pre) => {
      const container = pre.closest('.theme-code-block')!;
      container.replaceWith(container.cloneNode(true));
    });
    await docs.get('button', /^Copy with/);
    expect(await docs.copyButtons()).toHaveLength(1);
    expect(await docs.box('button', 'Manage its tokens')).toEqual(shown);

    await docs.focus('button', 'Manage its tokens');
    // Opens nothing, and counts as one of the windows that a tab may open within a second.
    const elsewhere = { profileKey: 'us-e1:none', sample: null, token: null, reason: 'formats' };
    await docs.sendAsContentScript('openCopyWindow', elsewhere);
    await docs.page.keyboard.press('Enter');
    await docs.text(/^Too many attempts/);
    expect(await docs.texts(/^Too many attempts/)).toHaveLength(2);

    // A new copy ends it.
    await docs.untilPaceAllows();
    const held = sandbox.faults.add({ path: '/profile/:id/token', method: 'GET', kind: 'hold' });
    await docs.press('button', /^Copy with/);
    await docs.text(words('docsCopying'));
    expect(await docs.texts(/^Too many attempts/)).toEqual([]);
    held.remove();
    await docs.text(words('failure_no_token'));
  },
);

test(
  'a lock replaces the buttons by one hint, and an unlock brings them back',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await setPassphrase(extension);
    const docs = await DocsPage.open(extension.context, PYTHON);
    await docs.get('button', /^Copy with/);
    await lockNow(options);
    await docs.page.bringToFront();
    await docs.gone('button', /^Copy with/);
    await docs.text('Your tokens are locked. Open Profiles to unlock and copy them.');
    await docs.press('button', 'Close');
    await docs.gone('button', 'Open Profiles');

    const later = await DocsPage.open(extension.context, '/docs/');
    await expect(later.page.getByRole('heading', { name: 'Docs' })).toBeVisible();
    await later.idle();
    expect(await later.page.locator('[data-profiles-for-tagoio]').count()).toBe(0);

    const popup = await PopupPage.open(extension);
    await popup.page.getByLabel(words('popupPassphrase')).fill(PASSPHRASE);
    await popup.page.getByRole('button', { name: words('popupUnlock'), exact: true }).click();
    await docs.page.bringToFront();
    await docs.get('button', /^Copy with/);
    await docs.get('button', DOCK);
  },
);

test(
  'a page that was open during an update of the extension asks for a reload, and copies again after it',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, PYTHON);
    const errors: string[] = [];
    docs.page.on('pageerror', (error) => errors.push(error.message));
    docs.page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await docs.get('button', /^Copy with/);

    await extension.reload();
    await docs.page.bringToFront();
    await docs.press('button', /^Copy with/);
    await docs.text(/^The extension was updated\. Reload this page to copy again\./);
    await docs.gone('button', /^Copy with/);
    expect(errors).toEqual([]);

    await docs.press('button', 'Reload');
    await docs.get('button', /^Copy with/);
    await docs.gone('button', 'Reload');
  },
);

test('a sign-in that is needed isn’t called a lock', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.get('button', /^Copy with/);
  sandbox.faults.add({ path: '/*', kind: 'unauthorized' });
  await docs.press('button', /^Copy with/);
  await docs.text(words('failure_needs_sign_in'));
  await docs.gone('button', /^Copy with/);
  expect(await docs.find('button', DOCK)).toEqual([]);
});

test('without a connection one hint is shown, once, and nothing else', async ({ extension }) => {
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.text(/^Connect your TagoIO account/);
  expect(await docs.copyButtons()).toEqual([]);
  expect(await docs.page.locator('[data-profiles-for-tagoio]').count()).toBe(1);
  const next = await DocsPage.open(extension.context, PYTHON);
  await next.idle();
  expect(await next.page.locator('[data-profiles-for-tagoio]').count()).toBe(0);
});

test('the site’s layout and styles don’t change, and its strict CSP is not violated', async ({
  extension,
  sandbox,
}) => {
  const facts = (docs: DocsPage) =>
    docs.page.evaluate(() =>
      [...document.querySelectorAll('#__docusaurus *')]
        .filter((element) => !element.hasAttribute('data-profiles-for-tagoio'))
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const { color, font, padding, display } = getComputedStyle(element);
          return [
            element.localName,
            element.className,
            x,
            y,
            width,
            height,
            color,
            font,
            padding,
            display,
          ].join('|');
        }),
    );
  const plain = await DocsPage.open(extension.context, '/docs/api/sidebar/tagoio-api-intro/');
  await plain.page.getByRole('tab', { name: 'Profile-Token' }).click();
  const before = await facts(plain);

  await connect(extension, accountOf(sandbox, 'plain'));
  const docs = await DocsPage.open(extension.context, '/docs/api/sidebar/tagoio-api-intro/');
  await docs.page.getByRole('tab', { name: 'Profile-Token' }).click();
  await docs.get('button', /^Copy with/);
  expect(await facts(docs)).toEqual(before);
  expect(await docs.page.evaluate(() => document.styleSheets.length)).toBe(1);
  expect(await docs.page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  expect(await docs.page.evaluate(() => scrollY)).toBe(0);
  expect(await docs.refused()).toEqual([]);
});
