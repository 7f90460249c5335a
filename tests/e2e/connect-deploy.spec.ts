import { accountOf } from '../sandbox/accounts-list.ts';
import type { Extension } from './extension.ts';
import { expect, test } from './fixtures.ts';
import { BOTH } from './long.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { allowInPrompt, denyInPrompt } from './prompt.ts';

// The browser's permission prompt needs a window.
test.use({ headed: true });

const hasAccess = (extension: Extension) =>
  extension.probe.evaluate(() => chrome.permissions.contains({ origins: ['http://127.0.0.1/*'] }));

test(
  'host access for a TagoDeploy address is requested on connecting; denied, granted, removed and granted again',
  BOTH,
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

    await extension.probe.evaluate(() => chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] }));
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
