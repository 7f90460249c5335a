import { docsSite } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { clipboardOf, DocsPage } from './pages/docs-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { allowInPrompt } from './prompt.ts';
import { LONG } from './tags.ts';

// The browser asks for `clipboardRead` in a prompt of its own.
test.use({ sandboxOptions: SMALL_ACCOUNT, headed: true });

test(
  'a copied token is cleared from the clipboard after the chosen time, and nothing else is',
  LONG,
  async ({ extension, sandbox, docs: site, display }) => {
    test.setTimeout(150_000);
    site.handler = docsSite();
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);

    // Turning it on needs a permission; without that it stays off.
    const settings = await extension.options('#/settings');
    const choice = settings.getByLabel('Clear copied tokens after');
    await settings.bringToFront();
    const allowed = () =>
      extension.probe.evaluate(() => chrome.permissions.contains({ permissions: ['clipboardRead'] }));
    expect(await allowed()).toBe(false);
    await allowInPrompt(
      { extension, display },
      {
        granted: allowed,
        ask: async () => {
          await choice.selectOption({ label: 'Never' }, { timeout: 1000 });
          await choice.selectOption({ label: '10 seconds' }, { timeout: 1000 });
        },
      },
    );
    await expect(choice).toHaveValue('10');
    await expect(settings.getByText('keeps a clipboard history, the token may stay there')).toBeVisible();

    const docs = await DocsPage.open(extension.context, '/docs/');
    await extension.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: 'https://docs.tago.io',
    });
    await docs.pressInDock(/^Copy token of/);
    await docs.text(/^Copied/);
    await expect.poll(() => clipboardOf(docs.page)).toBe(account.tokens?.read);
    await expect.poll(() => clipboardOf(docs.page), { timeout: 30_000 }).toBe('');

    // What was copied since stays, also when the worker was stopped meanwhile.
    await docs.pressInDock(/^Copy token of/);
    const due = () =>
      extension.probe.evaluate(
        async () => (await chrome.storage.session.get('clipboardToClear')).clipboardToClear,
      );
    // The message of the first copy may still be visible: the second is done once it is scheduled for clearing.
    await expect.poll(due).toBeDefined();
    await expect.poll(() => clipboardOf(docs.page)).toBe(account.tokens?.read);
    await docs.page.evaluate(() => navigator.clipboard.writeText('of my own'));
    await extension.stopWorker();
    await expect.poll(due, { timeout: 45_000 }).toBeUndefined();
    expect(await clipboardOf(docs.page)).toBe('of my own');

    // The page that shows a new token's value copies it: that is cleared too.
    const options = new OptionsPage(settings, extension);
    await settings.bringToFront();
    await options.profile('Acme Farms', 'navTokens');
    await options.button(words('tokensGenerateDots')).click();
    await options.field(words('profilesName')).fill('Shown once');
    await options.prove(words('assignTokenGenerateButton'), account.password);
    await options.dialog.getByRole('button', { name: words('tokensCopyValue') }).click();
    await expect(options.text(words('copied'))).toBeVisible();
    const made = sandbox.state.tokens.find(({ name }) => name === 'Shown once');
    await expect.poll(() => clipboardOf(docs.page)).toBe(made?.token);
    expect(JSON.stringify(await due())).not.toContain(made?.token);
    await expect.poll(() => clipboardOf(docs.page), { timeout: 30_000 }).toBe('');

    // The security page removes the permission.
    await settings.bringToFront();
    await settings.goto(extension.url('options.html#/security'));
    const remove = settings.getByRole('button', {
      name: words('permissionRemoveOf', words('permission_clipboardRead')),
    });
    await remove.click();
    await expect.poll(allowed).toBe(false);
    await expect(remove).toHaveCount(0);
  },
);
