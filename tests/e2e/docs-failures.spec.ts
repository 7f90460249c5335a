import { docsSite } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expect, test } from './fixtures.ts';
import { LONG } from './long.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DocsPage } from './pages/docs-page.ts';
import { PopupPage } from './pages/popup-page.ts';

const PYTHON = '/docs/tagoio/analysis/sdk/python-sdk/';
const JAVASCRIPT = '/docs/tagoio/analysis/sdk/js/';

test.beforeEach(({ docs }) => {
  docs.handler = docsSite();
});

test('a profile without tokens says so and leads to where one is made', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const { id } = account.profiles[0]!;
  sandbox.state.tokens = sandbox.state.tokens.filter(
    ({ profile, name }) => profile !== id || name.startsWith('Profiles for TagoIO'),
  );
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.press('button', /^Copy with/);
  await docs.text('This profile has no suitable token. Generate one first.');
  const opened = extension.context.waitForEvent('page');
  await docs.press('button', 'Manage its tokens…');
  await (await opened).waitForURL(/options\.html#\/profiles\/.*\/tokens$/);

  const popup = await PopupPage.open(extension);
  await popup.page
    .getByRole('button', { name: /^Copy token/ })
    .first()
    .click();
  await expect(popup.text('Acme Farms has no suitable token.')).toBeVisible();
  await expect(popup.page.getByRole('button', { name: 'Create one…' })).toBeVisible();
});

test('read-only tokens alone do not run a sample that changes something', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const { id } = account.profiles[0]!;
  sandbox.state.tokens = sandbox.state.tokens.filter(
    ({ profile, permission, name }) =>
      profile !== id || permission === 'read' || name.startsWith('Profiles for TagoIO'),
  );
  const docs = await DocsPage.open(extension.context, JAVASCRIPT);
  await docs.page.getByText('Example', { exact: true }).click();
  await docs.press('button', /^Copy with/);
  await docs.text('This sample makes changes, but the profile’s tokens are read-only.');
});

test('two tokens that look the same are refused with a sentence; nothing is guessed', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const read = sandbox.state.tokens.find(({ token }) => token === account.tokens!.read)!;
  sandbox.state.tokens.push({ ...read, token: 'p-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee' });
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.press('button', /^Copy with/);
  await docs.text(/^Several tokens look the same/);
});

test(
  'a token list that fails: said in its own words, nothing copied, and the next press works',
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
      [{ kind: 'cut' }, /^Can’t reach TagoIO/],
      [{ kind: 'rate-limit', retryAfter: 1 }, /^Too many requests/],
    ] as const;
    for (const [fault, sentence] of faults) {
      const rule = sandbox.faults.add({ path: '/profile/:id/token', method: 'GET', ...fault });
      await docs.press('button', /^Copy with/);
      await docs.text(sentence);
      rule.remove();
      await docs.untilPaceAllows();
    }
    await docs.press('button', /^Copy with/);
    await docs.text(/^Copied/);
    expect(await clipboardOf(docs.page)).toContain(account.tokens!.read);
  },
);

test('one copy a second: a second press at once is refused', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.press('button', /^Copy with/);
  await docs.text(/^Copied/);
  const profileKey = `https://api.us-e1.tago.io#${account.profiles[0]!.id}`;
  const both = await Promise.all([
    docs.sendAsContentScript('copyTokenAlone', { profileKey, sample: null }),
    docs.sendAsContentScript('copyTokenAlone', { profileKey, sample: null }),
  ]);
  expect(JSON.stringify(both)).toContain('too-often');
});

test('a copy while the worker sleeps wakes it', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, PYTHON);
  await docs.get('button', /^Copy with/);
  await extension.stopWorker();
  await docs.press('button', /^Copy with/);
  await docs.text(/^Copied/);
  expect(await clipboardOf(docs.page)).toContain(account.tokens!.read);
});
