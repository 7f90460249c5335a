import { docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import type { Token } from '../sandbox/state.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DocsPage, plantOnClipboard } from './pages/docs-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { profileRef } from './platform-keys.ts';
import { LONG } from './tags.ts';

const PYTHON = '/docs/tagoio/analysis/sdk/python-sdk/';
const JAVASCRIPT = '/docs/tagoio/analysis/sdk/js/';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test.beforeEach(({ docs }) => {
  docs.handler = docsSite();
});

test(
  'without a suitable token nothing is copied, and the reason is shown',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const { id } = account.profiles[0]!;
    /** Revokes the profile's tokens but those that are kept and the extension token. */
    const keepTokens = (kept: (token: Token) => boolean) => {
      sandbox.state.tokens = sandbox.state.tokens.filter(
        (token) => token.profile !== id || token.name.startsWith('Profiles for TagoIO') || kept(token),
      );
    };

    const read = sandbox.state.tokens.find(({ token }) => token === account.tokens!.read)!;
    const sameName = { ...read, token: 'p-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee' };
    sandbox.state.tokens.push(sameName);
    const docs = await DocsPage.open(extension.context, PYTHON);
    await docs.press('button', /^Copy with/);
    await docs.text(/^Several tokens look the same/);

    keepTokens(({ permission, token }) => permission === 'read' && token !== sameName.token);
    await docs.page.goto(`https://docs.tago.io${JAVASCRIPT}`);
    await docs.page.getByText('Example', { exact: true }).click();
    await docs.untilPaceAllows();
    await docs.press('button', /^Copy with/);
    await docs.text('This sample makes changes, but the profile’s tokens are read-only.');

    keepTokens(() => false);
    await docs.page.goto(`https://docs.tago.io${PYTHON}`);
    await docs.untilPaceAllows();
    await docs.press('button', /^Copy with/);
    await docs.text('This profile has no suitable token. Generate one first.');
    const opened = extension.context.waitForEvent('page');
    await docs.press('button', 'Manage its tokens');
    await (await opened).waitForURL(/options\.html#\/profiles\/.*\/tokens$/);

    const popup = await PopupPage.open(extension);
    await popup.page
      .getByRole('button', { name: /^Copy token/ })
      .first()
      .click();
    await expect(popup.text('Acme Farms has no suitable token.')).toBeVisible();
    await expect(popup.page.getByRole('button', { name: 'Generate one…' })).toBeVisible();
  },
);

test(
  'while the tokens can’t be read nothing is copied, the reason is shown, and the next press works',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, PYTHON);
    const faults = [
      [{ kind: 'server-error' }, /^TagoIO is having problems/],
      [
        {
          kind: 'raw',
          status: 200,
          headers: { 'content-type': 'text/html' },
          body: '<!doctype html><h1>Proxy</h1>',
        },
        /^Something between you and TagoIO/,
      ],
      [{ kind: 'denied' }, /^Access denied/],
      [{ kind: 'cut', how: 'reset' }, /^Can’t reach TagoIO/],
      [{ kind: 'rate-limit', retryAfter: 1 }, /^Too many requests/],
    ] as const;
    await plantOnClipboard(docs.page);
    for (const [fault, sentence] of faults) {
      const rule = sandbox.faults.add({ path: '/profile/:id/token', method: 'GET', ...fault });
      await docs.press('button', /^Copy with/);
      await docs.text(sentence);
      expect(await clipboardOf(docs.page), fault.kind).toBe('planted');
      rule.remove();
      await docs.untilPaceAllows();
    }
    await docs.press('button', /^Copy with/);
    await docs.text(/^Copied/);
    expect(await clipboardOf(docs.page)).toContain(account.tokens!.read);
  },
);

test(
  'a sample that can’t be checked is refused with the reason, and its token is copied alone',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const docs = await DocsPage.open(extension.context, operationPath('POST', '/device'));
    // The site puts its samples into the page a moment after it is loaded.
    await docs.page
      .locator('.openapi-explorer__code-block .token-line')
      .filter({ hasText: '"name"' })
      .first()
      .waitFor({ state: 'attached' });
    const type = (text: string) =>
      docs.page.evaluate((value) => {
        const lines = [...document.querySelectorAll('.openapi-explorer__code-block .token-line')];
        const line = lines.find(({ textContent }) => textContent?.includes('"name"'))!;
        line.textContent = `  "name": "${value}",`;
      }, text);
    const press = async (sentence: RegExp) => {
      await docs.press('button', /^Copy ready to run/);
      await docs.text(sentence);
      await docs.untilPaceAllows();
    };
    await type('Greenhouse 🌡\uFE0F');
    await press(/U\+FE0F/);
    await type(`it's`);
    await press(/^This sample isn’t in a form that the extension can check\./);
    await type('A'.repeat(40_000));
    await press(/^This sample is too long to check\./);

    await docs.press('button', 'Other ways to copy');
    await docs.get('menuitem', /^Field gateway write-only · default$/);
    await docs.press('menuitem', 'Copy just the token');
    await docs.text(/^Copied with “Field gateway”/);
    expect(await clipboardOf(docs.page)).toBe(account.tokens!.write);
  },
);

test('a second copy within a second is refused', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.press('button', /^Copy with/);
  await docs.text(/^Copied/);
  await docs.untilPaceAllows();
  sandbox.requests.clear();
  const { profileKey } = profileRef(account.id, account.profiles[0]!.id);
  const [first, second] = await Promise.all([
    docs.sendAsContentScript('copyTokenAlone', { profileKey, sample: null }),
    docs.sendAsContentScript('copyTokenAlone', { profileKey, sample: null }),
  ]);
  expect(JSON.stringify(first)).not.toContain('failure');
  expect(JSON.stringify(second)).toContain('too-often');
  expect(sandbox.requests.count({ method: 'GET', route: '/profile/:id/token' })).toBe(1);
});

test('copying wakes a stopped worker', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.get('button', /^Copy with/);
  await extension.stopWorker();
  await docs.press('button', /^Copy with/);
  await docs.text(/^Copied/);
  expect(await clipboardOf(docs.page)).toContain(account.tokens!.read);
});
