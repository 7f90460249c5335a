import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { BOTH, LONG_IN_BOTH } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

test(
  'the popup’s button opens the panel and closes the popup; the panel switches, and stays open after it',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    // In the window of another tab: closing the popup's own window would close the panel too.
    const opened = extension.context.waitForEvent('page');
    await extension.probe.evaluate((url) => chrome.tabs.create({ url }), extension.url('popup.html'));
    const popup = await opened;
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: words('popupKeepOpen') }).click();
    await expect
      .poll(() =>
        extension.probe.evaluate(() => chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL' as never] })),
      )
      .toEqual([expect.objectContaining({ documentUrl: extension.url('popup.html?panel') })]);
    await closed;

    const panel = await extension.context.newPage();
    await panel.setViewportSize({ width: 320, height: 800 });
    await panel.goto(extension.url('popup.html?panel'));
    await panel.getByRole('combobox').fill('northwind cold');
    await panel.keyboard.press('Enter');
    await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Northwind Cold Chain');
    await expect(panel.getByRole('button', { name: words('popupKeepOpen') })).toHaveCount(0);
    await panel.keyboard.press('Escape');
    await panel.keyboard.press('Escape');
    await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Northwind Cold Chain');
    expect(await panel.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  },
);

test('the settings list the browser’s keyboard shortcuts', LONG_IN_BOTH, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const { page } = await OptionsPage.open(extension, '#/settings');
  const commands = await extension.probe.evaluate(() => chrome.commands.getAll());
  expect(commands).toHaveLength(7);
  for (const { description, shortcut } of commands) {
    const row = page.locator('dl.facts > div').filter({ hasText: description || words('commandOpen') });
    await expect(row.locator('dd')).toHaveText(shortcut || words('shortcutsNone'));
  }
});
