import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { expectAllStored } from './all-stored.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { Keyboard } from './pages/keyboard.ts';
import { PopupPage } from './pages/popup-page.ts';
import { BOTH, LONG } from './tags.ts';

/** Waits until every profile is stored, and the list is in its final order. */
async function expectAllRead(extension: Extension, popup: PopupPage, sandbox: Sandbox): Promise<void> {
  await expectAllStored(extension, sandbox, accountOf(sandbox, 'plain').profiles.length);
  await expect(popup.others).toContainText(/blocked.*near a limit/);
  await expect(popup.page.getByText('not loaded yet')).toHaveCount(0);
}

test(
  'one click on a row switches: card, badge and a second popup follow, and the switch outlives the browser',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    const second = await PopupPage.open(extension);
    await expect(popup.heading).toHaveText('Acme Farms');
    await expect(second.heading).toHaveText('Acme Farms');

    await popup.switchTo('Northwind Cold Chain');
    await expect(popup.heading).toHaveText('Northwind Cold Chain');
    await expect(second.heading).toHaveText('Northwind Cold Chain');
    await expect(popup.text('Northwind Cold Chain is now the active profile')).toBeVisible();
    await expect(await popup.find('Acme Farms')).toBeVisible();
    await expect.poll(async () => (await extension.badge()).text).toBe('83%');

    await extension.restartBrowser();
    const again = await PopupPage.open(extension);
    await expect(again.heading).toHaveText('Northwind Cold Chain');
  },
);

test('switches by keyboard alone, and back; also without a network', BOTH, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await expect(popup.others).toContainText('63 other profiles');
  await expect(popup.filter).toBeFocused();
  await extension.context.setOffline(true);

  await popup.page.keyboard.type('rivrside');
  await expect(popup.highlighted).toContainText('Riverside Utilities');
  await popup.page.keyboard.press('Enter');
  await expect(popup.heading).toHaveText('Riverside Utilities');
  await expect(popup.filter).toHaveValue('');

  await popup.page.keyboard.press('Alt+Backspace');
  await expect(popup.heading).toHaveText('Acme Farms');
  await popup.page.keyboard.press('Alt+Backspace');
  await expect(popup.heading).toHaveText('Riverside Utilities');
});

test('the keys move in the list, and the focus stays in the filter', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await expectAllRead(extension, popup, sandbox);
  const [first, second] = await popup.names();
  const { keyboard } = popup.page;

  await expect(popup.highlighted).toHaveCount(0);
  await keyboard.press('ArrowDown');
  await expect(popup.highlighted).toContainText(first!);
  await keyboard.press('ArrowDown');
  await expect(popup.highlighted).toContainText(second!);
  await keyboard.press('End');
  await expect(popup.highlighted).toHaveAttribute('aria-posinset', '63');
  await expect(popup.highlighted).toBeInViewport();
  await keyboard.press('ArrowDown');
  await expect(popup.highlighted).toContainText(first!);
  await keyboard.press('ArrowUp');
  await keyboard.press('Home');
  await expect(popup.highlighted).toContainText(first!);

  const id = await popup.filter.getAttribute('aria-activedescendant');
  await expect(popup.page.locator(`[id="${id}"]`)).toHaveAttribute('aria-selected', 'true');
  await expect(popup.filter).toBeFocused();

  // With the focus on a button, typing still filters, and the first character is not lost.
  await popup.button(words('popupCopyToken')).focus();
  await keyboard.type('demo');
  await expect(popup.filter).toHaveValue('demo');
  await expect(popup.highlighted).toContainText('Demo');
  await keyboard.press('Escape');
  await expect(popup.filter).toHaveValue('');
  await expect(popup.others).toContainText('63 other profiles');
});

test('filters by name, owner and id, forgives accents and slips, and says how many it found', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const popup = await PopupPage.open(extension);

  await popup.filter.fill('grèenh');
  await expect(popup.highlighted).toContainText('Greenhouse Iberia');
  await expect(popup.highlighted.locator('mark')).toHaveText('Greenh');
  await expect(popup.text(/found: Greenhouse Iberia/)).toBeAttached();

  // Two profiles have this name: each has a mark.
  await popup.filter.fill('sandbox');
  await expect(popup.rows).toHaveCount(2);
  await expect(popup.text('2 profiles found')).toBeAttached();
  const tags = await popup.rows.locator('.tag').allTextContents();
  expect(new Set(tags).size).toBe(2);

  const demo = account.profiles.find(({ name }) => name === 'Demo')!;
  await popup.filter.fill(demo.id);
  await expect(popup.highlighted).toContainText('Demo');

  await popup.filter.fill('qqqq');
  await expect(popup.rows).toHaveCount(0);
  await expect(popup.page.getByText('No profile matches “qqqq”').first()).toBeVisible();
  await popup.expectSound();

  // The active profile is found too.
  await popup.filter.fill('acme f');
  await expect(popup.highlighted).toContainText('active');
});

test(
  'in forced colors all texts of the highlighted row have its color',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expectAllRead(extension, popup, sandbox);
    await popup.page.emulateMedia({ forcedColors: 'active' });
    // One within its limits, whose percentage is paler otherwise.
    await popup.filter.fill('river');
    await expect(popup.highlighted.locator('mark')).toHaveText('River');
    await expect(popup.highlighted.locator('.row__value.level--ok')).toBeVisible();
    await popup.highlighted.hover();
    const colors = await popup.highlighted.evaluate((row) =>
      [row, ...row.querySelectorAll('.row__name *, .row__value, .row__value *, .row__tool')].map(
        (element) => getComputedStyle(element).color,
      ),
    );
    expect(new Set(colors).size).toBe(1);
  },
);

test('the card says which of two profiles of one name is active', LONG, async ({ extension, sandbox }) => {
  profileNamed(sandbox, 'Demo').name = 'Acme Farms';
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await popup.filter.fill('acme farms');
  const twin = popup.rows.filter({ hasText: /^(?!.*active)/ }).first();
  const id = (await twin.locator('.tag').last().textContent())!;
  await twin.click();
  await expect(popup.text(new RegExp(`^Acme Farms · .*${id} is now the active profile`))).toBeVisible();
  await expect(popup.card).toContainText(id);
});

test(
  'how many are blocked or near a limit lists those alone, by a press or by keyboard, until Escape or another one',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expectAllRead(extension, popup, sandbox);
    const all = await popup.others.textContent();
    const blocked = popup.button(/^\d+ blocked$/);
    const near = popup.button(/^\d+ near a limit$/);
    const [blockedCount, nearCount] = await Promise.all(
      [blocked, near].map(async (button) => Number.parseInt((await button.textContent())!, 10)),
    );

    await blocked.click();
    await expect(blocked).toHaveAttribute('aria-pressed', 'true');
    await expect(popup.rows).toHaveCount(blockedCount!);
    await expect(popup.rows.filter({ hasText: 'blocked' })).toHaveCount(blockedCount!);
    await expect(popup.text(/^\d+ profiles? found$/)).toBeAttached();
    await popup.expectSound();
    // A row says what to do, not only how full it is.
    await popup.page.keyboard.press('ArrowDown');
    await expect(popup.filter).toBeFocused();
    await expect(popup.highlighted).toHaveAttribute(
      'title',
      /limit reached — .+\. (Raise the limit|Only .+ can|This limit)/,
    );
    await popup.page.keyboard.press('Escape');
    await expect(popup.others).toHaveText(all!);
    await expect(blocked).toHaveAttribute('aria-pressed', 'false');

    // Tab leads from the filter past the card; Enter presses, and presses again.
    await new Keyboard(popup.page).press(near);
    await expect(popup.others).toContainText(`${nearCount} profile`);
    await expect(near).toBeFocused();
    await popup.page.keyboard.press('Enter');
    await expect(popup.others).toHaveText(all!);

    // What is typed searches all of them.
    await blocked.click();
    await popup.page.keyboard.type('demo');
    await expect(popup.highlighted).toContainText('Demo');
    await popup.page.keyboard.press('Escape');
    await expect(popup.others).toHaveText(all!);

    // Switching shows the whole list again.
    await blocked.click();
    await popup.rows.first().click();
    await expect(blocked).toHaveAttribute('aria-pressed', 'false');
  },
);

test('favourites are pinned by mouse and by keyboard, and stay', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await expectAllRead(extension, popup, sandbox);
  const demo = await popup.find('Demo');
  const place = () =>
    demo.evaluate((row) => {
      const { x, y, width } = row.querySelector('.row__name')!.getBoundingClientRect();
      return { x, width, inRow: y - row.getBoundingClientRect().y };
    });
  const before = await place();
  await demo.hover();
  await expect(demo.getByTitle(words('popupFavouriteAdd'))).toBeVisible();
  expect(await place(), 'the name, once the actions are there').toEqual(before);
  await demo.getByTitle(words('popupFavouriteAdd')).click();
  await expect(popup.text('Demo pinned')).toBeVisible();
  await expect(popup.heading).toHaveText('Acme Farms');
  await popup.filter.fill('');
  await expect.poll(async () => (await popup.names())[0]).toBe('Demo');

  await popup.filter.fill('riverside');
  await popup.page.keyboard.press('Control+d');
  await expect(popup.text('Riverside Utilities pinned')).toBeVisible();
  await popup.page.keyboard.press('Escape');
  const star = popup.button(words('popupFavourite'));
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'true');

  await popup.page.close();
  const again = await PopupPage.open(extension);
  await expect(again.row('Demo')).toBeVisible();
  await expect
    .poll(async () => (await again.names()).slice(0, 2).sort())
    .toEqual(['Demo', 'Riverside Utilities']);
  await expect(again.button(words('popupFavourite'))).toHaveAttribute('aria-pressed', 'true');
});

test(
  'a second press where a row was pinned, or switched to, does nothing to the row that took its place',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expectAllRead(extension, popup, sandbox);
    const third = (await popup.names())[2]!;
    const heading = await popup.heading.textContent();
    await popup.rows.nth(2).hover();
    await popup.rows.nth(2).getByTitle(words('popupFavouriteAdd')).click();
    await expect.poll(async () => (await popup.names())[0]).toBe(third);
    const names = await popup.names();
    const tools = popup.page.locator('.row__tools');
    await expect(tools).toHaveCount(0);
    await popup.page.mouse.down();
    await popup.page.mouse.up();
    await popup.rows.first().hover();
    await expect(tools).toHaveCount(1);
    expect(await popup.names()).toEqual(names);
    await expect(popup.heading).toHaveText(heading!);

    await popup.rows.nth(5).dblclick();
    await expect(popup.text(words('profileMadeActive', names[5]!))).toBeVisible();
    await expect.poll(() => popup.names()).not.toContain(names[5]);
    await expect(popup.heading).toHaveText(names[5]!);
  },
);

test(
  'copies the token of the active profile and of the highlighted row; the page never sees it',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);

    await popup.button(words('popupCopyToken')).click();
    await expect(popup.text(/^Copied “.+” \(.+\) of Acme Farms\.$/)).toBeVisible();

    await popup.filter.fill('northwind');
    await popup.page.keyboard.press('Control+c');
    await expect(popup.text(/^Copied “.+” \(.+\) of Northwind Cold Chain\.$/)).toBeVisible();

    const html = await popup.page.content();
    for (const token of sandbox.state.tokens) expect(html).not.toContain(token.token);
  },
);

test(
  'in a freshly opened popup, Enter switches nothing and Ctrl+C copies the active profile’s token',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expectAllRead(extension, popup, sandbox);
    await expect(popup.filter).toBeFocused();

    await popup.page.keyboard.press('Enter');
    await popup.page.keyboard.press('Control+c');
    await expect(popup.text(/ of Acme Farms\.$/)).toBeVisible();
    await expect(popup.heading).toHaveText('Acme Farms');

    await popup.page.keyboard.press('ArrowDown');
    const name = (await popup.highlighted.locator('.profile-name__text').textContent()) ?? '';
    await popup.page.keyboard.press('Control+c');
    await expect(popup.text(` of ${name}.`)).toBeVisible();
  },
);

test(
  'keys count by their meaning on the keyboard’s layout, not by their position',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expect(popup.rows.first()).toBeVisible();
    const press = (key: string, code: string) =>
      popup.filter.dispatchEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true });
    // Dvorak has J where QWERTY has C, and C where QWERTY has I; a Cyrillic layout has no Latin letters at all.
    await press('j', 'KeyC');
    await expect(popup.page.locator('.status--done')).toHaveCount(0);
    await press('c', 'KeyI');
    await expect(popup.text(/ of Acme Farms\.$/)).toBeVisible();
    await press('в', 'KeyD');
    await expect(popup.text('Acme Farms pinned')).toBeVisible();
  },
);

test(
  'a page zoomed to 200 % keeps the status and the highlighted row visible',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expect(popup.rows.first()).toBeVisible();
    // What is left of the browser's 800 × 600 px at most.
    await popup.page.setViewportSize({ width: 400, height: 300 });
    await popup.page.keyboard.press('End');
    await expect(popup.highlighted).toBeInViewport({ ratio: 1 });
    await popup.page.keyboard.press('Control+c');
    await expect(popup.page.locator('.status')).toBeInViewport({ ratio: 1 });
    await expect(popup.page.getByRole('button', { name: words('popupCopyToken') })).toBeInViewport({
      ratio: 1,
    });
    await expect(popup.highlighted).toBeInViewport({ ratio: 1 });
  },
);

test.describe('many profiles', () => {
  test.use({ sandboxOptions: { profiles: 300 } });

  test(
    'only the visible rows are in the page, and all rows can be reached by keys',
    LONG,
    async ({ extension, sandbox }) => {
      await connect(extension, accountOf(sandbox, 'plain'));
      const popup = await PopupPage.open(extension);
      await expect(popup.page.getByRole('heading', { name: '299 other profiles' })).toBeVisible();
      expect(await popup.rows.count()).toBeLessThan(40);

      await popup.page.keyboard.press('End');
      await expect(popup.highlighted).toHaveAttribute('aria-posinset', '299');
      await expect(popup.highlighted).toHaveAttribute('aria-setsize', '299');
      await expect(popup.highlighted).toBeInViewport();

      // Scrolled away, the highlighted row stays in the page for screen readers.
      await popup.page.getByRole('listbox').evaluate((list) => list.scrollTo(0, 0));
      await expect(popup.row('Greenhouse Iberia')).toBeInViewport();
      await expect(popup.highlighted).toHaveAttribute('aria-posinset', '299');
      await popup.page.keyboard.press('PageUp');
      await expect(popup.highlighted).toBeInViewport();
      await popup.expectSound();
    },
  );
});
