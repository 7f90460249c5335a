import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage, connect } from './pages/connect-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { PASSPHRASE } from './pages/security-page.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test(
  'by keyboard alone an account is connected, profiles are switched, pinned and copied from, and a limit is raised',
  LONG,
  async ({ extension, sandbox }) => {
    test.slow();
    const account = accountOf(sandbox, 'plain');
    const form = new ConnectPage(await extension.onboarding());
    const connecting = new Keyboard(form.page);
    await connecting.tabTo(form.region('us-e1'));
    await connecting.type(form.email, account.email);
    await connecting.type(form.password, account.password);
    await connecting.press(form.submit);
    await form.expectDone();

    const popup = await PopupPage.open(extension);
    const switching = new Keyboard(popup.page);
    await expect(popup.services.first()).toContainText('94');
    await expect(popup.filter).toBeFocused();
    await popup.page.keyboard.type('northwind');
    await switching.keys('Enter');
    await expect(popup.heading).toHaveText('Northwind Cold Chain');
    await switching.keys('Control+d');
    await expect(popup.text('Northwind Cold Chain pinned')).toBeVisible();
    await switching.keys('Control+c');
    await expect(popup.text(/^Copied “.+” \(.+\) of Northwind Cold Chain\.$/)).toBeVisible();
    await switching.keys('Alt+Backspace');
    await expect(popup.heading).toHaveText('Acme Farms');

    await popup.page.keyboard.type('greenhouse');
    await switching.keys('Enter');
    await expect(popup.heading).toHaveText('Greenhouse Iberia');
    // The options page that is open already is shown.
    const { page } = form;
    await switching.press(popup.button(words('popupRaise')));
    await page.waitForURL(/#\/raise\//);
    await page.bringToFront();
    const raising = new Keyboard(page);
    await raising.press(page.getByRole('button', { name: /^Add [\d,]+ min$/ }));
    await expect(
      page.getByRole('status').filter({ hasText: 'Greenhouse Iberia, Analysis runtime: the limit is now' }),
    ).toBeVisible();
    await raising.press(page.locator('summary').filter({ hasText: words('raiseTier') }));
    await raising.press(page.getByRole('button', { name: words('tierContinue') }));
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await raising.keys('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name: words('tierContinue') })).toBeFocused();
  },
);

test(
  'by keyboard alone a person is invited, a token is created and revoked, and dialogs give the focus back',
  LONG,
  async ({ extension, sandbox }) => {
    test.slow();
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/overview');
    const { page, dialog } = options;
    const keyboard = new Keyboard(page);
    const tab = (key: 'navTeam' | 'navTokens') =>
      page
        .getByRole('navigation', { name: words('profileTabs', 'Acme Farms') })
        .getByRole('link', { name: words(key) });

    // From the skip link past the navigation, to the profile. A page that isn't drawn yet has nothing to tab to.
    await expect(options.heading).toBeVisible();
    await keyboard.keys('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await keyboard.keys('Enter');
    await keyboard.press(page.getByRole('rowheader').getByRole('link', { name: 'Acme Farms' }));
    await expect(options.heading).toHaveText('Acme Farms');

    await keyboard.press(options.button('Rename'));
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await keyboard.keys('Escape');
    await expect(options.button('Rename')).toBeFocused();

    await keyboard.press(tab('navTeam'));
    await expect(page.getByText('olga@field.example')).toBeVisible();
    await keyboard.press(options.button('Invite…'));
    await expect(options.field('Email addresses')).toBeFocused();
    await page.keyboard.type('sam@field.example');
    await keyboard.press(dialog.getByRole('button', { name: 'Invite', exact: true }));
    await expect(page.getByRole('row').filter({ hasText: 'sam@field.example' })).toContainText(/invited/i);
    await keyboard.keys('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(options.button('Invite…')).toBeFocused();
    const sam = page.getByRole('row').filter({ hasText: 'sam@field.example' });
    const remove = sam.getByRole('button', { name: /^Remove/ });
    await keyboard.press(remove);
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await keyboard.keys('Enter');
    await expect(remove).toBeFocused();

    await keyboard.press(tab('navTokens'));
    await keyboard.press(options.button('Generate token…'));
    await expect(options.field('Name')).toBeFocused();
    await page.keyboard.type('Made by keyboard');
    await keyboard.tabTo(dialog.getByRole('radio', { name: /^Read-only/ }));
    await keyboard.keys('ArrowDown');
    await expect(dialog.getByRole('radio', { name: /^Write-only/ })).toBeChecked();
    await keyboard.type(options.field('Password'), account.password);
    await keyboard.keys('Enter');
    await expect(dialog.getByRole('heading')).toHaveText('Your new token');
    await keyboard.keys('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(options.button('Generate token…')).toBeFocused();
    const made = () => sandbox.state.tokens.filter(({ name }) => name === 'Made by keyboard');
    expect(made()).toHaveLength(1);

    const revoke = options.button(words('tokensRevokeIn', 'Made by keyboard', 'Acme Farms'));
    await keyboard.press(revoke);
    // Escape does nothing before the dialog is open.
    await expect(dialog).toBeVisible();
    await keyboard.keys('Escape');
    await expect(revoke).toBeFocused();
    await keyboard.keys('Enter');
    await keyboard.press(dialog.getByRole('button', { name: 'Revoke 1 token' }));
    await expect(options.text('1 token revoked.')).toBeVisible();
    expect(made()).toHaveLength(0);
    // What opened the dialog is gone.
    await expect(options.heading).toBeFocused();
  },
);

test(
  'by keyboard alone settings are changed, and the vault is locked and unlocked',
  LONG,
  async ({ extension, sandbox }) => {
    test.slow();
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/overview');
    const { page, dialog } = options;
    const keyboard = new Keyboard(page);
    const go = async (key: 'navSettings' | 'navSecurity') => {
      const navigation = page.getByRole('navigation', { name: words('navLabel') });
      await keyboard.press(navigation.getByRole('link', { name: words(key), exact: true }));
      await expect(options.heading).toHaveText(words(key));
    };
    await go('navSettings');
    const appearance = page.getByRole('radio', { name: words('theme_dark') });
    await keyboard.tabTo(page.getByRole('radio', { name: words('theme_system') }));
    await keyboard.keys('ArrowDown', 'ArrowDown');
    await expect(appearance).toBeChecked();
    await keyboard.press(options.button(words('nameRuleAdd')));
    await expect(dialog.getByLabel(words('nameRuleMatch'))).toBeFocused();
    await keyboard.type(options.field(words('nameRuleText')), 'Farms');
    await keyboard.keys('Escape');
    await expect(options.button(words('nameRuleAdd'))).toBeFocused();

    await go('navSecurity');
    await keyboard.press(options.button(words('securitySetDots')));
    await expect(options.field(words('securityNew'))).toBeFocused();
    await page.keyboard.type(PASSPHRASE);
    await keyboard.type(options.field(words('securityRepeat')), PASSPHRASE);
    await keyboard.keys('Enter');
    await expect(dialog).toHaveCount(0);
    await keyboard.press(options.button(words('securityLockNow')));
    const field = page.getByLabel(words('popupPassphrase'), { exact: true });
    await expect(field).toBeFocused();
    await page.keyboard.type('wrong');
    await keyboard.keys('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Wrong passphrase.' })).toBeVisible();
    await keyboard.type(field, PASSPHRASE);
    await keyboard.keys('Enter');
    await expect(options.button(words('securityLockNow'))).toBeVisible();
  },
);

test(
  'a setting that the browser refuses without a prompt shows what is stored, each time, and keeps the focus',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/settings');
    // As an organization's policy does: a prompt would take the focus.
    await page.addInitScript(() => {
      Object.assign(chrome.permissions, {
        request: (_: unknown, answer?: (granted: boolean) => void) => answer?.(false),
      });
    });
    await page.reload();
    const clearAfter = page.getByLabel(words('settingsClipboardAfter'));
    await clearAfter.focus();
    for (const seconds of ['10', '30']) {
      await clearAfter.selectOption(seconds);
      await expect(clearAfter).toHaveAccessibleDescription(new RegExp(words('settingsClipboardRefused')));
      await expect(clearAfter).toHaveValue('0');
      await expect(clearAfter).toBeFocused();
    }
    const follow = page.getByRole('checkbox', { name: /^Switch the console too/ });
    await follow.focus();
    for (const time of ['first', 'second']) {
      await page.keyboard.press('Space');
      await expect(page.getByText(words('settingsConsoleRefused')), time).toBeVisible();
      await expect(follow, time).not.toBeChecked();
      await expect(follow, time).toBeFocused();
    }

    // A button that would do nothing else says so as well.
    await page.goto(extension.url('options.html#/connect'));
    await page.getByRole('button', { name: words('connectModeConsole'), exact: true }).click();
    await page.getByRole('button', { name: /^Allow access to / }).click();
    await expect(page.getByRole('alert').filter({ hasText: words('failure_host_permission') })).toBeVisible();
  },
);

test(
  'a button that its own press removes leaves the focus near, not at the top of the page',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    const { page } = options;
    await options.profile('Demo');
    const makeActive = options.button(words('profileMakeActive'));
    await expect(options.heading).toBeFocused();
    await makeActive.press('Enter');
    await expect(makeActive).toHaveCount(0);
    await expect(options.heading).toBeFocused();

    await page.evaluate(async () => {
      const opening = indexedDB.open('profiles');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const transaction = opening.result.transaction('journal', 'readwrite');
      for (let at = 1; at <= 60; at++) transaction.objectStore('journal').add({ at, what: 'switched' });
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      opening.result.close();
    });
    await page.reload();
    await options.go('Activity');
    const entries = page.locator('.journal').getByRole('listitem');
    await expect(entries).toHaveCount(50);
    await options.button(words('journalMore')).press('Enter');
    await expect(options.button(words('journalMore'))).toHaveCount(0);
    await expect(entries.nth(50)).toBeFocused();
  },
);
