import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, test } from './fixtures.ts';
import { connect, connectByCode, pinOf } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { BOTH, LONG } from './tags.ts';

const PASSWORD_WRONG = /Wrong password\./;

test(
  'a profile is added, renamed to a name in use, and deleted with name and password',
  BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');

    await options.button('Add profile…').click();
    await expect(options.dialog).toContainText(
      'The Scale plan includes 5 profiles; your account may allow more.',
    );
    await options.dialog.getByRole('button', { name: 'Add profile' }).click();
    await expect(options.field('Name')).toHaveAccessibleDescription(/This field is required\./);
    await expect(options.field('Name')).toBeFocused();
    await options.field('Name').fill('Harbour Cranes');
    // A reload keeps what was typed.
    await options.page.reload();
    await expect(options.field('Name')).toHaveValue('Harbour Cranes');
    // The other profiles keep what is free.
    await expect(options.dialog.getByRole('radio', { name: /^No limits yet/ })).toBeChecked();
    await expect(options.dialog).toContainText(/Unallocated in the account: Data input \d+(,\d{3})+\u00a0· /);
    await options.dialog.getByRole('button', { name: 'Add profile' }).dblclick();
    await expect(options.heading).toHaveText('Harbour Cranes');
    expect(sandbox.state.profiles.filter(({ name }) => name === 'Harbour Cranes')).toHaveLength(1);
    await expect(options.page.getByText('No limits are allocated to this profile')).toBeVisible();
    await expect(options.page.getByRole('link', { name: 'Allocate limits' })).toBeVisible();

    await options.button('Rename').click();
    await options.page.getByLabel('Name', { exact: true }).fill('Demo');
    await options.page.keyboard.press('Enter');
    await expect(options.heading).toHaveText('Demo');
    await options.go('Profiles');
    const twins = await options.find('Demo');
    await expect(twins).toHaveCount(2);
    const marks = await twins.locator('.tag').allTextContents();
    expect(new Set(marks).size).toBe(marks.length);
    expect(marks.length).toBeGreaterThan(0);
    const made = sandbox.state.profiles.find(({ id }) => marks.includes(id))!;

    await options.row(new RegExp(made.id)).getByRole('link', { name: /^Demo/ }).click();
    await options.page.getByRole('link', { name: 'More' }).click();
    await options.button('Delete profile…').click();
    await options.field(words('formTypeName', 'Demo')).fill('demo');
    await options.prove('Delete profile', account.password);
    await expect(options.field(words('formTypeName', 'Demo'))).toHaveAccessibleDescription(/exactly “Demo”/);
    await expect(options.field(words('formTypeName', 'Demo'))).toBeFocused();
    await options.field(words('formTypeName', 'Demo')).fill('Demo');
    await options.prove('Delete profile', 'not it');
    await expect(options.field('Password')).toHaveAccessibleDescription(PASSWORD_WRONG);
    await expect(options.field(words('formTypeName', 'Demo'))).toHaveValue('Demo');
    await options.prove('Delete profile', account.password);
    await expect(options.text(/Demo.* deleted\./)).toBeVisible();
    await expect(options.heading).toHaveText('Profiles');
    expect(sandbox.state.profiles.some(({ id }) => id === made.id)).toBe(false);
    await expect(await options.find('Demo')).toHaveCount(1);
  },
);

test(
  'the plan’s number of profiles and the platform’s refusal are explained',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'at-limits'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.button('Add profile…').click();
    await expect(options.dialog).toContainText('The Starter plan includes 2 profiles');
    await expect(options.dialog).toContainText('You own 2 now.');
    await options.field('Name').fill('One more');
    await options.dialog.getByRole('button', { name: 'Add profile' }).click();
    await expect(
      options.dialog.getByRole('alert').filter({ hasText: 'number of profiles your account allows' }),
    ).toBeVisible();
    await expect(options.field('Name')).toHaveValue('One more');
  },
);

test(
  'two-factor: deleting requires a code; a wrong one has its message',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'sms');
    const page = await connectByCode(extension, sandbox, account);
    const options = new OptionsPage(page, extension);
    const name = account.profiles[0]?.name ?? '';
    await options.profile(name, 'profileTabMore');
    await options.button('Delete profile…').click();
    await options.field(words('formTypeName', name)).fill(name);
    await options.dialog.getByRole('button', { name: 'Send me a code' }).click();
    await expect(options.dialog.getByText('Enter the password first')).toBeVisible();
    await options.field('Password').fill(account.password);
    await options.dialog.getByRole('button', { name: 'Send me a code' }).click();
    await expect(options.dialog.getByText('Code sent.')).toBeVisible();
    const right = pinOf(sandbox, account);
    await options.prove('Delete profile', account.password, right === '000000' ? '000001' : '000000');
    await expect(options.field('6-digit code')).toHaveAccessibleDescription(
      new RegExp(words('formSentCodeWrong')),
    );
    await options.prove('Delete profile', account.password, right);
    await expect(options.text(`${name} deleted.`)).toBeVisible();
  },
);

test(
  'a shared profile is left with the password; actions of its owner are disabled with the reason',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Tallinn Metering', 'profileTabMore');
    await expect(options.page.getByLabel('Name', { exact: true })).not.toBeEditable();
    await expect(options.page.getByText('Only the profile’s owner can do this.').first()).toBeVisible();
    await expect(options.button('Choose an image…')).toBeDisabled();
    await options.button('Leave this profile…').click();
    await expect(options.dialog).toContainText(
      /Tokens that .*ines@acme\.example.* generated in this profile may stop working\./,
    );
    await options.prove('Leave this profile', 'not it');
    await expect(options.field('Password')).toHaveAccessibleDescription(PASSWORD_WRONG);
    await options.prove('Leave this profile', account.password);
    await expect(options.text('You left Tallinn Metering.')).toBeVisible();
    await expect(await options.find('Tallinn Metering')).toHaveCount(0);
    const left = sandbox.state.profiles.find(({ name }) => name === 'Tallinn Metering');
    expect(left?.members.some((member) => member.account === account.id)).toBe(false);
  },
);

test(
  'a logo is set by address or from a file, which is checked, cropped and uploaded',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'profileTabMore');
    const logoOf = () => profileNamed(sandbox, 'Acme Farms').logo_url;

    const address = options.page.getByLabel('Image URL');
    await address.fill('http://example.com/logo.png');
    await options.button('Use image').click();
    await expect(address).toHaveAccessibleDescription(/Enter an image URL/);
    await address.fill('https://example.com/logo.png');
    await options.button('Use image').click();
    await expect(options.text('Logo of Acme Farms updated.')).toBeVisible();
    expect(logoOf()).toBe('https://example.com/logo.png');
    await options.button('Remove logo').click();
    await expect(options.text('Logo of Acme Farms removed.')).toBeVisible();
    expect(logoOf() ?? null).toBeNull();

    const file = options.page.locator('input[type=file]');
    await file.setInputFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('no picture'),
    });
    await expect(options.page.getByText('Choose a PNG, JPEG, WebP, GIF or SVG image.')).toBeVisible();
    await file.setInputFiles({
      name: 'broken.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture'),
    });
    await expect(options.page.getByText('This image couldn’t be read')).toBeVisible();
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="600" height="300" fill="#2a6fb5"/></svg>';
    await file.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
    await expect.poll(logoOf).toMatch(/^https:\/\/api\.us-e1\.tago\.io\/file\/[0-9a-f]{24}\/.+\.png$/);
    // The background fetches and scales it: the page loads nothing from another host.
    const shown = options.page.locator('.page__head .avatar__logo');
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
      .toEqual([96, 96]);
    expect(await shown.getAttribute('src')).toMatch(/^data:image\/png;base64,/);
  },
);

test(
  'favourite, colour and emoji of a profile are shown in the popup too',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    const riverside = await options.find('Riverside Utilities');
    const pin = riverside.getByRole('button', { name: 'Pin Riverside Utilities' });
    await pin.click();
    await expect(pin).toHaveAttribute('aria-pressed', 'true');
    await options.profile('Riverside Utilities', 'profileTabMore');
    await options.page.getByLabel('Emoji').fill('🚰');
    await options.page.getByRole('button', { name: 'Color 2', exact: true }).click();

    const popup = await PopupPage.open(extension);
    await expect.poll(async () => (await popup.names())[0]).toBe('Riverside Utilities');
    await expect(popup.row('Riverside Utilities').locator('.avatar')).toHaveText('🚰');
    await expect(popup.row('Riverside Utilities').locator('.avatar')).toHaveCSS(
      'background-color',
      'rgb(42, 111, 181)',
    );
    // Another window shows what was stored last, and so does this one after a change there.
    const other = await OptionsPage.open(extension, new URL(options.page.url()).hash);
    await expect(other.page.getByLabel('Emoji')).toHaveValue('🚰');
    await other.page.getByLabel('Emoji').fill('🌊');
    await expect(options.page.getByLabel('Emoji')).toHaveValue('🌊');
    await options.page.reload();
    await expect(options.page.getByLabel('Emoji')).toHaveValue('🌊');
    await options.button(words('profileLooksReset')).click();
    await expect(options.page.getByLabel('Emoji')).toHaveValue('');
    await expect(other.page.getByLabel('Emoji')).toHaveValue('');
  },
);

test(
  'a change without a response is looked for, never sent again, and else shown as unknown',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Riverside Utilities');
    // The platform renames it and the response is lost: a read finds the new name.
    sandbox.faults.add({ method: 'PUT', path: '/profile/:id', kind: 'truncate', after: true, times: 1 });
    await options.button('Rename').click();
    await options.page.getByLabel('Name', { exact: true }).fill('Riverside Water');
    await options.page.keyboard.press('Enter');
    await expect(options.heading).toHaveText('Riverside Water');
    expect(sandbox.requests.list({ method: 'PUT', route: '/profile/:id' })).toHaveLength(1);

    // The request is lost: its outcome is unknown. (Browsers repeat a request on a reused connection.)
    sandbox.faults.add({ method: 'PUT', path: '/profile/:id', kind: 'cut', how: 'reset' });
    await options.button('Rename').click();
    await options.page.getByLabel('Name', { exact: true }).fill('Riverside Gas');
    await options.page.keyboard.press('Enter');
    await expect(options.page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
      /may or may not have worked/,
    );
    expect(sandbox.state.profiles.some(({ name }) => name === 'Riverside Gas')).toBe(false);
    await expect(options.page.getByLabel('Name', { exact: true })).toHaveValue('Riverside Gas');
  },
);

test(
  'a profile’s name is saved as it was typed, emoji and all, and is never cut',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Demo');
    await options.button(words('profileRename')).click();
    const family = '👨‍👩‍👧‍👦';
    const name = options.page.getByLabel('Name', { exact: true });
    await name.fill(family.repeat(10));
    await options.button(words('profileRenameSave')).click();
    await expect(options.page.getByRole('alert').filter({ hasText: '100' })).toBeVisible();
    await expect(name).toHaveValue(family.repeat(10));
    await name.fill(`${family} 🇧🇷 👍🏽 Fazenda`);
    await options.button(words('profileRenameSave')).click();
    await expect(options.page.getByRole('heading', { level: 1 })).toHaveText(`${family} 🇧🇷 👍🏽 Fazenda`);
    expect(sandbox.state.profiles.map((profile) => profile.name)).toContain(`${family} 🇧🇷 👍🏽 Fazenda`);
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Fazenda');
    await expect(popup.heading).toHaveText(`${family} 🇧🇷 👍🏽 Fazenda`);
    await expect(popup.card.locator('.avatar')).toHaveText('F');
  },
);

test(
  'a name that was saved doesn’t come back after somebody else has changed it',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Demo');
    await options.page.getByRole('link', { name: 'More' }).click();
    const name = options.page.getByLabel('Name', { exact: true });
    await name.fill('Demo North');
    await options.button(words('profileRenameSave')).click();
    await expect(options.heading).toHaveText('Demo North');
    profileNamed(sandbox, 'Demo North').name = 'Demo South';
    await options.page.reload();
    await expect(options.heading).toHaveText('Demo South');
    await expect(name).toHaveValue('Demo South');
  },
);

test('a tag that was typed and isn’t saved yet outlives a reload', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const options = await OptionsPage.open(extension, '#/profiles');
  await options.profile('Demo', 'profileTabMore');
  const tag = options.page.getByLabel(words('profilesTag'), { exact: true });
  await tag.fill('north');
  await options.page.reload();
  await expect(tag).toHaveValue('north');
  await options.button(words('profileTagSave')).click();
  await expect(options.page.getByText(words('profileTagSaved', 'Demo', 'north'))).toBeVisible();
  // What was saved is no draft anymore.
  await tag.fill('');
  await options.button(words('profileTagSave')).click();
  await expect(options.page.getByText(words('profileTagRemoved', 'Demo'))).toBeVisible();
  await options.page.reload();
  await expect(tag).toHaveValue('');
});
