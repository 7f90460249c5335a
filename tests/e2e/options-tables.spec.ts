import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accountOf, connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';

test.use({ sandboxOptions: { profiles: 60 } });

const MAX_ROWS = 60;

/** Tabs through the table's first {@link MAX_ROWS} rows; returns the row numbers that had the focus, in order. */
async function walk(page: Page): Promise<number[]> {
  await page.locator('tbody tr[aria-rowindex] :is(a, button, input)').first().focus();
  const rows: number[] = [];
  for (let presses = 0; presses < 600; presses++) {
    const row = await page.evaluate(
      () => document.activeElement?.closest('tbody tr')?.getAttribute('aria-rowindex') ?? null,
    );
    if (row === null || rows.length === MAX_ROWS) break;
    if (rows.at(-1) !== Number(row)) rows.push(Number(row));
    await page.keyboard.press('Tab');
  }
  return rows;
}

for (const address of ['#/profiles', '#/tokens', '#/alerts?all=1', '#/team']) {
  test(`the keyboard walks through every row of ${address}, in order`, async ({ extension, sandbox }) => {
    test.slow();
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, address);
    const table = options.page.getByRole('table').first();
    await expect(table).toBeVisible();
    const count = async () => Number(await table.getAttribute('aria-rowcount')) - 1;
    let before = -1;
    // Lists over all profiles come in bit by bit.
    await expect
      .poll(
        async () => {
          const settled = before === (await count());
          before = await count();
          return settled;
        },
        { intervals: [3000] },
      )
      .toBe(true);
    const rows = await walk(options.page);
    const length = Math.min(MAX_ROWS, await count());
    expect(rows).toEqual(Array.from({ length }, (_, index) => index + 2));
  });
}

test('a number that is being edited keeps the focus and what was typed while the wheel turns', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const options = await OptionsPage.open(extension, '#/cost');
  await options.page.locator('a[href*="/cost/allocation/"]').first().click();
  const field = options.page.locator('tbody tr[aria-rowindex] input').first();
  await field.focus();
  const typed = await field.inputValue();
  await options.page.locator('.table-scroll').hover();
  await options.page.mouse.wheel(0, 1500);
  await expect
    .poll(() => options.page.locator('.table-scroll').evaluate((scroller) => scroller.scrollTop))
    .toBeGreaterThan(500);
  await expect(field).toBeFocused();
  expect(await field.inputValue()).toBe(typed);
});
