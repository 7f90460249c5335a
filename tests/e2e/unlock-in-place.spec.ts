import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { PASSPHRASE, setPassphrase } from './pages/security-page.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

/** Locks the vault as another window does, while the page shows a form. */
async function lockElsewhere(extension: Extension, options: OptionsPage): Promise<void> {
  const popup = await PopupPage.open(extension);
  await popup.button(words('popupLock')).click();
  await expect(popup.page.getByLabel(words('popupPassphrase'))).toBeVisible();
  await popup.page.close();
  await options.page.bringToFront();
}

test(
  'a dialog that was open when the vault locked unlocks it, keeps what was typed, and sends once',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await setPassphrase(extension);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTeam');
    await expect(options.row('olga@field.example')).toBeVisible();
    await options.button(words('teamInviteDots')).click();
    const emails = options.dialog.getByRole('textbox', { name: 'Email addresses' });
    await emails.fill('sam@field.example');
    await lockElsewhere(extension, options);

    const submit = options.dialog.getByRole('button', { name: words('teamInvite'), exact: true });
    const passphrase = options.dialog.getByLabel(words('securityPassphrase'), { exact: true });
    await expect(options.dialog.getByRole('status').filter({ hasText: words('unlockFirst') })).toBeVisible();
    await expect(submit).toHaveAccessibleDescription(words('unlockFirst'));
    // Enter in the form leads to the passphrase; a wrong one is said below it.
    await submit.focus();
    await options.page.keyboard.press('Enter');
    await expect(passphrase).toBeFocused();
    await options.page.keyboard.type('not this one');
    await options.page.keyboard.press('Enter');
    await expect(passphrase).toHaveAccessibleDescription(words('failure_wrong_passphrase'));
    await passphrase.fill(PASSPHRASE);
    await options.page.keyboard.press('Enter');
    await expect(passphrase).toBeHidden();
    await expect(submit).toBeFocused();
    await expect(emails).toHaveValue('sam@field.example');
    // Unlocking sends nothing by itself.
    expect(sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' })).toBe(0);

    await options.page.keyboard.press('Enter');
    await expect(options.dialog).toBeHidden();
    await expect(options.row('sam@field.example')).toBeVisible();
    expect(sandbox.requests.count({ method: 'POST', route: '/profile/:id/team' })).toBe(1);
    const sam = sandbox.state.accounts.find(({ email }) => email === 'sam@field.example');
    expect(profileNamed(sandbox, 'Acme Farms').members.map(({ account }) => account)).toContain(sam?.id);
  },
);

test(
  'a form that the vault’s lock interrupted keeps its dialog and its choices; only the password is typed again',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    await setPassphrase(extension);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTokens');
    await options.button('Generate token…').click();
    await options.field('Name').fill('Export to the warehouse');
    await options.field(words('formPassword')).fill(account.password);
    await lockElsewhere(extension, options);

    await expect(options.field(words('formPassword'))).toHaveValue('');
    const passphrase = options.dialog.getByLabel(words('securityPassphrase'), { exact: true });
    await passphrase.fill(PASSPHRASE);
    await options.dialog.getByRole('button', { name: words('securityUnlock'), exact: true }).click();
    await expect(passphrase).toBeHidden();
    await expect(options.field('Name')).toHaveValue('Export to the warehouse');
    await options.prove('Generate token', account.password);
    await expect(options.dialog.locator('code')).toHaveText(/\S{20}/);
    expect(sandbox.state.tokens.filter(({ name }) => name === 'Export to the warehouse')).toHaveLength(1);
  },
);

test(
  'a form of a page leads to the passphrase above it, and the focus comes back to what was typed',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await setPassphrase(extension);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'profileTabMore');
    const name = options.page.getByLabel(words('profilesName'), { exact: true });
    const locked = options.page.getByRole('region', { name: words('bannerLocked') });
    await name.fill('Acme Fields');
    await lockElsewhere(extension, options);
    await name.press('Enter');
    const passphrase = locked.getByLabel(words('securityPassphrase'), { exact: true });
    await expect(passphrase).toBeFocused();
    await options.page.keyboard.type(PASSPHRASE);
    await options.page.keyboard.press('Enter');
    await expect(name).toBeFocused();
    expect(sandbox.requests.count({ method: 'PUT', route: '/profile/:id' })).toBe(0);
    await name.press('Enter');
    await expect(options.heading).toHaveText('Acme Fields');
  },
);

test(
  'a dialog keeps what was typed when the page hides while locked, and discards it when it is closed',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const security = await setPassphrase(extension);
    await security.getByRole('checkbox', { name: words('securityHide') }).check();
    const options = await OptionsPage.open(extension, '#/settings');
    await options.button(words('nameRuleAdd')).click();
    await options.field(words('nameRuleText')).fill('(prod)');
    await lockElsewhere(extension, options);
    await expect(options.dialog).toBeHidden();
    await expect(options.page.getByText(words('securityHidden'))).toBeVisible();
    await options.page.getByLabel(words('securityPassphrase'), { exact: true }).fill(PASSPHRASE);
    await options.page.keyboard.press('Enter');
    await options.button(words('nameRuleAdd')).click();
    await expect(options.field(words('nameRuleText'))).toHaveValue('(prod)');
    await options.page.keyboard.press('Escape');
    await options.button(words('nameRuleAdd')).click();
    await expect(options.field(words('nameRuleText'))).toHaveValue('');
  },
);
