import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { LONG } from './long.ts';
import { accountOf, connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';

test.use({ sandboxOptions: { profiles: 60 } });

const MAX_ROWS = 60;
const FOCUSABLE = ':is(a, button, input, select)';

/** Tabs through the table's first {@link MAX_ROWS} rows; returns the row numbers that had the focus, in order. */
async function walk(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const rows: (string | null)[] = [];
    const note = ({ target }: FocusEvent) => {
      const row = (target as Element).closest('tbody tr')?.getAttribute('aria-rowindex') ?? null;
      if (rows.at(-1) !== row) rows.push(row);
    };
    addEventListener('focusin', note);
    addEventListener('hashchange', () => removeEventListener('focusin', note), { once: true });
    Object.assign(window, { rows });
  });
  await page.locator(`tbody tr[aria-rowindex] ${FOCUSABLE}`).first().focus();
  for (let presses = 0; presses < MAX_ROWS * 12; presses++) {
    await page.keyboard.press('Tab');
    if (presses % 20 !== 19) continue;
    const rows = await page.evaluate(() => (window as unknown as { rows: (string | null)[] }).rows);
    if (rows.includes(null) || rows.length > MAX_ROWS) break;
  }
  const rows = await page.evaluate(() => (window as unknown as { rows: (string | null)[] }).rows);
  const end = rows.indexOf(null);
  return rows.slice(0, end === -1 ? MAX_ROWS : Math.min(end, MAX_ROWS)).map(Number);
}

/** How many rows a table has, once it doesn't change any more: lists over all profiles come in bit by bit. */
async function settledRows(page: Page): Promise<number> {
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();
  const count = async () => Number(await table.getAttribute('aria-rowcount')) - 1;
  let before = -1;
  await expect
    .poll(
      async () => {
        const settled = before === (await count());
        before = await count();
        return settled;
      },
      { intervals: [300, 900], timeout: 30_000 },
    )
    .toBe(true);
  return before;
}

const TABLES = [
  '#/',
  '#/profiles',
  '#/tokens',
  '#/alerts?all=1',
  '#/team',
  '#/overview?view=forecast',
  '#/overview?view=resources',
  '#/cost',
];

test('the keyboard walks through every row of each table, in order', LONG, async ({ extension, sandbox }) => {
  test.slow();
  await connect(extension, accountOf(sandbox, 'plain'));
  const options = await OptionsPage.open(extension, '#/');
  // Rows stand in order of their numbers, and move while these come in.
  await expect
    .poll(() => sandbox.requests.count({ route: '/profile/:id/summary', status: 200 }), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(MAX_ROWS);
  for (const address of TABLES) {
    await test.step(address, async () => {
      await options.page.goto(extension.url(`options.html${address}`));
      const length = Math.min(MAX_ROWS, await settledRows(options.page));
      const walked = await walk(options.page);
      expect(walked).toEqual(walked.map((_, index) => index + 2));
      // What is left has nothing to press: the sums at the end.
      for (let row = walked.length + 2; row < length + 2; row++) {
        const left = options.page.locator(`tbody tr[aria-rowindex="${row}"]`);
        await expect(left).toBeVisible();
        await expect(left.locator(FOCUSABLE)).toHaveCount(0);
      }
    });
  }
});

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
