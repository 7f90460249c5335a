import { accountOf } from '../sandbox/accounts-list.ts';
import { decodedStores, needlesOf, searchFolder } from './artifacts.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage, connect, pinOf } from './pages/connect-page.ts';
import { DocsPage } from './pages/docs-page.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

/** A page with a sample that needs a profile's token, in the docs site's HTML. */
const DOCS_PAGE = `<!doctype html>
<html lang="en" data-has-hydrated="true" data-theme="light"><meta charset="utf-8"><title>API</title>
<body><div id="__docusaurus"><main><article><h1>API</h1>
<div class="language-bash codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockContent_QJqH">
<pre class="prism-code language-bash codeBlock_bY9V"><code class="codeBlockLines_e6Vv"><span class="token-line"><span class="token plain">curl -L 'https://api.us-e1.tago.io/account' \\</span><br></span><span class="token-line"><span class="token plain">-H 'Profile-Token: &lt;your-profile-token&gt;'</span><br></span></code></pre>
</div></div></article></main></div></body></html>`;

/** Stores a text where the extension and a page store data, as the control: the search has to find it. */
async function plant(extension: Extension, text: string): Promise<void> {
  await extension.probe.evaluate(async (planted) => {
    await chrome.storage.local.set({ planted });
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('profiles');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction('journal', 'readwrite');
    transaction.objectStore('journal').add({ at: 0, what: 'switched', subject: planted });
    await new Promise((done) => {
      transaction.oncomplete = done;
    });
    database.close();
  }, text);
  const page = await extension.context.newPage();
  await page.goto('https://docs.tago.io/');
  // A character outside Latin-1 makes the browser store the whole text as UTF-16.
  await page.evaluate((planted) => localStorage.setItem('planted', `${planted} ≠ Latin-1`), text);
  await page.close();
}

test('after use no token, password or pin is on disk, in a store or in a request to the docs site', async ({
  extension,
  sandbox,
  front,
  docs,
  profileFolder,
}) => {
  const plain = accountOf(sandbox, 'plain');
  const twoFactor = accountOf(sandbox, 'authenticator');
  const pasted = accountOf(sandbox, 'shares');

  // Connect in every way: password, password and pin, a pasted token.
  await connect(extension, plain);
  const form = new ConnectPage(await extension.options('#/connect'));
  await form.signIn(twoFactor);
  const pin = pinOf(sandbox, twoFactor);
  await form.pin.fill(pin);
  await form.submit.click();
  await form.expectDone();
  await connect(extension, pasted, 'token');

  // Use it: switch, refresh, copy, read the docs.
  const popup = await extension.popup();
  await popup.getByRole('option', { name: 'Northwind Cold Chain' }).click();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Northwind Cold Chain');
  const refreshed = sandbox.requests.next({ route: '/profile/:id/summary' });
  await popup.getByRole('button', { name: words('popupRefresh') }).click();
  await refreshed;
  await popup.getByRole('button', { name: /^Copy token/ }).click();
  await expect(popup.getByText(/Copied “/)).toBeVisible();
  docs.handler = () => new Response(DOCS_PAGE, { headers: { 'content-type': 'text/html' } });
  const docsPage = await DocsPage.open(extension.context, '/docs/api');
  const values = sandbox.requests.next(({ search }) => search.includes('token'));
  await docsPage.press('button', /^Copy with Northwind Cold Chain/);
  expect((await values).status).toBe(200);
  await docsPage.text(/^Copied/);
  await docsPage.page.reload();

  // A token that was typed but not submitted is neither stored nor restored.
  const draft = 'p-00000000-1111-2222-3333-444455556666';
  const abandoned = new ConnectPage(await extension.options('#/connect'));
  await abandoned.mode('token');
  await abandoned.token.fill(draft);
  await abandoned.page.reload();
  await abandoned.mode('token');
  await expect(abandoned.token).toHaveValue('');
  await abandoned.token.fill(draft);

  const secrets = new Map<string, string>([
    ['plain account’s password', plain.password],
    ['two-factor account’s password', twoFactor.password],
    ['draft', draft],
    ...sandbox.state.tokens.map(({ token, name }): [string, string] => [`token “${name}”`, token]),
  ]);
  const issued = sandbox.state.tokens.filter(({ name }) => name.startsWith('Profiles for TagoIO'));
  expect(issued).toHaveLength(2);

  const planted = 'planted-7f1c94e0-a-text-to-be-found';
  await plant(extension, planted);
  const stores = await decodedStores(extension);
  expect(stores).toContain(planted);
  expect(stores).toContain('profiles.credentials');
  for (const [name, secret] of secrets) expect(stores.includes(secret), `${name} in a store`).toBe(false);
  // Six digits occur by chance in bytes and numbers: the pin is searched for as a whole value.
  expect(stores.split('\n')).not.toContain(pin);

  const requests = JSON.stringify(front.docsRequests);
  expect(front.docsRequests.some(({ url }) => url.includes('/docs/api'))).toBe(true);
  for (const [name, secret] of secrets)
    expect(requests.includes(secret), `${name} to the docs site`).toBe(false);

  await extension.close();
  const control = searchFolder(profileFolder, needlesOf('planted', planted)).join('\n');
  expect(control).toContain('planted (UTF-8)');
  expect(control).toContain('planted (UTF-16LE)');
  expect(control).toContain('IndexedDB');
  const needles = [...secrets].flatMap(([name, secret]) => needlesOf(name, secret));
  expect(searchFolder(profileFolder, needles)).toEqual([]);
});
