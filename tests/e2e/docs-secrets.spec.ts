import { docsSite, operationPath } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DocsPage } from './pages/docs-page.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test('a copied token is in no message to the content script, in no heap or request of the page', async ({
  extension,
  sandbox,
  docs: site,
  front,
}) => {
  site.handler = docsSite();
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const docs = await DocsPage.open(extension.context, operationPath('GET', '/profile/:id/summary'));
  await docs.get('button', /^Copy ready to run/);
  await docs.recordMessages();

  await docs.press('button', /^Copy ready to run/);
  await docs.text(/^Copied/);
  const copied = await clipboardOf(docs.page);
  expect(copied).toContain(account.tokens!.read);
  // The clipboard was read in this page: the rest uses another page.
  await docs.page.close();

  const clean = await DocsPage.open(extension.context, operationPath('GET', '/profile/:id/summary'));
  await clean.get('button', /^Copy ready to run/);
  await clean.recordMessages();
  const planted = `planted-${crypto.randomUUID()}`;
  await clean.page.evaluate((text) => {
    (globalThis as { planted?: string }).planted = text;
  }, planted);
  await clean.untilPaceAllows();
  await clean.press('button', /^Copy ready to run/);
  await clean.text(/^Copied/);
  await clean.press('button', 'Other ways to copy');
  await clean.get('menuitem', /^Production backend/);
  await clean.untilPaceAllows();
  await clean.press('menuitem', 'Copy just the token');
  await clean.text(/^Copied/);
  await clean.untilPaceAllows();
  await clean.pressInDock(/^Copy token of/);
  // The previous copy's message may still be visible: the third copy is done when it is recorded.
  const copies = async () =>
    (await clean.recordedMessages()).filter(({ type }) => type === 'copySample' || type === 'copyTokenAlone')
      .length;
  await expect.poll(copies).toBe(3);
  await clean.text(/^Copied/);

  const messages = await clean.recordedMessages();
  expect(messages.filter(({ type }) => type === 'offerTokens')).toHaveLength(1);
  const heap = await clean.heap();
  expect(heap, 'the positive control').toContain(planted);
  const extensionTokens = sandbox.state.tokens.filter(({ name }) => name.startsWith('Profiles for TagoIO'));
  expect(extensionTokens).not.toEqual([]);
  const values = sandbox.state.tokens.map(({ token }) => token);
  for (const value of values) {
    expect(JSON.stringify(messages)).not.toContain(value);
    expect(heap.includes(value), `a token in the page's heap`).toBe(false);
  }
  const asked = front.docsRequests
    .map(({ url, headers, body }) => `${url} ${JSON.stringify(headers)} ${body}`)
    .join('\n');
  for (const value of values) expect(asked).not.toContain(value);
});
