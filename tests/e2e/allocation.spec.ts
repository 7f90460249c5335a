import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { CostPage, costRoutes } from './pages/cost-page.ts';
import { BOTH, LONG, LONG_IN_BOTH } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const saves = { method: 'POST', route: '/account/allocation' } as const;

test(
  'limits are typed or set by slider, never above the account’s limit, and saved and undone by one request each',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const editor = await CostPage.open(extension, costRoutes.allocation(sandbox, 'input'));
    const { page } = editor;
    const acme = page.getByRole('textbox', { name: 'Limit for Acme Farms' });
    const demo = page.getByRole('slider', { name: 'Limit for Demo (slider)' });
    await expect(
      editor.text('2,350,000 of 3,000,000 variables allocated, 650,000 variables unallocated.'),
    ).toBeVisible();
    await acme.fill('1,000,001');
    await expect(editor.text('1 variable over the account’s limit of 3,000,000 variables.')).toBeVisible();
    await expect(editor.button('Save')).toBeDisabled();
    await acme.fill('900000');
    await acme.blur();
    await expect(acme).toHaveValue('900,000');
    await expect(editor.text('100,000 variables unallocated.')).toBeVisible();

    // By keyboard; the slider ends at what is free.
    await demo.focus();
    await page.keyboard.press('ArrowRight');
    await expect(demo).toHaveValue('20000');
    await page.keyboard.press('End');
    await expect(demo).toHaveValue('100000');
    await expect(page.getByRole('textbox', { name: 'Limit for Demo' })).toHaveValue('100,000');
    await expect(editor.text('Fully allocated: 3,000,000 variables.')).toBeVisible();
    await expect(editor.text('2 changes')).toBeVisible();
    await expectAccessible(page, 'the allocation editor');

    // A reload keeps what was typed.
    await page.reload();
    await expect(acme).toHaveValue('900,000');
    sandbox.requests.clear();
    await editor.button('Save').click();
    await expect(editor.text('Limits saved.')).toBeVisible();
    expect(sandbox.requests.count(saves)).toBe(1);
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(900_000);
    expect(profileNamed(sandbox, 'Demo').allocation.input).toBe(100_000);
    await expect(editor.text('No changes yet.')).toBeVisible();

    await editor.button('Undo the last save').click();
    await expect(editor.text('Previous limits restored.')).toBeVisible();
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(350_000);
    expect(profileNamed(sandbox, 'Demo').allocation.input).toBe(0);
    expect(sandbox.requests.count(saves)).toBe(2);
    await expect(editor.button('Undo the last save')).toHaveCount(0);
  },
);

test(
  'a limit that is no number stays as it was typed, and nothing is saved until it is corrected',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const editor = await CostPage.open(extension, costRoutes.allocation(sandbox, 'input'));
    const { page } = editor;
    const acme = page.getByRole('textbox', { name: 'Limit for Acme Farms' });
    const before = profileNamed(sandbox, 'Acme Farms').allocation.input;
    await acme.fill('');
    // Each key on its own: “5”, “50” and “500” are numbers.
    await acme.pressSequentially('500k');
    const problem = editor.text('Acme Farms · Data input: enter a whole number instead of “500k”.');
    await expect(problem).toBeVisible();
    await expect(editor.button('Save')).toBeDisabled();
    await page.getByRole('textbox', { name: 'Limit for Demo' }).fill('1000');
    await expect(editor.text('1 change')).toBeVisible();
    await expect(editor.button('Save')).toBeDisabled();
    await page.reload();
    await expect(acme).toHaveValue('500k');
    await expectAccessible(page, 'the allocation editor with a text that is no number');

    await page.getByRole('button', { name: 'Undo: Acme Farms' }).click();
    await expect(acme).toHaveValue('350,000');
    await expect(problem).toHaveCount(0);
    await editor.button('Save').click();
    await expect(editor.text('Limits saved.')).toBeVisible();
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(before);
    expect(profileNamed(sandbox, 'Demo').allocation.input).toBe(1000);
  },
);

test(
  'the bar at the bottom neither covers what has the focus, nor is covered when limits were saved',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const editor = await CostPage.open(extension, costRoutes.allocation(sandbox, 'input'));
    const { page } = editor;
    await page.setViewportSize({ width: 1000, height: 560 });
    await page.getByRole('textbox', { name: 'Limit for Acme Farms' }).fill('900,000');
    // Of the whole table, which is focusable too, any part may be covered.
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement!;
        const { left, width, bottom } = element.getBoundingClientRect();
        const onTop = document.elementFromPoint(left + width / 2, bottom - 2);
        return {
          text: element.textContent,
          isCovered: element.matches('a, button, input') && !element.contains(onTop),
        };
      });
    let stop = await focused();
    while (stop.text !== 'Save') {
      await page.keyboard.press('Tab');
      stop = await focused();
      expect(stop.isCovered).toBe(false);
    }
    await page.keyboard.press('Enter');
    await expect(editor.text('Limits saved.')).toBeVisible();
    await editor.button('Undo the last save').click({ trial: true });
  },
);

test(
  'limits are distributed evenly, by usage, and the rest, never above the account’s limit',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const editor = await CostPage.open(extension, costRoutes.allocation(sandbox, 'input'));
    const { page } = editor;
    const limits = async () => {
      const fields = await page.getByRole('textbox', { name: /^Limit for/ }).all();
      const texts = await Promise.all(fields.map((field) => field.inputValue()));
      return texts.map((text) => Number(text.replaceAll(',', '')));
    };
    await editor.button('Split evenly').click();
    expect(await limits()).toEqual(new Array(6).fill(500_000));
    // One of them uses 664,000.
    await expect(editor.row('Northwind Cold Chain')).toContainText('full');
    await expect(page.getByText('1 limit is at or below current usage.')).toBeVisible();

    await editor.button('Split by usage').click();
    const byUse = await limits();
    expect(byUse.reduce((sum, limit) => sum + limit, 0)).toBe(3_000_000);
    expect(byUse.every((limit) => limit > 0)).toBe(true);
    await expect(page.getByText('at or below current usage')).toHaveCount(0);

    await page.getByRole('textbox', { name: 'Limit for Demo' }).fill('0');
    const addAll = page.getByRole('button', { name: 'Add all unallocated Riverside Utilities' });
    await addAll.press('Enter');
    await expect(editor.text('Fully allocated: 3,000,000 variables.')).toBeVisible();
    // Its own press left nothing to add.
    await expect(addAll).toBeDisabled();
    await expect(addAll).toBeFocused();
    const limit = page.getByRole('textbox', { name: 'Limit for Riverside Utilities' });
    await limit.focus();
    await page.getByRole('button', { name: 'Undo: Riverside Utilities' }).click();
    await expect(limit).toHaveValue('700,000');
    // The pressed button is gone.
    await expect(limit).toBeFocused();
    await editor.button('Discard this service’s changes').click();
    await expect(editor.text('No changes yet.')).toBeVisible();

    await editor.button('Distribute unallocated').press('Enter');
    await expect(editor.button('Distribute unallocated')).toBeFocused();
    const rest = await limits();
    expect(rest.reduce((sum, limit) => sum + limit, 0)).toBe(3_000_000);
    await page.getByRole('link', { name: /^SMS/ }).click();
    await expect(editor.text('5 changes')).toBeVisible();
    await page.getByRole('link', { name: /^SMS/ }).focus();
    await editor.button('Discard all changes').click();
    await expect(editor.text('No changes yet.')).toBeVisible();
    await expect(page.getByRole('link', { name: /^SMS/ })).toBeFocused();
    expect(sandbox.requests.count(saves)).toBe(0);
  },
);

test(
  'a limit below current usage is confirmed first, since it blocks at once',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const editor = await CostPage.open(extension, costRoutes.allocation(sandbox, 'input'));
    await editor.page.getByRole('textbox', { name: 'Limit for Acme Farms' }).fill('1000');
    await expect(editor.page.getByText('1 limit is at or below current usage.')).toBeVisible();
    await editor.button('Save').click();
    await expect(editor.dialog).toContainText('Block 1 service now?');
    await expect(editor.dialog).toContainText('Acme Farms · Data input');
    await expectAccessible(editor.page, 'blocking at once');
    await editor.dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(sandbox.requests.count(saves)).toBe(0);
    await editor.button('Save').click();
    await editor.dialog.getByRole('button', { name: 'Save anyway' }).click();
    await expect(editor.text('Limits saved.')).toBeVisible();
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(1000);

    // Undoing a raise lowers it again.
    await editor.page.getByRole('textbox', { name: 'Limit for Acme Farms' }).fill('350000');
    await editor.button('Save').click();
    await expect.poll(() => profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(350_000);
    await editor.button('Undo the last save').click();
    await expect(editor.dialog).toContainText('Block 1 service now?');
    await expect(editor.dialog).toContainText('Acme Farms · Data input');
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(350_000);
    await editor.dialog.getByRole('button', { name: 'Undo anyway' }).click();
    await expect(editor.text('Previous limits restored.')).toBeVisible();
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(1000);
  },
);

test(
  'a refusal, a lost response and a change made elsewhere are shown, and overwrite nothing',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const editor = await CostPage.open(extension, costRoutes.allocation(sandbox, 'input'));
    const { page } = editor;
    const acme = page.getByRole('textbox', { name: 'Limit for Acme Farms' });
    await acme.fill('900000');
    // Meanwhile somebody allocates the rest in the console.
    profileNamed(sandbox, 'Demo').allocation.input = 650_000;
    await editor.button('Save').click();
    await expect(page.getByRole('alert')).toContainText('These limits add up to more than the account has.');
    await expect(page.getByRole('textbox', { name: 'Limit for Demo' })).toHaveValue('650,000');
    await expect(acme).toHaveValue('900,000');
    await expect(editor.button('Save')).toBeDisabled();
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(350_000);

    // The change was made although its response is lost: the page shows it as saved.
    await acme.fill('340000');
    sandbox.faults.add({
      kind: 'cut',
      how: 'reset',
      after: true,
      path: '/account/allocation',
      method: 'POST',
      times: 1,
    });
    await editor.button('Save').click();
    await expect(editor.text('Limits saved.')).toBeVisible();
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(340_000);
    expect(profileNamed(sandbox, 'Demo').allocation.input).toBe(650_000);

    // Somebody changes it again, so it can no longer be undone.
    profileNamed(sandbox, 'Acme Farms').allocation.input = 345_000;
    await editor.button('Refresh').click();
    await expect(acme).toHaveValue('345,000');
    await expect(editor.button('Undo the last save')).toHaveCount(0);

    // Somebody changes it while a value is typed: both are shown, and the person chooses.
    await acme.fill('330000');
    profileNamed(sandbox, 'Acme Farms').allocation.input = 320_000;
    await editor.button('Save').click();
    await expect(page.getByRole('alert')).toContainText(
      'was 345,000 when you typed, now 320,000; yours is 330,000',
    );
    await expectAccessible(page, 'limits changed elsewhere');
    expect(profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(320_000);
    await editor.button('Keep theirs').click();
    await expect(acme).toHaveValue('320,000');
    await acme.fill('335000');
    profileNamed(sandbox, 'Acme Farms').allocation.input = 325_000;
    await editor.button('Save').click();
    await editor.button('Use mine').click();
    await editor.button('Save').click();
    await expect(editor.text('Limits saved.')).toBeVisible();
    await expect.poll(() => profileNamed(sandbox, 'Acme Farms').allocation.input).toBe(335_000);
  },
);
