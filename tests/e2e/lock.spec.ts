import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { lockNow, PASSPHRASE, setPassphrase } from './pages/security-page.ts';
import { BOTH, LONG, LONG_IN_BOTH } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const CLIPBOARD_BEFORE = 'copied before';
const TOKENS_ROUTE = '/profile/:id/token';

test(
  'a token that is being read when the vault is locked is not copied',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await setPassphrase(extension);
    await extension.writeClipboard(CLIPBOARD_BEFORE);

    const popup = await PopupPage.open(extension);
    await expect(popup.row('Demo')).toBeVisible();
    const held = sandbox.faults.add({ method: 'GET', path: TOKENS_ROUTE, kind: 'hold' });
    await popup.button(words('popupCopyToken')).click();
    await expect.poll(() => held.hits).toBe(1);
    await popup.button(words('popupLock')).click();
    await expect(popup.page.getByLabel(words('popupPassphrase'))).toBeFocused();
    held.remove();
    await expect.poll(() => sandbox.requests.list({ route: TOKENS_ROUTE }).at(-1)?.fault).toBe('hold');
    await popup.page.getByLabel(words('popupPassphrase')).fill(PASSPHRASE);
    await popup.page.keyboard.press('Enter');
    await expect(popup.page.getByLabel(words('popupPassphrase'))).toBeHidden();
    // By now the worker has what the platform answered: unlocking took it longer.
    expect(await extension.readClipboard()).toBe(CLIPBOARD_BEFORE);
    // The control: the same press after unlocking does copy.
    await popup.page.bringToFront();
    await popup.button(words('popupCopyToken')).click();
    await expect(popup.text(/^Copied “.+” \(.+\) of Acme Farms\.$/)).toBeVisible();
    expect(sandbox.state.tokens.map(({ token }) => token)).toContain(await extension.readClipboard());
  },
);

test(
  'locking hides a new token’s value and disables actions on tokens',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    await setPassphrase(extension);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTokens');
    await options.button('Generate token…').click();
    await options.field('Name').fill('Export to the warehouse');
    await options.prove('Generate token', account.password);
    const value = options.dialog.locator('code');
    await expect(value).toHaveText(/\S{20}/);
    const token = await value.textContent();

    const popup = await PopupPage.open(extension);
    await popup.button(words('popupLock')).click();
    await expect(options.page.getByRole('region', { name: words('bannerLocked') })).toBeVisible();
    await expect(options.dialog).toBeHidden();
    expect(await options.page.content()).not.toContain(token);
    await expect(options.button('Generate token…')).toBeDisabled();
    for (const name of [/^Copy /, /^Revoke /]) {
      const buttons = options.page.getByRole('button', { name });
      await expect(buttons).not.toHaveCount(0);
      for (const button of await buttons.all()) await expect(button).toBeDisabled();
    }
  },
);

test(
  'the passphrase’s field has the focus after locking, in the popup and in the options page',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const security = await setPassphrase(extension);
    await lockNow(security);
    const locked = security.getByRole('region', { name: words('bannerLocked') });
    const field = locked.getByLabel(words('securityPassphrase'), { exact: true });
    await expect(field).toBeFocused();
    await security.keyboard.type(PASSPHRASE);
    await expect(field).toHaveValue(PASSPHRASE);
    await security.keyboard.press('Enter');
    await expect(security.getByRole('region', { name: words('bannerLocked') })).toBeHidden();
    await expect(security.getByRole('main')).toBeFocused();

    const popup = await PopupPage.open(extension);
    await popup.button(words('popupLock')).click();
    await expect(popup.page.getByLabel(words('popupPassphrase'))).toBeFocused();
    await popup.page.close();

    const again = await PopupPage.open(extension);
    await again.page.keyboard.type(PASSPHRASE);
    await expect(again.filter).toHaveValue('');
    await again.page.keyboard.press('Enter');
    await expect(again.page.getByLabel(words('popupPassphrase'))).toBeHidden();
    await expect(again.filter).toBeFocused();
  },
);

test(
  'the keyboard command locks; the one that copies a token then opens the popup, for the passphrase',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const security = await setPassphrase(extension);
    await extension.runCommand('lock');
    await expect(security.getByRole('region', { name: words('bannerLocked') })).toBeVisible();
    await extension.runCommand('copy-token');
    await expect
      .poll(() =>
        extension.probe.evaluate(async () =>
          (await chrome.runtime.getContexts({})).map(({ documentUrl }) => documentUrl),
        ),
      )
      .toContain(extension.url('popup.html'));
  },
);

test(
  'a weak passphrase is refused, and wrong passphrases have to wait, also after the worker was stopped',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const security = await extension.options('#/security');
    await security.getByRole('button', { name: words('securitySet') }).click();
    const dialog = security.getByRole('dialog');
    const fill = async (passphrase: string) => {
      await dialog.getByLabel(words('securityNew'), { exact: true }).fill(passphrase);
      await dialog.getByLabel(words('securityRepeat'), { exact: true }).fill(passphrase);
      await dialog.getByRole('button', { name: words('securitySet') }).click();
    };
    for (const weak of ['1234567890', 'letmeinplease', 'tagoio2026!', 'ines@acme.example']) {
      await fill(weak);
      await expect(dialog.getByText(words('securityTooWeak'))).toBeVisible();
    }
    await fill(PASSPHRASE);
    await expect(dialog).toBeHidden();
    await lockNow(security);
    const banner = security.getByRole('region', { name: words('bannerLocked') });
    const attempt = async (passphrase: string) => {
      await banner.getByLabel(words('securityPassphrase'), { exact: true }).fill(passphrase);
      await banner.getByRole('button', { name: words('securityUnlock'), exact: true }).click();
    };
    const hasToWait = banner.getByText(/Too many wrong passphrases\. Try again in \d\d seconds\./);
    await expect(async () => {
      await attempt('violet tractors hum at one');
      await expect(hasToWait).toBeVisible({ timeout: 1000 });
    }).toPass();
    await extension.stopWorker();
    await attempt(PASSPHRASE);
    await expect(hasToWait.or(banner.getByText(/Try again in \d seconds?\./))).toBeVisible();
    await expect(async () => {
      await attempt(PASSPHRASE);
      await expect(banner).toBeHidden({ timeout: 1000 });
    }).toPass();
  },
);

test(
  'while locked its settings cannot be changed, and with the setting "hide" no numbers are shown',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const security = await setPassphrase(extension);
    await lockNow(security);
    await expect(security.getByLabel(words('securityAutoLock'))).toBeDisabled();
    await expect(security.getByLabel(words('securityHide'))).toBeDisabled();
    await security
      .getByRole('region', { name: words('bannerLocked') })
      .getByLabel(words('securityPassphrase'), { exact: true })
      .fill(PASSPHRASE);
    await security.keyboard.press('Enter');
    await security.getByLabel(words('securityHide')).check();
    const popup = await PopupPage.open(extension);
    await popup.button(words('popupLock')).click();
    await expect(popup.page.getByText(words('securityHidden'))).toBeVisible();
    for (const page of [popup.page, security]) {
      await expect(page.getByText('Acme Farms')).toHaveCount(0);
      await expect(page.getByText('%')).toHaveCount(0);
    }
    await popup.page.keyboard.type(PASSPHRASE);
    await popup.page.keyboard.press('Enter');
    await expect(popup.row('Demo')).toBeVisible();
  },
);

test(
  'copying while locked leads to the passphrase, calmly, and once unlocked the button has the focus',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await lockNow(await setPassphrase(extension));
    const popup = await PopupPage.open(extension);
    const passphrase = popup.page.getByLabel(words('popupPassphrase'));
    await expect(popup.heading).toHaveText('Acme Farms');
    // Connecting may have read tokens.
    sandbox.requests.clear();
    await popup.button(words('popupCopyToken')).click();
    await expect(passphrase).toBeFocused();
    await expect(popup.text('Unlock to copy the token of Acme Farms.')).toBeVisible();
    await expect(popup.page.locator('.status--error')).toHaveCount(0);
    await popup.expectSound();

    await passphrase.fill(PASSPHRASE);
    await popup.page.keyboard.press('Enter');
    await expect(popup.text('Unlocked. You can copy the token now.')).toBeVisible();
    await expect(popup.button(words('popupCopyToken'))).toBeFocused();
    expect(sandbox.requests.list({ route: TOKENS_ROUTE })).toEqual([]);
    await popup.page.keyboard.press('Enter');
    await expect(popup.text(/^Copied “.+” \(.+\) of Acme Farms\.$/)).toBeVisible();

    // From a row, while a filter hides what the card says.
    await popup.button(words('popupLock')).click();
    await popup.find('Demo');
    await popup.page.keyboard.press('ControlOrMeta+c');
    await expect(passphrase).toBeFocused();
    await expect(popup.text('Unlock to copy the token of Demo.')).toBeVisible();
    await popup.expectSound();
    await passphrase.fill(PASSPHRASE);
    await popup.page.keyboard.press('Enter');
    await expect(popup.filter).toBeFocused();
    await popup.page.keyboard.press('ControlOrMeta+c');
    await expect(popup.text(/^Copied “.+” \(.+\) of Demo\.$/)).toBeVisible();
  },
);

test(
  'while locked, a button on the options page says why it does nothing, and leads to the passphrase',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const security = await setPassphrase(extension);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTokens');
    await expect(options.button('Generate token…')).toBeEnabled();
    await lockNow(security);
    const generate = options.button('Generate token…');
    await expect(generate).toBeDisabled();
    await expect(generate).toHaveAccessibleDescription(words('unlockFirst'));
    await options.page.bringToFront();
    await generate.dispatchEvent('click');
    await expect(options.dialog).toBeHidden();
    const locked = options.page.getByRole('region', { name: words('bannerLocked') });
    await expect(locked.getByLabel(words('securityPassphrase'), { exact: true })).toBeFocused();
  },
);
