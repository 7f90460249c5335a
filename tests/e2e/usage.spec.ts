import type { Locator, Page } from '@playwright/test';
import { DAY_MS } from '../../lib/domain/time.ts';
import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { Profile } from '../sandbox/state.ts';
import { setUsage, usedAt } from '../sandbox/usage-model.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, test } from './fixtures.ts';
import { connect, connectInAnyLanguage } from './pages/connect-page.ts';
import { expectNoOverflow } from './pages/options-page.ts';
import { LONG } from './tags.ts';
import { fireAlarm } from './time.ts';

test.use({ sandboxOptions: { limits: { scale: 'off' } } });

const STATISTICS = '/profile/:id/statistics';

const names = (page: Page): Locator => page.locator('tbody tr[data-key] .profile-cell__name');
const row = (page: Page, name: string): Locator =>
  page.locator('tbody tr[data-key]').filter({ hasText: name });
const view = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: words('usageViews') })
    .getByRole('link', { name })
    .click();

async function download(extension: Extension, page: Page, button: string): Promise<string> {
  const { text } = await extension.download(page, () => page.getByRole('button', { name: button }).click());
  return text;
}

/** Sets a limit that is reached well before the month ends at the rate of the last weeks. */
function nearlyFull(sandbox: Sandbox, name: string): Profile {
  const profile = profileNamed(sandbox, name);
  const now = Date.now();
  const date = new Date(now);
  const left = (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - now) / DAY_MS;
  const used = usedAt(profile, 'input', now);
  const perDay = profile.rates.input * 24 * 0.87;
  profile.allocation.input = Math.ceil(used + perDay * Math.min(0.4, left / 4));
  setUsage(profile, 'input', used, now);
  return profile;
}

test.describe('the matrix', () => {
  test(
    'is ordered by level, filtered by level and name, and sorted by column',
    LONG,
    async ({ extension, sandbox }) => {
      await connect(extension, accountOf(sandbox, 'plain'));
      const page = await extension.options('#/overview');
      await expect
        .poll(async () => (await names(page).allTextContents()).slice(0, 3))
        .toEqual(['Greenhouse Iberia', 'Acme Farms', 'Northwind Cold Chain']);
      // Text, shape, and a word for screen readers.
      const full = row(page, 'Greenhouse Iberia').locator('.level--blocked');
      await expect(full).toContainText('100%');
      await expect(full).toContainText('blocked');
      await expect(full.locator('svg')).toHaveCount(1);

      await page.getByLabel('Show', { exact: true }).selectOption('At 80% or more');
      await expect(names(page)).toHaveCount(3);
      await page.getByLabel('Show', { exact: true }).selectOption('With a full service');
      await expect(names(page)).toHaveText(['Greenhouse Iberia']);
      // The filter is kept in the address, and in the other views.
      await page.reload();
      await expect(names(page)).toHaveText(['Greenhouse Iberia']);
      const shown = page.getByLabel('Show', { exact: true });
      for (const other of ['usageViewForecast', 'usageViewResources', 'usageViewServices'] as const) {
        await view(page, words(other));
        await expect(page.getByRole('link', { name: words(other) })).toHaveAttribute('aria-current', 'page');
        await expect(shown).toHaveValue('blocked');
      }
      await expect(names(page)).toHaveText(['Greenhouse Iberia']);
      await page.getByLabel('Show', { exact: true }).selectOption('All profiles');

      await page.getByRole('button', { name: 'End users' }).click();
      await expect(names(page).first()).toHaveText('Riverside Utilities');
      await page.getByRole('searchbox').fill('nrthwind');
      await expect(names(page)).toHaveText(['Northwind Cold Chain']);
      await page.getByRole('searchbox').fill('');

      await row(page, 'Acme Farms').getByRole('link').click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
      await expect(page).toHaveURL(/\/overview$/);
    },
  );

  test(
    'begins with the blocked profile that the summary names, which leads to the others',
    LONG,
    async ({ extension, sandbox }) => {
      const riverside = profileNamed(sandbox, 'Riverside Utilities');
      setUsage(riverside, 'analysis', riverside.allocation.analysis * 1.5, Date.now());
      await connect(extension, accountOf(sandbox, 'plain'));
      const page = await extension.options('#/overview');
      const card = page.getByRole('listitem').filter({ hasText: words('overviewBlocked') });
      await expect(card).toContainText('2 profiles');
      const named = (await card.getByRole('link').first().textContent()) ?? '';
      await expect(names(page).first()).toHaveText(named);
      await card.getByRole('link', { name: 'and 1 more' }).click();
      await expect(names(page)).toHaveCount(2);
      await expect(names(page).first()).toHaveText(named);
      await expect(page.getByLabel('Show', { exact: true })).toHaveValue('blocked');
    },
  );

  test('counts resources against the plan’s limits', LONG, async ({ extension, sandbox }) => {
    const riverside = profileNamed(sandbox, 'Riverside Utilities');
    Object.assign(riverside.amounts, { networks: 9, connectors: 50 });
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/overview?view=resources');
    await expect(names(page).first()).toHaveText('Riverside Utilities');
    const cells = row(page, 'Riverside Utilities').getByRole('cell');
    await expect(cells.filter({ hasText: /^50 \/ 50/ })).toContainText('blocked');
    await expect(cells.filter({ hasText: /^9 \/ 10\b(?!K)/ })).toContainText('high');
    await expect(cells.first()).toHaveText(`${riverside.amounts.device} / 10K`);
  });

  test(
    'is exported as CSV and JSON, with every number and without a secret or a formula',
    LONG,
    async ({ extension, sandbox }) => {
      profileNamed(sandbox, 'Demo').name = '=HYPERLINK("https://evil.example","Demo")';
      const account = accountOf(sandbox, 'plain');
      await connect(extension, account);
      const page = await extension.options('#/overview');
      await expect(names(page)).toHaveCount(8);

      const csv = await download(extension, page, 'Export CSV');
      expect(csv).toMatch(/^\uFEFFProfile,/);
      expect(csv).toMatch(
        /Acme Farms,[0-9a-f]{24},ines@acme\.example,.*,Data input,\d+,350000,variables,94,high,2/,
      );
      expect(csv).toContain(`"'=HYPERLINK(""https`);
      expect(csv.split('\r\n').filter((line) => line.startsWith('Acme Farms'))).toHaveLength(10);
      // Dashboard output has the plan's limit, which no summary returns.
      expect(csv).toMatch(/Acme Farms,.*,Dashboard output,\d+,50000000,registers,/);

      const json = await download(extension, page, 'Export JSON');
      const rows: Record<string, unknown>[] = JSON.parse(json);
      const input = rows.find((one) => one.profile === 'Acme Farms' && one.service === 'input');
      expect(input).toMatchObject({ limit: 350_000, percent: 94, level: 'high' });
      for (const text of [csv, json]) {
        for (const secret of [
          account.token ?? '',
          ...Object.values(account.tokens ?? {}),
          account.password,
        ]) {
          expect(text).not.toContain(secret);
        }
      }
    },
  );

  test.describe('of many profiles', () => {
    test.use({ sandboxOptions: { profiles: 300, limits: { scale: 'off' } } });
    test('keeps few rows in the document while it scrolls', LONG, async ({ extension, sandbox }) => {
      await connect(extension, accountOf(sandbox, 'plain'));
      const page = await extension.options('#/overview');
      await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '301');
      const most = await page.locator('.table-scroll').evaluate(async (scroller) => {
        let rows = 0;
        for (let stop = 0; stop <= 10; stop += 1) {
          scroller.scrollTop = (scroller.scrollHeight * stop) / 10;
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          rows = Math.max(rows, scroller.querySelectorAll('tbody tr[data-key]').length);
        }
        return rows;
      });
      expect(most).toBeGreaterThan(5);
      expect(most).toBeLessThan(60);
    });
  });
});

test.describe('the forecast', () => {
  test(
    'shows for all profiles which service is full first, and when',
    LONG,
    async ({ extension, sandbox }) => {
      nearlyFull(sandbox, 'Riverside Utilities');
      await connect(extension, accountOf(sandbox, 'plain'));
      await fireAlarm(extension, 'history');
      await expect.poll(() => sandbox.requests.count({ route: STATISTICS, status: 200 })).toBe(8);

      const page = await extension.options('#/overview?view=forecast');
      await expect(names(page).first()).toHaveText('Greenhouse Iberia');
      const riverside = row(page, 'Riverside Utilities');
      await expect(riverside).toContainText(/(within a day|in about \d+ days?)\s*Data input/);
      await expect(riverside).toContainText(/\d days?/);
      await expect
        .poll(async () => (await names(page).allTextContents()).slice(0, 3))
        .toContain('Riverside Utilities');
      await expect(row(page, 'Demo')).toContainText('no forecast yet');

      const rows: { profile: string; service: string; forecast?: { fullAt: string; basis: string } }[] =
        JSON.parse(await download(extension, page, 'Export JSON'));
      const input = rows.find((one) => one.profile === 'Riverside Utilities' && one.service === 'input');
      expect(input?.forecast?.basis).toBe('history');
      expect(Math.abs(Date.parse(input?.forecast?.fullAt ?? '') - Date.now())).toBeLessThan(3 * DAY_MS);
    },
  );

  test('is the same day, with the same text, in popup, tooltip, badge, overview, table and history', async ({
    extension,
    sandbox,
  }) => {
    nearlyFull(sandbox, 'Acme Farms');
    await connect(extension, accountOf(sandbox, 'plain'));
    await fireAlarm(extension, 'history');
    await expect.poll(() => sandbox.requests.count({ route: STATISTICS, status: 200 })).toBe(8);
    const popup = await extension.popup();
    await expect(popup.getByRole('note')).toHaveText(
      /Data input: full (within a day|in about \d+ days?) — data from its devices will be rejected · based on the last few weeks/,
    );
    const when = /full (within a day|in about \d+ days?)/.exec(
      await popup.getByRole('note').innerText(),
    )![1]!;
    const basis = 'based on the last few weeks';
    await popup.close();
    await expect
      .poll(async () => (await extension.badge()).title)
      .toContain(`Data input: full ${when}, ${basis}`);

    const page = await extension.options('#/');
    await expect(page.getByRole('list', { name: 'Summary' })).toContainText(
      new RegExp(`Acme Farms: Data input ${when}(\\s·\\sand\\s\\d+\\smore)?\\s·\\s${basis}`),
    );
    await page.goto(extension.url('options.html#/overview?view=forecast'));
    await expect(row(page, 'Acme Farms')).toContainText(new RegExp(`${when}\\s*Data input`));
    await row(page, 'Acme Farms').getByRole('link').first().click();
    await expect(page.locator('.forecast').filter({ hasText: 'Data input' })).toContainText(
      new RegExp(`Data input: full ${when}.*${basis}`),
    );
    await page.goto(extension.url('options.html#/settings'));
    await page.getByRole('radio', { name: 'Days until full' }).check();
    await expect.poll(async () => (await extension.badge()).text).toBe(`${/\d+/.exec(when)?.[0] ?? '<1'}d`);
  });
});

test.describe('the history', () => {
  test(
    'is charted and listed with the platform’s numbers, which are read once',
    LONG,
    async ({ extension, sandbox }) => {
      await connect(extension, accountOf(sandbox, 'plain'));
      const page = await extension.options('#/usage');
      await expect(page.getByRole('img', { name: /^Data input of Acme Farms, \w+ \d{4}\./ })).toBeVisible();
      await expect(page.locator('.chart canvas')).toBeVisible();
      // Last month, since on the first of a month there is little to see.
      const time = page.getByLabel('Period', { exact: true });
      await time.selectOption({ index: 1 });
      const month = (await time.inputValue()).split('-').map(Number) as [number, number];
      const at = (day: number) => Date.UTC(month[0], month[1] - 1, day + 1) - 1000;
      const acme = profileNamed(sandbox, 'Acme Farms');
      const total = (day: number) => usedAt(acme, 'input', at(day)).toLocaleString('en-US');
      await page.getByText('Chart data', { exact: true }).click();
      const table = page.getByRole('table');
      await expect(table.getByRole('row', { name: /\b20, / })).toContainText(total(20));
      const used = (usedAt(acme, 'input', at(20)) - usedAt(acme, 'input', at(19))).toLocaleString('en-US');
      await expect(table.getByRole('row', { name: /\b20, / })).toContainText(used);

      const asked = sandbox.requests.count({ route: STATISTICS });
      await page.getByLabel('Service', { exact: true }).selectOption('SMS');
      await expect(page.getByRole('img', { name: /^SMS of Acme Farms/ })).toBeVisible();
      // A day without use is not shown as zero.
      await expect(table.getByText('not used').first()).toBeVisible();
      await page.getByLabel('Service', { exact: true }).selectOption('Data output');
      await page.reload();
      await expect(page.getByRole('img', { name: /^Data output of Acme Farms/ })).toBeVisible();
      expect(sandbox.requests.count({ route: STATISTICS })).toBe(asked);
    },
  );

  test('compares two months, and two profiles', LONG, async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/usage');
    await expect(page.locator('.chart canvas')).toBeVisible();
    const against = page.getByLabel('Compare with');
    await against.selectOption({ index: 1 });
    const other = (await against.locator('option:checked').textContent()) ?? '';
    await expect(page.locator('.chart-legend')).toContainText(other);
    await page.getByText('Chart data', { exact: true }).click();
    await expect(page.getByRole('columnheader', { name: `${other}: Total` })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: /^Day \d+$/ }).first()).toBeVisible();

    await against.selectOption({ label: 'Northwind Cold Chain' });
    await expect(page.getByRole('columnheader', { name: 'Northwind Cold Chain: Usage' })).toBeVisible();
    await expect(page.locator('.chart-legend')).toContainText('Northwind Cold Chain');
    expect(await download(extension, page, 'Export CSV')).toContain(
      'Northwind Cold Chain · Data input: Total (variables)',
    );
  });

  test(
    'is shown by hour and by month, cumulative and per period, on the profile’s page too',
    LONG,
    async ({ extension, sandbox }) => {
      await connect(extension, accountOf(sandbox, 'plain'));
      const page = await extension.options('#/profiles');
      const charts: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('history-chart')) charts.push(request.url());
      });
      await page.reload();
      await page.getByRole('link', { name: 'Acme Farms', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'Acme Farms' })).toBeVisible();
      // The chart library loads with the first chart.
      expect(charts).toEqual([]);
      await page
        .getByRole('navigation', { name: words('profileTabs', 'Acme Farms') })
        .getByRole('link', { name: 'Usage' })
        .click();
      await expect(page.locator('.chart canvas')).toBeVisible();
      expect(charts).toHaveLength(1);
      await page.getByLabel('By', { exact: true }).selectOption('Hour');
      await expect(page.getByRole('img', { name: /Last 7 days/ })).toBeVisible();
      await page.getByLabel('Show', { exact: true }).selectOption('Per period');
      await page.getByLabel('By', { exact: true }).selectOption('Month');
      await expect(page.getByRole('img', { name: /Last 12 months/ })).toBeVisible();
      expect(sandbox.requests.list({ route: STATISTICS }).at(-1)?.search).toContain('periodicity=month');
      await expect(page).toHaveURL(/by=month/);
    },
  );

  test('shows what could not be read, and the data that could', LONG, async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/usage');
    await expect(page.locator('.chart canvas')).toBeVisible();
    sandbox.faults.add({
      path: '/profile/:id/statistics',
      kind: 'failure',
      status: 400,
      message: 'No statistics',
    });
    await page.getByLabel('By', { exact: true }).selectOption('Hour');
    await expect(page.getByText(/Some data couldn’t be loaded: .*No statistics/)).toBeVisible();
    // It isn't known whether there is any.
    await expect(page.getByText('No data for this service in this period.')).toHaveCount(0);
    await expect(page.locator('.chart canvas')).toHaveCount(0);
    await page.getByLabel('By', { exact: true }).selectOption('Day');
    await expect(page.locator('.chart canvas')).toBeVisible();
  });
});

test('every view is accessible, in light and in dark', LONG, async ({ extension, sandbox }) => {
  test.slow();
  await connect(extension, accountOf(sandbox, 'plain'));
  const page = await extension.options('#/overview');
  await expect(names(page)).toHaveCount(8);
  await expectAccessible(page, 'services');
  await view(page, 'Resources');
  await expect(page.getByText('Devices')).toBeVisible();
  await expectAccessible(page, 'resources');
  await view(page, 'Forecast');
  await expect(page.locator('.urgent-service').first()).toBeVisible();
  await expectAccessible(page, 'forecast');
  await page.goto(extension.url('options.html#/usage'));
  await expect(page.locator('.chart canvas')).toBeVisible();
  await page.getByText('Chart data', { exact: true }).click();
  await expectAccessible(page, 'history');
});

for (const locale of ['pt-BR', 'es']) {
  test.describe(locale, LONG, () => {
    test.use({ browserArgs: [`--lang=${locale}`] });
    test('nothing overflows', async ({ extension, sandbox }) => {
      await connectInAnyLanguage(extension, accountOf(sandbox, 'plain'));
      const page = await extension.options('#/overview');
      await page.goto(extension.url('options.html#/usage'));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Uso');
      for (const name of ['services', 'resources', 'forecast', 'history']) {
        await page.goto(
          extension.url(`options.html#/${name === 'history' ? 'usage' : `overview?view=${name}`}`),
        );
        await expect(
          page.locator(name === 'history' ? '.chart canvas' : 'tbody tr[data-key]').first(),
        ).toBeVisible();
        await expectNoOverflow(page, name);
      }
    });
  });
}
