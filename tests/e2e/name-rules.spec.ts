import { accountOf } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { LONG_IN_BOTH } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test(
  'a rule on the name gives the colour and asks before a full token is copied',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/settings');
    await options.button('Add rule…').click();
    await options.dialog.getByRole('button', { name: 'Save rule' }).click();
    await expect(options.field('Text')).toHaveAccessibleDescription(/Enter part of the name\./);
    await options.field('Text').fill('acme');
    await expect(options.dialog.getByText('Acme Farms')).toBeVisible();
    await expect(options.dialog.getByText('Choose a color, or have it ask')).toBeVisible();
    await options.dialog.getByRole('button', { name: 'Color 5', exact: true }).click();
    await options.dialog.getByLabel('Ask before a token with full access is copied').check();
    await options.dialog.getByRole('button', { name: 'Save rule' }).click();
    await expect(options.text('Rule “acme” saved.')).toBeVisible();
    await expect(
      options.page.getByText('asks before a token with full access is copied').last(),
    ).toBeVisible();
    await expectAccessible(options.page, 'rules on the name');

    const popup = await PopupPage.open(extension);
    await popup.switchTo('Acme Farms');
    await expect(popup.heading).toHaveText('Acme Farms');
    await expect(popup.card.locator('.avatar').first()).toHaveCSS('background-color', 'rgb(184, 64, 94)');

    // A full token: the copy window opens, names it and asks; without the tick nothing is copied.
    await options.profile('Acme Farms', 'navTokens');

    const opened = extension.context.waitForEvent('page');
    await options.button(words('tokensCopyIn', 'Production backend', 'Acme Farms')).click();
    const window = await opened;
    const accept = window.getByRole('checkbox', {
      name: 'I know that this token can do everything in Acme Farms',
    });
    await expect(accept).toBeVisible();
    const copy = window.getByRole('button', { name: 'Copy', exact: true });
    await expect(copy).toBeDisabled();
    await accept.check();
    await copy.click();
    await expect(window.getByRole('status')).toContainText('Acme Farms');
  },
);

test(
  'a rule on the name asks before a full token that was just generated or rotated is copied',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/settings');
    await options.button('Add rule…').click();
    await options.field('Text').fill('acme');
    await options.dialog.getByLabel('Ask before a token with full access is copied').check();
    await options.dialog.getByRole('button', { name: 'Save rule' }).click();
    await expect(options.text('Rule “acme” saved.')).toBeVisible();
    const accept = options.dialog.getByRole('checkbox', { name: words('copyWindowFull', 'Acme Farms') });
    const copy = options.dialog.getByRole('button', { name: /^Copy/ });
    const close = () => options.dialog.getByRole('button', { name: 'Done' }).click();

    // A full token that was generated is copied only after the confirmation; one for reading needs none.
    for (const permission of ['Full', 'Read-only']) {
      await options.profile('Acme Farms', 'navTokens');
      await options.button('Generate token…').click();
      await options.field('Name').fill(`Token ${permission}`);
      await options.dialog.getByRole('radio', { name: new RegExp(`^${permission}`) }).check();
      await options.prove('Generate token', account.password);
      await expect(options.dialog.getByRole('heading')).toHaveText('Your new token');
      if (permission === 'Full') {
        await expect(copy).toBeDisabled();
        await expectAccessible(options.page, 'the question about a full token');
        await accept.check();
      } else await expect(accept).toHaveCount(0);
      await copy.click();
      await expect(options.copied).toHaveText('Copied');
      await close();
    }

    // After a rotation it isn't copied automatically, as it would be without the rule.
    await options
      .row('Production backend')
      .getByRole('button', { name: /^Rotate/ })
      .click();
    await options.field('Copy the new token as').selectOption({ label: 'curl command' });
    await options.prove('Generate and copy', account.password);
    await expect(options.dialog.getByRole('heading')).toHaveText('Your new token');
    await expect(copy).toBeDisabled();
    await expect(options.copied).toHaveText('');
    const value = (await options.dialog.locator('code').textContent()) ?? '-';
    expect(await extension.readClipboard()).not.toContain(value);
    await options.page.bringToFront();
    await accept.check();
    await copy.click();
    await expect(options.copied).toHaveText('Copied');
    expect(await extension.readClipboard()).toMatch(new RegExp(`^curl .*token: ${value}`, 's'));
  },
);

test(
  'a rule that two windows edit keeps what each of them changed',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const asks = words('nameRuleConfirm');
    const first = await OptionsPage.open(extension, '#/settings');
    await first.button(words('nameRuleAdd')).click();
    await first.field(words('nameRuleText')).fill('acme');
    await first.dialog.getByRole('button', { name: 'Color 5', exact: true }).click();
    await first.button(words('nameRuleSave')).click();
    const edit = (page: OptionsPage) => page.button(words('nameRuleEditOf', 'acme')).click();
    await edit(first);

    const second = await OptionsPage.open(extension, '#/settings');
    await edit(second);
    await second.dialog.getByLabel(asks).check();
    await second.button(words('nameRuleSave')).click();
    await expect(second.dialog).toHaveCount(0);

    await expect(first.dialog.getByLabel(asks)).toBeChecked();
    await first.dialog.getByRole('button', { name: 'Color 2', exact: true }).click();
    await first.button(words('nameRuleSave')).click();
    await expect(first.dialog).toHaveCount(0);
    await edit(first);
    await expect(first.dialog.getByLabel(asks)).toBeChecked();
  },
);
