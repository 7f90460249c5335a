import type { Locator } from '@playwright/test';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { LONG, LONG_IN_BOTH } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const namesIn = (rows: Locator) => rows.locator('.profile-cell__name').allTextContents();

/** Opens the table of profiles in the person's own order; returns the names as they were sorted before. */
async function openOwnOrder(extension: Extension): Promise<{ options: OptionsPage; byName: string[] }> {
  const options = await OptionsPage.open(extension, '#/profiles');
  await expect(options.row('Demo')).toBeVisible();
  const byName = await namesIn(options.rows);
  await options.button('My order').click();
  await expect(options.page).toHaveURL(/sort=custom/);
  return { options, byName };
}

test(
  'profiles are moved by button and by key; list and popup keep the order, pinned ones first',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    test.setTimeout(300_000);
    await connect(extension, accountOf(sandbox, 'plain'));
    const { options, byName } = await openOwnOrder(extension);
    await expectAccessible(options.page, 'own order');

    // Moves the second one to the top: one press, its new place is announced, and the button keeps the focus.
    const [first, second, third] = byName as [string, string, string];
    const up = options.button(`Move ${second} up`);
    await up.press('Enter');
    await expect(options.text(`${second} is now 1 of ${byName.length}.`)).toBeVisible();
    await expect.poll(() => namesIn(options.rows)).toEqual([second, first, ...byName.slice(2)]);
    await expect(up).toBeFocused();
    await expect(up).toHaveAttribute('aria-disabled', 'true');

    // Moves the last one before the second.
    const last = byName.at(-1)!;
    for (let place = byName.length - 1; place >= 2; place--) {
      await options.button(`Move ${last} up`).press('Enter');
      await expect(options.text(`${last} is now ${place} of ${byName.length}.`)).toBeVisible();
      // The next press is relative to what the table shows.
      await expect.poll(async () => (await namesIn(options.rows)).indexOf(last)).toBe(place - 1);
    }
    const wanted = [second, last, first, ...byName.slice(2, -1)];
    expect(await namesIn(options.rows)).toEqual(wanted);

    // From now on the list and the popup have this order.
    await options.page.goto(extension.url('options.html#/overview'));
    await options.go('Profiles');
    await expect.poll(() => namesIn(options.rows)).toEqual(wanted);
    const popup = await PopupPage.open(extension);
    const active = await popup.heading.textContent();
    const others = wanted.filter((name) => name !== active);
    await expect.poll(() => popup.names()).toEqual(others);

    // In the popup, the highlighted row is moved by keys, and a row by the buttons under the pointer.
    await popup.page.bringToFront();
    await popup.filter.press('ArrowDown');
    await popup.filter.press('Alt+ArrowDown');
    const count = others.length;
    await expect(popup.text(words('profilesMoved', others[0]!, 2, count))).toBeVisible();
    await expect(popup.highlighted).toContainText(others[0]!);
    await expect.poll(() => popup.names()).toEqual([others[1], others[0], ...others.slice(2)]);
    await popup.filter.press('Alt+ArrowUp');
    await expect.poll(() => popup.names()).toEqual(others);
    await popup.filter.press('Alt+ArrowUp');
    await expect(popup.text(words('profilesMoved', others[0]!, 1, count))).toBeVisible();
    await popup.rows.last().hover();
    await popup.page.getByTitle(words('connectionMoveUp', others.at(-1)!)).click();
    // It has a namesake.
    await expect(popup.text(new RegExp(`${others.at(-1)} .+ is now ${count - 1} of ${count}`))).toBeVisible();
    const swapped = [...others.slice(0, -2), others.at(-1)!, others.at(-2)!];
    await expect.poll(() => popup.names()).toEqual(swapped);
    await expect
      .poll(async () => (await namesIn(options.rows)).filter((name) => name !== active))
      .toEqual(swapped);
    await popup.filter.fill('a');
    await popup.filter.press('Alt+ArrowDown');
    await expect(popup.text(words('popupMoveFiltered'))).toBeVisible();
    await popup.filter.fill('');
    await options.page.bringToFront();

    // A pinned one comes before all that were moved, and can't be moved among them.
    await options
      .row(third)
      .getByRole('button', { name: words('profilesFavourite', third) })
      .click();
    await expect.poll(async () => (await namesIn(options.rows))[0]).toBe(third);
    await expect(options.button(`Move ${third} down`)).toHaveAttribute('aria-disabled', 'true');
    if (third !== active) await expect.poll(async () => (await popup.names())[0]).toBe(third);

    await options.button('Use the automatic order…').click();
    await options.dialog.getByRole('button', { name: 'Remove my order' }).click();
    await expect(options.text('Profiles are in the automatic order.')).toBeVisible();
    await options.go('Profiles');
    await expect(options.button('Use the automatic order…')).toHaveCount(0);
    await popup.page.bringToFront();
    await popup.filter.press('ArrowDown');
    await popup.filter.press('Alt+ArrowDown');
    await expect(popup.text(words('popupMoveAutomatic'))).toBeVisible();
    await popup.button(words('popupMoveArrange')).click();
    await expect(options.page).toHaveURL(/#\/profiles\?sort=custom$/);
  },
);

test('a profile is moved by dragging its handle', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const { options, byName } = await openOwnOrder(extension);
  const last = byName.at(-1)!;
  await options
    .row(last)
    .locator('.drag-handle')
    .dragTo(options.row(byName[0]!), { targetPosition: { x: 60, y: 4 } });
  await expect(options.text(`${last} is now 1 of ${byName.length}.`)).toBeVisible();
  await expect.poll(() => namesIn(options.rows)).toEqual([last, ...byName.slice(0, -1)]);
});

test(
  'a tag is checked, filters and groups the list, and the popup finds it',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    test.setTimeout(300_000);
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/profiles');
    const setTag = async (name: string, tag: string) => {
      await options.profile(name, 'profileTabMore');
      await options.page.getByLabel('Tag').fill(tag);
      await options.button('Save tag').click();
    };
    await setTag('Demo', 'x'.repeat(25));
    await expect(options.page.getByLabel('Tag')).toHaveAccessibleDescription(/at most 24 characters/);
    await expect(options.page.getByLabel('Tag')).toHaveValue('x'.repeat(25));
    await options.page.getByLabel('Tag').fill(' #Customer  A ');
    await options.page.keyboard.press('Enter');
    await expect(options.text('Demo has the tag “Customer A”.')).toBeVisible();
    await setTag('Acme Farms', 'customer a');
    await expect(options.text('Acme Farms has the tag “customer a”.')).toBeVisible();

    await options.go('Profiles');
    await expect(options.row('Demo')).toContainText('#Customer A');
    const tagFilter = options.page.getByRole('combobox', { name: 'Tag' });
    await tagFilter.selectOption({ index: 1 });
    await expect.poll(() => namesIn(options.rows)).toEqual(['Acme Farms', 'Demo']);
    await tagFilter.selectOption({ label: 'No tag (6)' });
    await expect(options.row('Demo')).toHaveCount(0);
    await tagFilter.selectOption({ label: 'All' });
    await options.page.getByLabel('Group by tag').check();
    const heads = options.page.locator('.profiles-group th');
    await expect(heads).toHaveText([/^#customer a 2$/i, 'No tag 6']);
    await expectAccessible(options.page, 'groups by tag');

    // A press on the tag filters by it, in the list, in the overview and in the popup.
    await options.page.getByLabel('Group by tag').uncheck();
    await options.row('Demo').getByRole('button', { name: '#Customer A' }).click();
    await expect.poll(() => namesIn(options.rows)).toEqual(['Acme Farms', 'Demo']);
    await options.go('Overview');
    await options.row('Demo').getByRole('button', { name: '#Customer A' }).click();
    await expect(options.page.getByRole('searchbox')).toHaveValue('#Customer A');
    await expect.poll(async () => (await namesIn(options.rows)).sort()).toEqual(['Acme Farms', 'Demo']);
    await expectAccessible(options.page, 'the overview with tags');

    const popup = await PopupPage.open(extension);
    await popup.row('Demo').getByText('#Customer A').click();
    await expect(popup.filter).toHaveValue('#Customer A');
    await expect(popup.filter).toBeFocused();
    await expect.poll(async () => (await popup.names()).sort()).toEqual(['Acme Farms', 'Demo']);
    await popup.expectSound();
    await popup.filter.fill('#cust');
    await expect.poll(async () => (await popup.names()).sort()).toEqual(['Acme Farms', 'Demo']);
    await popup.filter.fill('customer a');
    await expect.poll(async () => (await popup.names()).slice(0, 2).sort()).toEqual(['Acme Farms', 'Demo']);
  },
);

test(
  'a profile seen through two accounts is one, used through its owner’s',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    const ines = accountOf(sandbox, 'plain');
    const marta = accountOf(sandbox, 'shares');
    const shared = ines.profiles.filter((profile) => profile.shared);
    const all = new Set([...ines.profiles, ...marta.profiles].map(({ id }) => id));
    expect(shared.length).toBeGreaterThan(0);
    await connect(extension, ines);
    const options = await OptionsPage.open(extension, '#/profiles');
    await expect(options.page.getByText(`${ines.profiles.length} profiles`).first()).toBeVisible();
    await connect(extension, marta);
    await expect(options.page.getByText(`${all.size} profiles`).first()).toBeVisible();

    // A profile with a unique name.
    const { name } = shared.find((profile) => profile.name === 'Tallinn Metering')!;
    const link = options.page.getByRole('link', { name, exact: true });
    await options.find(name);
    await expect(link).toHaveCount(1);
    await expect(options.rows.filter({ has: link })).toContainText(marta.name);
    await options.page.getByRole('searchbox').fill('');
    await options.go('Overview');
    await expect(options.page.getByText(`${all.size} profiles`).first()).toBeVisible();
    await options.find(name);
    await expect(link).toHaveCount(1);

    await options.profile(name);
    const seenBy = options.page.locator('.seen-by li');
    await expect(seenBy).toHaveText([
      `${marta.email} owner, used for everything here`,
      `${ines.email} shared with it Leave as ${ines.email}…`,
    ]);
    await expect(options.button('Rename')).toBeVisible();
    await expectAccessible(options.page, 'a profile of two accounts');
  },
);
