import type { Page } from '@playwright/test';
import { docsSite } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { DocsPage } from './pages/docs-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const REFUSED = words('failure_clipboard');

/**
 * Makes the background's next copy fail: the browser allows an extension one hidden document, and here it is another
 * one than that which writes the clipboard.
 */
async function refuseNextCopy(extension: Extension): Promise<void> {
  const hasDocument = () => extension.probe.evaluate(() => chrome.offscreen.hasDocument());
  // The extension closes it a while after each use.
  await expect.poll(hasDocument).toBe(false);
  await extension.probe.evaluate(() =>
    chrome.offscreen.createDocument({
      url: 'icon/16.png',
      reasons: [chrome.offscreen.Reason.CLIPBOARD],
      justification: 'Is in the way.',
    }),
  );
}

/** Keeps every page of the context from writing the clipboard: none has the focus, which the browser requires. */
async function takeFocusFrom(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await page.context().newPage();
  await other.bringToFront();
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false);
}

test(
  'a refused clipboard is reported where the copy was requested, and no copy is claimed',
  LONG,
  async ({ extension, sandbox, docs: site }) => {
    site.handler = docsSite();
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const popup = await PopupPage.open(extension);
    await refuseNextCopy(extension);
    await popup.button(words('popupCopyToken')).click();
    await expect(popup.text(REFUSED)).toBeVisible();
    await expect(popup.page.getByText(/^Copied/).filter({ visible: true })).toHaveCount(0);

    const docs = await DocsPage.open(extension.context, '/docs/tagoio/analysis/sdk/python-sdk/');
    await docs.get('button', /^Copy with/);
    await refuseNextCopy(extension);
    await docs.press('button', /^Copy with/);
    await docs.text(REFUSED);
    expect(await docs.texts(/^Copied/)).toEqual([]);

    const opened = extension.context.waitForEvent('page');
    await docs.pressInDock('Copy as…');
    const window = await opened;
    await window.getByLabel(words('copyWindowFormat')).selectOption({ label: words('format_header') });
    await refuseNextCopy(extension);
    const copyAs = window.getByRole('button', { name: words('copyWindowCopy'), exact: true });
    await copyAs.click();
    await expect(window.getByRole('alert')).toHaveText(REFUSED);
    // It keeps the focus while it works: Enter tries again.
    await expect(copyAs).toBeFocused();
    await expect(window.getByText(/^Copied/).filter({ visible: true })).toHaveCount(0);

    const options = await OptionsPage.open(extension, '#/profiles');
    await options.profile('Acme Farms', 'navTokens');
    await refuseNextCopy(extension);
    await options.button(words('tokensCopyIn', 'Dashboard export', 'Acme Farms')).click();
    await expect(options.text(REFUSED)).toBeVisible();

    // What the page itself copies: a new token's value.
    await options.button('Generate token…').click();
    // The failure before is still shown, in the dialog: what is outside of it can't be pressed.
    await expect(options.dialog.getByText(REFUSED)).toBeVisible();
    await options.dialog.getByRole('button', { name: words('formDismiss') }).click();
    await expect(options.dialog.getByText(REFUSED)).toHaveCount(0);
    await options.field('Name').fill('Made here');
    await options.prove('Generate token', account.password);
    const copy = options.dialog.getByRole('button', { name: words('tokensCopyValue'), exact: true });
    await expect(copy).toBeVisible();
    await takeFocusFrom(options.page);
    await copy.evaluate((button: HTMLElement) => button.click());
    await expect(options.copied).toHaveText(REFUSED);
    await expect(options.page.getByText(words('copied'), { exact: true })).toHaveCount(0);

    // The journal has no copy.
    const journal = await extension.options('#/activity');
    const entries = journal.locator('.journal').getByRole('listitem');
    await expect(entries.filter({ hasText: 'Made here' })).toHaveCount(1);
    await expect(entries.filter({ hasText: 'Dashboard export' })).toHaveCount(0);
    // The control: without the obstacle the copy succeeds.
    await expect.poll(() => extension.probe.evaluate(() => chrome.offscreen.hasDocument())).toBe(false);
    await popup.page.bringToFront();
    await popup.button(words('popupCopyToken')).click();
    await expect(popup.text(/^Copied “Dashboard export”/)).toBeVisible();
  },
);
