import type { Page } from '@playwright/test';
import { accountOf } from '../sandbox/accounts-list.ts';
import { words } from './english-words.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { LONG } from './tags.ts';

/** What {@link holdStore} adds to the page. */
type Held = { releaseStore(): void };

/**
 * Keeps every profile but those of the first screen from being read, as a slow disk does: from the moment the first
 * row is in the page, a transaction that writes is open, until the page's `releaseStore` is called.
 */
const holdStore = (page: Page) =>
  page.addInitScript(() => {
    let held = true;
    Object.assign(globalThis, {
      releaseStore: () => {
        held = false;
      },
    } satisfies Held);
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[role=option]')) return;
      observer.disconnect();
      const opening = indexedDB.open('profiles');
      opening.onsuccess = () => {
        const store = opening.result.transaction('profiles', 'readwrite').objectStore('profiles');
        const stay = () => {
          if (held) store.count().onsuccess = stay;
          else opening.result.close();
        };
        stay();
      };
    }).observe(document, { childList: true, subtree: true });
  });

test(
  'keys pressed between the first screen and the whole list mean what they say',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const before = await PopupPage.open(extension);
    await expect(before.others).toContainText('63');
    const active = await before.heading.textContent();
    // Below the first screen's rows, and found by one word of its name alone.
    await before.filter.press('End');
    const last = (await before.highlighted.locator('.profile-name__text').textContent())!;
    await before.page.close();

    const popup = new PopupPage(await extension.context.newPage());
    await holdStore(popup.page);
    await expect(async () => {
      await popup.page.goto(extension.url('popup.html'));
      await expect(popup.rows.first()).toBeVisible();
      await popup.page.keyboard.type(last);
      // Until the store has first screens, the popup opens with every profile.
      await expect(popup.rows).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    await expect(popup.filter).toHaveValue(last);
    await popup.page.keyboard.press('Enter');
    await expect(popup.heading).toHaveText(active!);
    await expect(popup.page.getByText(words('popupNothingFoundHint'))).toHaveCount(0);
    await expect(popup.filter).toHaveAttribute('aria-expanded', 'false');

    await popup.page.evaluate(() => (globalThis as unknown as Held).releaseStore());
    await expect(popup.heading).toHaveText(last);
  },
);
