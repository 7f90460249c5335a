import type { Page } from '@playwright/test';
import {
  type CopyFormat,
  containsToken,
  formatSubject,
  formatsFor,
  renderFormat,
} from '../../lib/domain/copy-formats/copy-format.ts';
import { type ApiOrigin, connectionKeyOf, profileKeyOf } from '../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { docsSite } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { DocsPage } from './pages/docs-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { LONG, LONG_IN_BOTH } from './tags.ts';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const PROFILE = 'Acme Farms';
const nameOf = (format: CopyFormat) =>
  words(`format_${format.replaceAll('-', '_')}` as Parameters<typeof words>[0]);

test.use({ sandboxOptions: SMALL_ACCOUNT });

test(
  'every format is copied from the popup’s row and a profile’s tokens; in Chromium also from the icon’s menu and the docs dock',
  LONG_IN_BOTH,
  async ({ extension, sandbox, docs: site, browserUnderTest }) => {
    test.setTimeout(300_000);
    site.handler = docsSite();
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const { id } = account.profiles.find(({ name }) => name === PROFILE)!;
    const profileKey = profileKeyOf(ORIGIN, id);
    const subject = formatSubject({ profileKey, name: PROFILE }, account.email, []);
    const read = sandbox.state.tokens.find(({ token }) => token === account.tokens?.read)!;

    // Pages of the docs site are driven through the DevTools protocol.
    const docs = browserUnderTest === 'chromium' ? await DocsPage.open(extension.context, '/docs/') : null;
    const popup = await PopupPage.open(extension);
    const tokens = await extension.options(
      optionsRoutes.tokens({ connectionKey: connectionKeyOf(ORIGIN, account.id), profileKey }),
    );
    const places: [name: string, open: () => Promise<void>][] = [
      [
        'popup',
        async () => {
          await popup.page.bringToFront();
          await (await popup.find(PROFILE)).hover();
          await popup.page.locator(`[title="${words('popupCopyAs', PROFILE)}"]`).click();
        },
      ],
      [
        'tokens',
        async () => {
          await tokens.bringToFront();
          await tokens
            .getByRole('button', { name: words('tokensCopyAs', read.name, PROFILE) })
            .first()
            .click();
        },
      ],
    ];
    if (docs) {
      places.push(['dock', () => docs.pressInDock('Copy as…').then(() => undefined)]);
      places.push([
        'menu',
        () =>
          extension.worker.evaluate(() => {
            const clicked = chrome.contextMenus.onClicked as unknown as { dispatch(info: object): void };
            clicked.dispatch({ menuItemId: 'copy-as' });
          }),
      ]);
    }
    for (const [place, open] of places) {
      for (const format of formatsFor(ORIGIN)) {
        const opened = extension.context.waitForEvent('page');
        await open();
        const text = await copyIn(await opened, format);
        expect
          .soft(text, `${format} from ${place}`)
          .toMatch(containsToken(format) ? /^Copied with/ : /^Copied for/);
        const expected = renderFormat(format, subject, read.token);
        expect.soft(await extension.readClipboard(), `${format} from ${place}`).toBe(expected);
      }
    }
  },
);

test(
  'a window that can’t load what it would copy says why, and tries again',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await (await popup.find(PROFILE)).hover();
    sandbox.faults.add({ path: '/profile/:id/token', kind: 'server-error' });
    const opened = extension.context.waitForEvent('page');
    await popup.page.locator(`[title="${words('popupCopyAs', PROFILE)}"]`).click();
    const window = await opened;
    await expect(window.getByRole('alert')).toHaveText(words('failure_server'));
    sandbox.faults.clear();
    await window.getByRole('button', { name: words('optionsTryAgain') }).press('Enter');
    // The focus goes on to the button that takes its place.
    await expect(window.getByRole('button', { name: words('copyWindowCopy'), exact: true })).toBeFocused();
    await expect(window.getByRole('alert')).toHaveCount(0);
  },
);

test('another profile is chosen in the window by keyboard alone', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const popup = await PopupPage.open(extension);
  await (await popup.find(PROFILE)).hover();
  const opened = extension.context.waitForEvent('page');
  await popup.page.locator(`[title="${words('popupCopyAs', PROFILE)}"]`).click();
  const window = await opened;
  await expect(window).toHaveTitle(words('copyWindowTitleFormats'));
  const filter = window.getByRole('combobox', { name: words('pickTitle') });
  for (const name of ['Northwind', 'Acme Farms', 'Northwind']) {
    await window.getByRole('button', { name: words('copyWindowChange') }).press('Enter');
    await expect(filter).toBeFocused();
    await expect(window).toHaveTitle(words('pickTitle'));
    await window.keyboard.type(name);
    await window.keyboard.press('Enter');
  }
  const copy = window.getByRole('button', { name: words('copyWindowCopy'), exact: true });
  await expect(copy).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('status')).toContainText('Northwind Cold Chain');
  await expect(window.getByRole('button', { name: words('formClose'), exact: true })).toBeFocused();
  const closed = window.waitForEvent('close');
  // The page is gone before the key is up.
  await Promise.all([closed, window.keyboard.press('Enter').catch(() => {})]);
});

/** Copies what the copy window has preselected, and returns its message. */
async function copyIn(window: Page, format: CopyFormat): Promise<string> {
  await window.getByLabel(words('copyWindowFormat')).selectOption({ label: nameOf(format) });
  if (containsToken(format))
    await expect(window.getByLabel(words('copyWindowToken')).locator('option:checked')).toContainText('read');
  await window.getByRole('button', { name: words('copyWindowCopy'), exact: true }).click();
  const text = await window.getByRole('status').textContent();
  await window.close();
  return text ?? '';
}
