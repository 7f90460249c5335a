import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { LONG, LONG_IN_BOTH } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test(
  'a backup holds no secret and brings back what was set; a file that is none, or was damaged, changes nothing',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    const pin = options.button(words('profilesFavourite', 'Demo'));
    await pin.click();
    await expect(pin).toHaveAttribute('aria-pressed', 'true');

    await options.go(words('navSettings'));
    const { name, text } = await extension.download(options.page, () =>
      options.button(words('backupExport')).click(),
    );
    expect(name).toMatch(/^profiles-for-tagoio-\d{4}-\d\d-\d\d\.json$/);
    for (const { token } of sandbox.state.tokens) expect(text).not.toContain(token);
    expect(text).not.toContain(account.password);

    await options.go(words('navProfiles'));
    await pin.click();
    await expect(pin).toHaveAttribute('aria-pressed', 'false');

    await options.go(words('navSettings'));
    const input = options.page.locator('input[type=file]');
    const choose = (name: string, content: string) =>
      input.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
    await choose('notes.json', '{"notes": []}');
    await expect(options.page.getByRole('alert')).toContainText(words('ruleBackupNotOurs'));
    await choose('damaged.json', text.replace(/"favourite":\s*true/, '"favourite": 7'));
    await expect(options.page.getByRole('alert')).toContainText(words('ruleBackupBroken'));

    await choose(name, text);
    await expect(options.dialog).toContainText('Demo');
    await options.dialog.getByRole('button', { name: words('backupImportConfirm'), exact: true }).click();
    await expect(options.text(words('backupImported'))).toBeVisible();
    await options.go(words('navProfiles'));
    await expect(pin).toHaveAttribute('aria-pressed', 'true');
  },
);

test(
  'two connections change places, and a label names one in the list of profiles',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await connect(extension, accountOf(sandbox, 'plain', 'eu-w1'));
    const options = await OptionsPage.open(extension, '#/settings');
    const cards = options.page.getByRole('button', { name: /^Edit / });
    await expect(cards).toHaveCount(2);
    const before = await cards.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    await options.page
      .getByRole('button', { name: /^Move .* down$/ })
      .first()
      .press('Enter');
    await expect
      .poll(() => cards.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))
      .toEqual([...before].reverse());

    await cards.first().click();
    await options.field(words('connectionLabel')).fill('Customers in Europe');
    await options.dialog.getByRole('button', { name: words('connectionSave'), exact: true }).click();
    await expect(options.text(words('connectionSaved', 'Customers in Europe'))).toBeVisible();
    await options.go(words('navProfiles'));
    await expect(options.page.getByText('Customers in Europe').first()).toBeVisible();
  },
);
