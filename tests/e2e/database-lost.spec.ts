import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage, connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { setPassphrase } from './pages/security-page.ts';
import { LONG_IN_BOTH } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

/** Deletes the database behind the extension's back, as Chromium does with one that it can't read. */
async function loseDatabase(extension: Extension): Promise<void> {
  await extension.probe.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('profiles');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
}

/** Returns the texts of the copies; none holds a secret. */
function copies(extension: Extension): Promise<string[]> {
  return extension.probe.evaluate(async () => {
    if (!(await caches.has('recovery-copy'))) return [];
    const cache = await caches.open('recovery-copy');
    return Promise.all((await cache.keys()).map(async (key) => (await cache.match(key))!.text()));
  });
}

test(
  'a database that the browser lost comes back but for the tokens, and signing in again brings those',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    await setPassphrase(extension);
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Demo');
    await expect(popup.heading).toHaveText('Demo');
    const options = await OptionsPage.open(extension, '#/profiles');
    const pin = options.button(words('profilesFavourite', 'Demo'));
    await pin.click();
    await expect(pin).toHaveAttribute('aria-pressed', 'true');
    await expect
      .poll(async () => (await copies(extension)).some((text) => /"favourite":true/.test(text)))
      .toBe(true);
    for (const text of await copies(extension))
      for (const { token } of sandbox.state.tokens) expect(text).not.toContain(token);

    await loseDatabase(extension);

    await expect(popup.page.getByText(words('popupCredentialLost', account.email))).toBeVisible();
    await expect(popup.heading).toHaveText('Demo');
    await expect(pin).toHaveAttribute('aria-pressed', 'true');
    await options.go(words('navOverview'));
    await expect(options.page.getByText(words('bannerPassphraseLostHint'))).toBeVisible();
    const blocked = options.page.getByRole('list', { name: words('overviewSummary') });
    await expect(blocked).not.toContainText(words('overviewNoneBlockedHint'));

    const team = await OptionsPage.open(extension, '#/team');
    await expect(team.page.getByText(words('readStateNone'))).toBeVisible();
    await options.page.bringToFront();
    const banner = options.page
      .getByRole('status')
      .filter({ hasText: words('bannerSignIn', account.email) })
      .filter({ hasText: words('bannerCredentialLost') });
    await banner.getByRole('link', { name: words('connectTitleAgain') }).click();
    const form = new ConnectPage(options.page);
    await form.password.fill(account.password);
    await form.submit.click();
    await form.expectDone();
    await expect(popup.page.getByText(words('popupCredentialLost', account.email))).toBeHidden();
    await expect(popup.card).toContainText(words('ageUpdated', '').trim());
    await expect(popup.heading).toHaveText('Demo');
    await expect(team.page.getByRole('table')).toBeVisible();
  },
);
