import type { Page } from '@playwright/test';
import { docsSite } from '../docs-pages/site.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { DocsPage } from './pages/docs-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { LONG } from './tags.ts';

test('deep links, back and forward, titles, focus and the skip link', async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const options = await OptionsPage.open(extension, '#/overview');
  const { page } = options;
  await expect(page).toHaveTitle('Overview – Profiles for TagoIO');
  await options.profile('Acme Farms', 'navTokens');
  await expect(page).toHaveTitle('Acme Farms · Tokens – Profiles for TagoIO');
  const deep = page.url();
  await options.go('Settings');
  await expect(options.heading).toBeFocused();
  await page.goBack();
  await expect(page).toHaveTitle('Acme Farms · Tokens – Profiles for TagoIO');
  await page.goForward();
  await expect(options.heading).toHaveText('Settings');

  const again = await extension.context.newPage();
  await again.goto(deep);
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
  await expect(again.getByRole('row').filter({ hasText: 'Production backend' })).toBeVisible();
  await again.keyboard.press('Tab');
  await expect(again.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await again.keyboard.press('Enter');
  await expect(again.getByRole('main')).toBeFocused();
  expect(again.url()).toBe(deep);
  await again.goto(extension.url('options.html#/nowhere'));
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('Page not found');
});

test(
  'filter and sort are kept in the address; a banner shows that the browser is offline',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    const options = await OptionsPage.open(extension, '#/profiles');
    const { page } = options;
    await page.getByRole('searchbox').fill('northwind cold');
    await expect(options.rows).toHaveCount(2);
    await expect(page.getByText(`1 of ${account.profiles.length} profiles`)).toBeVisible();
    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveValue('northwind cold');
    await expect(options.rows).toHaveCount(2);
    await page.getByRole('searchbox').press('Escape');
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', `${1 + account.profiles.length}`);
    await page.getByRole('button', { name: 'Highest usage' }).click();
    await expect(page.getByRole('columnheader', { name: 'Highest usage' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    const highest = async () =>
      (await options.rows.allInnerTexts())
        .slice(1, 11)
        .map((text) => (/blocked/.test(text) ? 100 : Number(/(\d+)\s?%/.exec(text)?.[1])));
    await expect
      .poll(async () => {
        const shown = await highest();
        return (
          shown[0] === 100 && shown.every((percent, index) => index === 0 || percent <= shown[index - 1]!)
        );
      })
      .toBe(true);

    await extension.context.setOffline(true);
    await expect(page.getByText('You’re offline.')).toBeVisible();
    await expect(await options.find('Acme Farms')).toContainText('94%');
    await extension.context.setOffline(false);
    await expect(page.getByText('You’re offline.')).toBeHidden();
  },
);

/** Expects that the page does not scroll sideways in a narrow window. */
async function expectNarrow(page: Page, what: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(sideways, { message: `${what} at 320 px` }).toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}

/** Expects that the page is complete, accessible in light and in dark, and fits a narrow window. */
async function expectSound(page: Page, what: string): Promise<void> {
  await expect(page.locator('.rows-skeleton')).toHaveCount(0);
  await expectAccessible(page, what);
  await expectNarrow(page, what);
}

// Axe takes minutes for sixty rows, and finds nothing in them that it does not find in eight.
test.describe('with few profiles', () => {
  test.use({ sandboxOptions: SMALL_ACCOUNT });

  test(
    'pages with lists and settings are accessible, light and dark, and none overflows at 320 px',
    LONG,
    async ({ extension, sandbox }) => {
      test.setTimeout(180_000);
      await connect(extension, accountOf(sandbox, 'plain'));
      const options = await OptionsPage.open(extension, '#/overview');
      const { page } = options;
      for (const name of ['Overview', 'Profiles', 'Team', 'Tokens', 'Activity', 'Security', 'Settings']) {
        await options.go(name);
        await expectSound(page, name);
      }
    },
  );

  test(
    'every tab of a profile and two of its dialogs are accessible, light and dark, and none overflows',
    LONG,
    async ({ extension, sandbox }) => {
      test.setTimeout(180_000);
      await connect(extension, accountOf(sandbox, 'plain'));
      const options = await OptionsPage.open(extension, '#/overview');
      const { page } = options;
      for (const tab of [
        'navOverview',
        'navUsage',
        'navTeam',
        'navTokens',
        'navActivity',
        'profileTabMore',
      ] as const) {
        await options.profile('Acme Farms', tab);
        await expectSound(page, `a profile, ${tab}`);
      }
      await options.button('Delete profile…').click();
      await expectAccessible(page, 'the dialog to delete');
      await page.keyboard.press('Escape');
      await options.profile('Acme Farms', 'navTokens');
      await options.button('Generate token…').click();
      await options.dialog.getByRole('button', { name: 'Generate token' }).click();
      await expectAccessible(page, 'the dialog to generate, with errors');
    },
  );
});

test.describe('with 5,000 profiles', () => {
  test.use({ sandboxOptions: { profiles: 5000 } });
  test(
    'the table scrolls to its end with no more than 60 rows in the page',
    LONG,
    async ({ extension, sandbox }) => {
      test.setTimeout(180_000);
      await connect(extension, accountOf(sandbox, 'plain'));
      const options = await OptionsPage.open(extension, '#/profiles');
      const { page } = options;
      await page.setViewportSize({ width: 1600, height: 1400 });
      await expect(page.getByText('5,000 profiles')).toBeVisible();
      const table = page.getByRole('region', { name: 'Profiles' });
      const mostRows = () => page.locator('.table tbody tr').count();
      expect(await mostRows()).toBeLessThanOrEqual(60);
      for (const part of [0.25, 0.5, 0.75, 1]) {
        await table.evaluate((element, share) => {
          element.scrollTop = element.scrollHeight * share;
        }, part);
        await expect.poll(() => page.locator('.table tbody tr[data-key]').count()).toBeGreaterThan(10);
        expect(await mostRows()).toBeLessThanOrEqual(60);
      }
      await expect(page.locator('tr[aria-rowindex="5001"]')).toBeVisible();
      await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '5001');
    },
  );
});

test(
  'data of a newer version is reported by every page, the icon and the docs site',
  LONG,
  async ({ extension, sandbox, docs: site }) => {
    site.handler = docsSite();
    await connect(extension, accountOf(sandbox, 'plain'));
    const docs = await DocsPage.open(extension.context, '/docs/tagoio/analysis/sdk/python-sdk/');
    await docs.get('button', /^Copy with/);
    await extension.probe.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('profiles', 999);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            request.result.close();
            resolve();
          };
        }),
    );
    await docs.press('button', /^Copy with/);
    await docs.text(/^A newer version of Profiles for TagoIO wrote your data\. Update the extension\./);

    const options = await OptionsPage.open(extension, '#/');
    for (const address of ['#/', '#/profiles', '#/connect', '#/settings', '#/usage']) {
      await options.page.goto(extension.url(`options.html${address}`));
      await expect(
        options.page.getByRole('heading', { name: 'Your data is from a newer version' }),
      ).toBeVisible();
      await expect(options.page.getByText('Update the extension')).toBeVisible();
      await expect(options.page.getByText(/0 profiles|Add profile/)).toHaveCount(0);
    }
    for (const file of ['popup.html', 'pick.html']) {
      await options.page.goto(extension.url(file));
      await expect(options.page.getByText(/Update the extension/)).toBeVisible();
    }
    await extension.stopWorker();
    await extension.wakeWorker();
    await expect.poll(async () => (await extension.badge()).title).toContain('A newer version');
  },
);
