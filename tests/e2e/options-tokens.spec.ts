import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage, connect, connectByCode, pinOf } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { BOTH, LONG, LONG_IN_BOTH } from './tags.ts';

test(
  'a token is generated, read-only by default, its value shown once, and listed without a reload',
  BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTokens');
    await options.button('Generate token…').click();
    await expect(options.dialog.getByRole('radio', { name: /^Read-only/ })).toBeChecked();
    await expect(options.dialog).toContainText('Everything the owner can do');
    await options.field('Name').fill('Export to the warehouse');
    await options.field('Expiration').selectOption({ label: 'On a date…' });
    await options.prove('Generate token', account.password);
    await expect(options.field('Expiration date')).toHaveAccessibleDescription(
      /Choose today or a later date\./,
    );
    await expect(options.field('Expiration date')).toHaveAccessibleDescription(/America\/New_York/);
    await options.field('Expiration date').fill('2030-06-30');
    await options.prove('Generate token', 'not it');
    await expect(options.field('Password')).toHaveAccessibleDescription(/Wrong password\./);
    await expect(options.field('Name')).toHaveValue('Export to the warehouse');
    await options.prove('Generate token', account.password);

    const made = await expect
      .poll(() => sandbox.state.tokens.find(({ name }) => name === 'Export to the warehouse'))
      .toMatchObject({ permission: 'read', expire_time: '2030-07-01T03:59:59.000Z' })
      .then(() => sandbox.state.tokens.find(({ name }) => name === 'Export to the warehouse'));
    await expect(options.dialog.getByRole('heading')).toHaveText('Your new token');
    await expect(options.dialog.locator('code')).toHaveText(made?.token ?? '-');
    await expect(options.dialog).toContainText('You can copy it later from the list of tokens.');
    await options.dialog.getByRole('button', { name: 'Done' }).click();
    const row = options.row('Export to the warehouse');
    await expect(row).toContainText('Read-only');
    await row.getByRole('button', { name: /^Copy token Export/ }).click();
    await expect(options.text('Token “Export to the warehouse” copied.')).toBeVisible();
    expect(await extension.readClipboard()).toBe(made?.token);
    // The same for the one that is used where none is chosen.
    await extension.writeClipboard('copied before');
    await options.button('Copy token').click();
    const copied = options.text(/Copied “.*” \(.*\) of Acme Farms\./);
    await expect(copied).toBeVisible();
    const onClipboard = await extension.readClipboard();
    const used = sandbox.state.tokens.find(({ token }) => token === onClipboard);
    await expect(copied).toContainText(`Copied “${used?.name}” (`);
    expect(await options.page.content()).not.toContain(made?.token);
    const kept = await options.page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    expect(kept).not.toContain(made?.token);
    expect(kept).not.toContain(account.password);
  },
);

test('two-factor: generating requires a code', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'email');
  const page = await connectByCode(extension, sandbox, account);
  const options = new OptionsPage(page, extension);
  await options.profile(account.profiles[0]?.name ?? '', 'navTokens');
  await options.button('Generate token…').click();
  await options.field('Name').fill('With a code');
  await options.prove('Generate token', account.password);
  await expect(options.field('6-digit code')).toHaveAccessibleDescription(/The code has 6 digits\./);
  await options.dialog.getByRole('button', { name: 'Send me a code' }).click();
  await expect(options.dialog.getByText('Code sent.')).toBeVisible();
  await options.prove('Generate token', account.password, pinOf(sandbox, account));
  await expect(options.dialog.getByRole('heading')).toHaveText('Your new token');
});

test(
  'one or several tokens are revoked, never the extension token; failures are shown',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTokens');
    const acme = profileNamed(sandbox, 'Acme Farms').id;
    const named = (name: string) =>
      sandbox.state.tokens.filter((one) => one.profile === acme && one.name === name);

    const extensionRow = options.row('Profiles for TagoIO extension');
    await expect(extensionRow).toContainText('this browser');
    await expect(extensionRow.getByRole('button')).toHaveCount(0);
    await expect(extensionRow.getByRole('checkbox')).toBeDisabled();

    const expired = options.row('Workshop');
    await expired.getByRole('button', { name: 'Revoke Workshop' }).click();
    await expect(options.dialog).toContainText('It has expired, so nothing stops working.');
    await options.page.keyboard.press('Escape');
    await expired.getByRole('button', { name: /^Rotate/ }).click();
    await expect(options.dialog).toContainText(
      'The old token has expired and no longer works, so you can revoke it at any time.',
    );
    await options.page.keyboard.press('Escape');

    await options.row('Old import script').getByRole('button', { name: 'Revoke Old import script' }).click();
    await expect(options.dialog).toContainText('Anything that uses it stops working immediately.');
    await expect(options.dialog).toContainText('Full · last used');
    await options.page.keyboard.press('Escape');
    expect(named('Old import script')).toHaveLength(1);
    await options.row('Old import script').getByRole('button', { name: 'Revoke Old import script' }).click();
    await options.dialog.getByRole('button', { name: 'Revoke 1 token' }).click();
    await expect(options.text('1 token revoked.')).toBeVisible();
    expect(named('Old import script')).toHaveLength(0);
    await expect(options.row('Old import script')).toHaveCount(0);

    // Two that look the same are not revoked.
    const double = named('Dashboard export')[0];
    if (double) sandbox.state.tokens.push({ ...double, token: 'p-00000000000000000000000000000000' });
    await options.page.getByRole('checkbox', { name: 'Select Workshop' }).check();
    await options.page.getByRole('checkbox', { name: 'Select Dashboard export' }).check();
    // Nothing that a person cancels, of these or of another, clears the selection; nor does a filter without a match.
    await options.page.getByRole('searchbox').fill('no such token');
    await expect(options.text('No matches for “no such token”')).toBeVisible();
    await options.page.getByRole('searchbox').fill('');
    await options.button('Revoke 2 tokens…').click();
    await options.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expired.getByRole('button', { name: 'Revoke Workshop' }).click();
    await expect(options.dialog).toBeVisible();
    await options.page.keyboard.press('Escape');
    await options.button('Revoke 2 tokens…').click();
    const held = sandbox.faults.add({ kind: 'hold', method: 'DELETE' });
    await options.dialog.getByRole('button', { name: 'Revoke 2 tokens' }).click();
    // Not how many of them are done: those of one profile are one request.
    await expect(options.dialog.getByRole('button', { name: 'Revoking…', exact: true })).toBeVisible();
    held.remove();
    const results = options.dialog.getByRole('list', { name: 'Results' }).getByRole('listitem');
    await expect(results.filter({ hasText: 'Workshop' })).toContainText('Revoked');
    await expect(results.filter({ hasText: 'Dashboard export' })).toContainText(
      'Several tokens look the same',
    );
    expect(named('Workshop')).toHaveLength(0);
    expect(named('Dashboard export')).toHaveLength(2);
  },
);

test(
  'an account that must be signed in again keeps its own tokens from being selected, not those of another',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain', 'eu-w1'));
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/tokens');
    const stuck = options.page.getByText(/can’t be selected now/);
    const selected = options.page.getByRole('status').filter({ hasText: / selected$/ });
    const selectedCount = async () => Number.parseInt((await selected.textContent()) ?? '', 10);
    // Once tokens of both are there; others follow.
    const filter = options.page.getByRole('searchbox');
    for (const name of ['Acme Farms Europe', 'Greenhouse Iberia']) {
      await filter.fill(name);
      await expect(options.row(name).first()).toBeVisible();
    }
    await filter.fill('');
    await expect(stuck).toBeHidden();
    await options.page.getByRole('button', { name: /^Select all/ }).click();
    const all = await selectedCount();

    sandbox.faults.add({ path: '/*', host: 'api.eu-w1.tago.io', kind: 'unauthorized' });
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Acme Farms Europe');
    await expect(popup.heading).toHaveText('Acme Farms Europe');
    // Forced: it can't be pressed anymore where the refresh after the switch has been refused already.
    await popup.button(words('popupRefresh')).click({ force: true });
    await expect(popup.card.getByRole('note').first()).toContainText('Sign in again');
    await popup.page.close();
    await options.page.bringToFront();
    await expect(stuck).toBeVisible();
    const left = await selectedCount();
    expect(left).toBeLessThan(all);
    await options.page.getByRole('button', { name: `Revoke ${left} tokens…` }).click();
    await options.dialog.getByRole('button', { name: `Revoke ${left} tokens` }).click();
    await expect(options.dialog).toBeHidden();
    expect(sandbox.requests.count({ method: 'DELETE', host: 'api.eu-w1.tago.io' })).toBe(0);
  },
);

test.describe('many tokens', () => {
  test.use({ sandboxOptions: SMALL_ACCOUNT });

  test(
    'reviews find risky, unused and expiring tokens of all profiles, in a list of several pages',
    LONG,
    async ({ extension, sandbox }) => {
      const account = accountOf(sandbox, 'plain');
      const sample = sandbox.state.tokens.find(({ token }) => token === account.tokens?.read);
      for (let i = 0; sample && i < 230; i++) {
        const created_at = new Date(sandbox.clock.now() - i * 60_000).toISOString();
        sandbox.state.tokens.push({
          ...sample,
          token: `p-${String(i).padStart(32, '0')}`,
          name: `Bulk ${i}`,
          created_at,
        });
      }
      for (const token of sandbox.state.tokens) {
        const inFiveDays = new Date(sandbox.clock.now() + (5 * 24 + 1) * 3_600_000);
        if (token.name === 'Field gateway') token.expire_time = inFiveDays.toISOString();
      }
      await connect(extension, account);
      const options = await OptionsPage.open(extension, '#/tokens');
      await expect(options.page.getByText(/^2[56]\d tokens · 8 profiles$/)).toBeVisible();
      await options.page.getByRole('searchbox').fill('bulk 229');
      await expect(options.row('Bulk 229')).toHaveCount(1);
      await options.page.getByRole('searchbox').fill('');

      await expect(
        options.page.getByText('The token that this browser uses can’t be selected.'),
      ).toBeVisible();
      await options.page.getByRole('button', { name: /^Full access, never expires/ }).click();
      await expect(
        options.page.getByText('Anyone who has one of these tokens controls the whole profile'),
      ).toBeVisible();
      await expect(options.row('Production backend').first()).toContainText('Never');
      await expect(options.row('Bulk 1')).toHaveCount(0);
      // Both reviews at once: full tokens that never expire and are unused.
      await options.page.getByRole('button', { name: /^Not used lately/ }).click();
      await expect(options.row('Old import script').first()).toBeVisible();
      await expect(options.row('Production backend')).toHaveCount(0);
      const boxes = options.page.getByRole('checkbox', { name: /^Select Old import script/ });
      await boxes.first().click();
      await boxes.nth(2).click({ modifiers: ['Shift'] });
      await expect(options.button('Revoke 3 tokens…')).toBeVisible();
      await options.button(/^Select all \d+$/).click();
      await expect(options.button(`Revoke ${await boxes.count()} tokens…`)).toBeVisible();
      await options.page.getByRole('button', { name: /^All/ }).click();
      await options.page.getByRole('button', { name: /^Expiring soon/ }).click();
      await expect(options.row('Field gateway').first()).toContainText('in 5 days');
    },
  );
});

test(
  'an extension token is moved to another profile on request, a pasted one never',
  LONG,
  async ({ extension, sandbox }) => {
    const us = accountOf(sandbox, 'plain');
    await connect(extension, us);
    await connect(extension, accountOf(sandbox, 'plain', 'eu-w1'), 'token');
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Riverside Utilities', 'profileTabMore');
    await options.button('Move here…').click();
    await expect(options.dialog).toContainText(
      'It disappears from the token list of Acme Farms and appears in the list of Riverside',
    );
    await options.dialog.getByRole('button', { name: 'Move token' }).click();
    await expect(options.text('The extension token now belongs to Riverside Utilities.')).toBeVisible();
    const riverside = profileNamed(sandbox, 'Riverside Utilities').id;
    const issued = sandbox.state.tokens.filter(({ name }) =>
      name.startsWith('Profiles for TagoIO extension'),
    );
    expect(issued.map(({ profile }) => profile)).toEqual([riverside]);

    await options.profile('Acme Farms Europe', 'profileTabMore');
    await expect(options.page.getByRole('heading', { name: 'Delete profile' })).toBeVisible();
    await expect(options.page.getByText("Extension's own token")).toHaveCount(0);
  },
);

test(
  'a token is rotated: the new one is copied as chosen, the old one is marked until the rotation is canceled',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTokens');
    const acme = profileNamed(sandbox, 'Acme Farms').id;
    const named = () =>
      sandbox.state.tokens.filter(({ profile, name }) => profile === acme && name === 'Old import script');
    const old = named()[0];
    await options
      .row('Old import script')
      .getByRole('button', { name: /^Rotate/ })
      .click();
    await options.field('Copy the new token as').selectOption({ label: 'curl command' });
    await options.prove('Generate and copy', account.password);
    await expect(options.copied).toHaveText('Copied');
    expect(named()).toHaveLength(2);
    const made = named().find(({ token }) => token !== old?.token);
    expect(made).toMatchObject({ permission: 'full', expire_time: 'never' });
    await expect(options.dialog.locator('code')).toHaveText(made?.token ?? '-');
    expect(await extension.readClipboard()).toMatch(new RegExp(`^curl .*token: ${made?.token}`, 's'));
    await options.page.bringToFront();
    await options.page.keyboard.press('Escape');
    await expect(
      options.page.getByText(/^New token created .* The old one hasn’t been used since\.$/),
    ).toBeVisible();
    await expect(options.row('being rotated')).toHaveCount(1);
    expect(await options.page.content()).not.toContain(made?.token);
    await options.button(/^Cancel the rotation/).click();
    await expect(
      options.text('“Old import script” is no longer watched. No token was revoked.'),
    ).toBeVisible();
    await expect(options.row('being rotated')).toHaveCount(0);
    expect(named()).toHaveLength(2);
  },
);

test(
  'a rotated token that this browser is connected with stays in use, and says so, until the account gets the new one',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account, 'token');
    const old = sandbox.state.tokens.find(({ token }) => token === account.token);
    const profile = sandbox.state.profiles.find(({ id }) => id === old?.profile)?.name ?? '';
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile(profile, 'navTokens');
    await options
      .row(old?.name ?? '')
      .getByRole('button', { name: `Rotate ${old?.name}` })
      .click();
    await expect(options.dialog).toContainText('This browser is connected with it');
    await options.prove('Generate and copy', account.password);
    const value = (await options.dialog.locator('code').textContent()) ?? '';
    await options.page.keyboard.press('Escape');
    const banner = options.page.getByText('This browser is connected with the old one');
    await expect(banner).toBeVisible();
    await options.page.getByRole('link', { name: 'Connect with the new token…' }).click();
    const form = new ConnectPage(options.page);
    await form.mode('token');
    await form.token.fill(value);
    await form.submit.click();
    await form.expectDone();
    await options.profile(profile, 'navTokens');
    await expect(options.page.getByText(/^New token created/)).toBeVisible();
    await expect(banner).toBeHidden();
  },
);

test(
  'a canceled form is forgotten, and opens with its careful defaults; a reload keeps what was typed',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    const { page, dialog } = options;
    const radio = (name: Parameters<typeof words>[0]) =>
      dialog.getByRole('radio', { name: new RegExp(`^${words(name)}`) });

    await options.button(words('profilesAddDots')).click();
    await options.field(words('profilesName')).fill('Half a thought');
    await radio('profilesLimits_free').check();
    await page.reload();
    await expect(options.field(words('profilesName'))).toHaveValue('Half a thought');
    await expect(radio('profilesLimits_free')).toBeChecked();
    await dialog.getByRole('button', { name: words('formCancel') }).click();
    await options.button(words('profilesAddDots')).click();
    await expect(radio('profilesLimits_none')).toBeChecked();
    await expect(options.field(words('profilesName'))).toHaveValue('');
    await page.keyboard.press('Escape');

    await options.profile('Acme Farms', 'navTokens');
    await options.button(words('tokensGenerateDots')).click();
    await options.field(words('profilesName')).fill('Everything');
    await radio('permissionFull').check();
    await options.field(words('tokensExpiration')).selectOption('never');
    await page.keyboard.press('Escape');
    await options.button(words('tokensGenerateDots')).click();
    await expect(radio('permissionRead')).toBeChecked();
    await expect(options.field(words('tokensExpiration'))).toHaveValue('months3');
    await expect(options.field(words('profilesName'))).toHaveValue('');
    await dialog.getByRole('button', { name: words('formClose') }).click();

    await options.go(words('navTeam'));
    await options.button(words('teamInviteDots')).click();
    await options.field(words('teamInviteEmails')).fill('sam@field.example');
    await dialog.getByRole('checkbox', { name: /^Demo/ }).check();
    await dialog.getByRole('button', { name: words('formCancel') }).click();
    await options.button(words('teamInviteDots')).click();
    await expect(dialog.getByRole('checkbox', { name: /^Demo/ })).not.toBeChecked();
    await expect(options.field(words('teamInviteEmails'))).toHaveValue('');
  },
);
