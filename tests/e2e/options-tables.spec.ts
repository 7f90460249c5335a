import type { Page } from '@playwright/test';
import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { expectAllStored } from './all-stored.ts';
import { words } from './english-words.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { costRoutes } from './pages/cost-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { LONG } from './tags.ts';

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

/** Returns how many rows a table has once it is complete: lists over all profiles grow while they are read. */
async function settledRows(page: Page): Promise<number> {
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();
  const incomplete = page.locator('.read-state');
  await expect(async () => {
    const rest = incomplete.getByRole('button', { name: words('readStateRead') });
    if (await rest.isVisible()) await rest.click({ timeout: 500 });
    await expect(incomplete).toHaveCount(0, { timeout: 2000 });
  }).toPass({ timeout: 60_000 });
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

/** Views of the same page are never adjacent in this list: changing the view keeps the scroll position. */
const tables = (sandbox: Sandbox) => [
  '#/',
  '#/profiles',
  '#/?view=forecast',
  '#/tokens',
  '#/?view=resources',
  '#/alerts?all=1',
  '#/team',
  '#/cost',
  '#/cost?view=services',
  '#/cost?view=customers',
  costRoutes.allocation(sandbox, 'input'),
];

test('Tab goes through every row of each table in order', LONG, async ({ extension, sandbox }) => {
  test.slow();
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const options = await OptionsPage.open(extension, '#/');
  // Rows are ordered by usage, and move while it is read.
  await expectAllStored(extension, sandbox, account.profiles.length, { timeout: 60_000 });
  await expect(options.page.getByText('not loaded yet')).toHaveCount(0, { timeout: 60_000 });
  for (const address of tables(sandbox)) {
    await test.step(address, async () => {
      await options.page.goto(extension.url(`options.html${address}`));
      const length = Math.min(MAX_ROWS, await settledRows(options.page));
      const walked = await walk(options.page);
      expect(walked).toEqual([...new Set(walked)].sort((a, b) => a - b));
      // The remaining rows, such as sums at the end and oneself in the team, have nothing to focus.
      for (let row = 2; row < length + 2; row++) {
        if (walked.includes(row)) continue;
        const left = options.page.locator(`tbody tr[aria-rowindex="${row}"]`);
        await expect(left).toBeVisible();
        await expect(left.locator(FOCUSABLE)).toHaveCount(0);
      }
    });
  }
});

/**
 * Scrolls a table without focusable rows by keyboard, a page at a time, from its first row to its last; returns the
 * rows that became visible, in order.
 */
async function scrollByKeys(page: Page): Promise<number[]> {
  const table = page.locator('.table-scroll').first();
  const last = Number(await table.getByRole('table').getAttribute('aria-rowcount'));
  await table.focus();
  const seen: number[] = [];
  for (let presses = 0; presses < 60 && seen.at(-1) !== last; presses++) {
    const inSight = await table.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return [...element.querySelectorAll('tbody tr[aria-rowindex]')]
        .filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > Math.max(0, box.top) && top < Math.min(innerHeight, box.bottom);
        })
        .map((row) => Number(row.getAttribute('aria-rowindex')));
    });
    seen.push(...inSight.filter((row) => row > (seen.at(-1) ?? 1)));
    await expect(table).toBeFocused();
    await page.keyboard.press('PageDown');
    // Keys scroll smoothly: the next rows are read once it has stopped.
    let before = -1;
    await expect
      .poll(async () => {
        const stands = before === (await table.evaluate((element) => element.scrollTop));
        before = await table.evaluate((element) => element.scrollTop);
        return stands;
      })
      .toBe(true);
  }
  return seen;
}

test(
  'tables are scrolled as a whole by keyboard: the history’s numbers and the audit log',
  LONG,
  async ({ extension, sandbox }) => {
    test.slow();
    const acme = profileNamed(sandbox, 'Acme Farms');
    for (let minutes = 0; minutes < 70; minutes++) {
      sandbox.state.audit.push({
        profile: acme.id,
        resourceName: 'device',
        resourceID: acme.id,
        message: `Event ${minutes}`,
        who: acme.account,
        date: new Date(sandbox.clock.now() - (minutes + 1) * 60_000).toISOString(),
      });
    }
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/usage?range=90d');
    const { page } = options;
    await page.getByText('Chart data', { exact: true }).click();
    const days = await settledRows(page);
    expect(days).toBeGreaterThanOrEqual(MAX_ROWS);
    expect(await scrollByKeys(page)).toEqual(Array.from({ length: days }, (_, index) => index + 2));

    await options.profile('Acme Farms', 'navActivity');
    await expect(options.row('Event 0')).toBeVisible();
    const events = await settledRows(page);
    expect(events).toBeGreaterThanOrEqual(MAX_ROWS);
    expect(await scrollByKeys(page)).toEqual(Array.from({ length: events }, (_, index) => index + 2));
  },
);

test(
  'a field that is being edited keeps its focus and text while the table is scrolled',
  LONG,
  async ({ extension, sandbox }) => {
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
  },
);

/** Scrolls a table down by some rows, and returns where it is then, in px. */
async function scrollDown(page: Page): Promise<number> {
  const table = page.locator('.table-scroll');
  await expect
    .poll(() => table.evaluate((element) => element.scrollHeight - element.clientHeight))
    .toBeGreaterThan(900);
  return table.evaluate((element) => {
    element.scrollTop = 900;
    return element.scrollTop;
  });
}

const scrollTop = (page: Page) => page.locator('.table-scroll').evaluate((element) => element.scrollTop);

test('a table begins at its first row when another tag is chosen', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  // All of them are without a tag, and have a letter in common.
  const { page } = await OptionsPage.open(extension, '#/profiles?tag=%23&q=a');
  await scrollDown(page);
  await page.getByRole('combobox', { name: words('profilesTag') }).selectOption({ value: '' });
  await expect.poll(() => scrollTop(page)).toBe(0);
});

test('Back shows the row that was left, and a link the first rows', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const options = await OptionsPage.open(extension, '#/profiles');
  const { page } = options;
  const left = await scrollDown(page);
  const row = page.locator('tbody tr[aria-rowindex="30"]');
  await row.getByRole('rowheader').getByRole('link').first().click();
  await expect(options.heading).not.toHaveText('Profiles');
  await page.goBack();
  await expect(options.heading).toHaveText('Profiles');
  await expect.poll(() => scrollTop(page)).toBe(left);
  await expect(row).toBeInViewport();
  await options.go(words('navTokens'));
  await options.go(words('navProfiles'));
  await expect.poll(() => scrollTop(page)).toBe(0);
});
