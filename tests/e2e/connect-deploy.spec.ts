import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { allowInPrompt, denyInPrompt, type PromptPlace } from './prompt.ts';
import { LONG, LONG_IN_BOTH } from './tags.ts';

// The browser's permission prompt needs a window.
test.use({ headed: true, sandboxOptions: SMALL_ACCOUNT });

const ORIGINS = ['http://127.0.0.1/*'];

const hasAccess = (extension: Extension) =>
  extension.probe.evaluate((origins) => chrome.permissions.contains({ origins }), ORIGINS);

const removeAccess = (extension: Extension) =>
  extension.probe.evaluate((origins) => chrome.permissions.remove({ origins }), ORIGINS);

/** Connects the account through its own server. */
async function connectDeploy(
  { extension, display }: PromptPlace,
  { address, email, password }: { address: string; email: string; password: string },
): Promise<void> {
  const page = await extension.onboarding();
  await page.bringToFront();
  const form = new ConnectPage(page);
  await form.region('deploy').check();
  await form.address.fill(address);
  await form.email.fill(email);
  await form.password.fill(password);
  await allowInPrompt(
    { extension, display },
    { granted: () => hasAccess(extension), ask: () => form.submit.click({ timeout: 1000 }) },
  );
  await form.expectDone();
}

test(
  'host access for a TagoDeploy address is requested on connecting; denied, granted, removed and granted again',
  LONG_IN_BOTH,
  async ({ extension, sandbox, display }) => {
    const account = accountOf(sandbox, 'plain');
    const page = await extension.onboarding();
    await page.bringToFront();
    const form = new ConnectPage(page);
    await form.region('deploy').check();
    await form.address.fill(sandbox.origin);
    await form.email.fill(account.email);
    await form.password.fill(account.password);
    await form.submit.click();
    await denyInPrompt({ extension, display }, () =>
      page.getByText(/isn’t allowed to access this address/).isVisible(),
    );
    await expect(form.password).toHaveValue(account.password);
    // The error has the focus only once: what is typed after it goes where the person types it.
    await form.password.fill('');
    await form.password.pressSequentially(account.password, { delay: 50 });
    await expect(form.password).toBeFocused();
    await expect(form.password).toHaveValue(account.password);
    await expect(form.address).toHaveValue(sandbox.origin);
    expect(sandbox.requests.list({ route: '/account/login' })).toHaveLength(0);

    await allowInPrompt(
      { extension, display },
      {
        granted: () => hasAccess(extension),
        ask: () => form.submit.click({ timeout: 1000 }),
      },
    );
    await form.expectDone();
    await expect(page.getByText(new RegExp(`${account.email} · `))).toBeVisible();

    await removeAccess(extension);
    await page.goto(extension.url('options.html#/settings'));
    const again = page.getByRole('button', { name: 'Allow access' });
    await expect(again).toBeVisible();
    await allowInPrompt(
      { extension, display },
      {
        granted: () => hasAccess(extension),
        ask: () => again.click({ timeout: 1000 }),
      },
    );
    await expect(page.getByText(/^Access to .* restored\.$/)).toBeVisible();
    await expect(again).toBeHidden();
  },
);

test(
  'a dialog whose server the extension may no longer access offers to allow it, and sends once what was typed',
  LONG_IN_BOTH,
  async ({ extension, sandbox, display }) => {
    const { email, password } = accountOf(sandbox, 'plain');
    await connectDeploy({ extension, display }, { address: sandbox.origin, email, password });
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTeam');
    await options.button(words('teamInviteDots')).click();
    const emails = options.dialog.getByRole('textbox', { name: 'Email addresses' });
    await emails.fill('sam@field.example');
    await removeAccess(extension);

    const allow = options.dialog.getByRole('button', { name: words('settingsHostAllow') });
    await expect(allow).toBeVisible();
    const submit = options.dialog.getByRole('button', { name: words('teamInvite'), exact: true });
    await expect(submit).toHaveAccessibleDescription(words('failure_host_permission'));
    // Enter in the form leads to what removes the reason.
    await submit.focus();
    await options.page.keyboard.press('Enter');
    await expect(allow).toBeFocused();
    await allowInPrompt(
      { extension, display },
      { granted: () => hasAccess(extension), ask: () => allow.click({ timeout: 1000 }) },
    );
    await expect(allow).toBeHidden();
    await expect(submit).toBeFocused();
    await expect(emails).toHaveValue('sam@field.example');
    expect(sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' })).toBe(0);

    await submit.click();
    await expect(options.dialog).toBeHidden();
    await expect(options.row('sam@field.example')).toBeVisible();
    expect(sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' })).toBe(1);
  },
);

test(
  'without access to the server, its token that is still to be revoked, and a form for another, ask for it',
  LONG,
  async ({ extension, sandbox, display }) => {
    for (const one of sandbox.state.accounts) one.onlyOwnProfileTokens = true;
    const { email, password } = accountOf(sandbox, 'plain');
    await connectDeploy({ extension, display }, { address: sandbox.origin, email, password });
    const page = await extension.options('#/overview');
    await page.getByRole('link', { name: 'Greenhouse Iberia' }).click();
    await page.getByRole('link', { name: 'Add a token' }).click();
    await page.getByLabel(words('formPassword'), { exact: true }).fill(password);
    await removeAccess(extension);
    const generate = page.getByRole('button', { name: words('assignTokenGenerateButton') });
    await expect(generate).toHaveAccessibleDescription(words('failure_host_permission'));
    const allow = page.getByRole('button', { name: words('settingsHostAllow') }).last();
    await allowInPrompt(
      { extension, display },
      { granted: () => hasAccess(extension), ask: () => allow.click({ timeout: 1000 }) },
    );
    await generate.click();
    await expect(page.getByText(words('assignTokenDone', 'Greenhouse Iberia'))).toBeVisible();

    await removeAccess(extension);
    await page.goto(extension.url('options.html#/settings'));
    await page.getByRole('button', { name: /^Disconnect/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
    const list = page.getByRole('heading', { name: words('revocationsTitle') });
    await expect(list).toBeVisible();
    const retry = page.getByRole('button', { name: words('revocationRetryOf', email) });
    await allowInPrompt(
      { extension, display },
      { granted: () => hasAccess(extension), ask: () => retry.click({ timeout: 1000 }) },
    );
    await expect(page.getByText(words('revocationDone', email))).toBeVisible();
  },
);
