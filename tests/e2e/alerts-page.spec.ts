import type { Page } from '@playwright/test';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, test } from './fixtures.ts';
import { connect, connectInAnyLanguage } from './pages/connect-page.ts';
import { expectNoOverflow } from './pages/options-page.ts';
import { allowInPrompt, denyInPrompt } from './prompt.ts';
import { LONG, LONG_IN_BOTH } from './tags.ts';

// The browser's permission prompt needs a window.
test.use({ headed: true });

const onSwitch = (page: Page) => page.getByRole('checkbox', { name: words('alertsOn') });
const granted = (extension: Extension) =>
  extension.probe.evaluate(() => chrome.permissions.contains({ permissions: ['notifications'] }));

/** Returns the stored alert preferences. */
const stored = (extension: Extension) =>
  extension.probe.evaluate(
    () =>
      new Promise<Record<string, unknown> | undefined>((resolve) => {
        const opening = indexedDB.open('profiles');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('settings').objectStore('settings').get('preferences');
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result?.alerts);
          };
        };
      }),
  );

test(
  'the click that turns alerts on requests the permission; a test notification is shown',
  LONG,
  async ({ extension, sandbox, display }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/alerts');
    await page.bringToFront();
    expect(await granted(extension)).toBe(false);
    await allowInPrompt(
      { extension, display },
      {
        granted: () => granted(extension),
        ask: () => onSwitch(page).click({ timeout: 1000 }),
      },
    );
    await expect(onSwitch(page)).toBeChecked();
    await expect.poll(() => stored(extension)).toMatchObject({ enabled: true });
    await page.getByRole('button', { name: words('alertsTest') }).click();
    await expect(page.getByText(words('alertsTestSent'))).toBeVisible();
    const shown = await extension.probe.evaluate(() => chrome.notifications.getAll());
    expect(Object.keys(shown)).toContain('test');
    await expectAccessible(page, 'alerts, on');

    await page.reload();
    await expect(onSwitch(page)).toBeChecked();
    // The permission is removed in the browser's settings.
    await extension.probe.evaluate(() => chrome.permissions.remove({ permissions: ['notifications'] }));
    await expect(page.getByText(words('alertsWithdrawn'))).toBeVisible();
    await onSwitch(page).uncheck();
    await expect.poll(() => stored(extension)).toMatchObject({ enabled: false });
  },
);

test(
  'a denied permission leaves alerts off, with a message',
  LONG_IN_BOTH,
  async ({ extension, sandbox, display }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/alerts');
    await page.bringToFront();
    await onSwitch(page).click();
    await denyInPrompt({ extension, display }, () => page.getByText(words('alertsRefused')).isVisible());
    await expect(onSwitch(page)).not.toBeChecked();
    expect(await granted(extension)).toBe(false);
    expect((await stored(extension))?.enabled ?? false).toBe(false);
  },
);

test(
  'percentages, quiet hours and muted profiles are stored at once',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/alerts');
    const thresholds = page.getByLabel(words('alertsThresholds'));
    await thresholds.fill('eighty');
    await thresholds.blur();
    await expect(page.getByText(words('alertsThresholdsError', '200'))).toBeVisible();
    await thresholds.fill('95, 70');
    await thresholds.blur();
    await expect.poll(() => stored(extension)).toMatchObject({ thresholds: [70, 95] });
    await expect(thresholds).toHaveValue('70, 95');

    await page.getByRole('checkbox', { name: words('alertsQuietOn') }).check();
    await page.getByLabel(words('alertsQuietTo'), { exact: true }).fill('06:30');
    await page.getByLabel(words('alertsQuietTo'), { exact: true }).blur();
    await expect.poll(() => stored(extension)).toMatchObject({ quiet: { from: 22 * 60, to: 6 * 60 + 30 } });
    await page.getByRole('checkbox', { name: words('alertsTokens') }).check();
    await expect.poll(() => stored(extension)).toMatchObject({ tokenExpiry: true, forecast: true });

    await expect(page.getByText(/^All \d+ profiles use the settings above/)).toBeVisible();
    await page.getByRole('button', { name: words('alertsShowAll') }).click();
    const demo = page.getByRole('checkbox', { name: words('alertsSend', 'Demo') });
    // It shows what is stored, a moment after the press.
    await demo.click();
    await expect(demo).not.toBeChecked();
    await page.getByRole('button', { name: words('alertsEdit', 'Acme Farms') }).click();
    const dialog = page.getByRole('dialog');
    await expectAccessible(page, 'thresholds of a profile');
    await dialog.getByLabel('Data input').fill('many');
    await dialog.getByRole('button', { name: words('alertsSave') }).click();
    await expect(dialog.getByText(words('alertsThresholdsError', '200'))).toBeVisible();
    await dialog.getByLabel('Data input').fill('50 60');
    await dialog.getByLabel('SMS').fill('0');
    await dialog.getByRole('button', { name: words('alertsSave') }).click();
    await expect(dialog).toBeHidden();
    const acme = page.getByRole('row', { name: /Acme Farms/ });
    await expect(acme).toContainText('2 services with their own thresholds');

    await page.reload();
    await page.getByRole('button', { name: words('alertsShowExceptions') }).click();
    await expect(page.locator('tbody tr[aria-rowindex]')).toHaveCount(2);
    await expect(page.getByRole('checkbox', { name: words('alertsSend', 'Demo') })).not.toBeChecked();
    await page.getByRole('button', { name: words('alertsEdit', 'Acme Farms') }).click();
    await expect(dialog.getByLabel('Data input')).toHaveValue('50, 60');
    await expect(dialog.getByLabel('SMS')).toHaveValue('0');
    await expect(dialog.getByLabel('Data output')).toHaveValue('');
  },
);

for (const locale of ['pt-BR', 'es']) {
  test.describe(locale, LONG, () => {
    test.use({ browserArgs: [`--lang=${locale}`], headed: false });
    test('nothing overflows', async ({ extension, sandbox }) => {
      await connectInAnyLanguage(extension, accountOf(sandbox, 'plain'));
      const page = await extension.options('#/alerts?all=1');
      await expect(page.locator('tbody tr[data-key]').first()).toBeVisible();
      await expectAccessible(page, `alerts in ${locale}`);
      await expectNoOverflow(page, 'alerts');
    });
  });
}

test(
  'two quick changes, the second made before the first was answered, are both stored',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/alerts');
    await page.getByLabel(words('alertsThresholds')).fill('95, 70');
    // Leaving the field stores the percentages; the checkbox that is pressed for that stores its own at once.
    await page.getByRole('checkbox', { name: words('alertsForecast') }).click();
    await expect.poll(() => stored(extension)).toMatchObject({ thresholds: [70, 95], forecast: false });
    const quiet = page.getByRole('checkbox', { name: words('alertsQuietOn') });
    // What was stored before may be drawn once more meanwhile.
    await quiet.click();
    await expect(quiet).toBeChecked();
    // The hour alone is that of the other time: it would turn the quiet hours off before the minutes are typed.
    const to = page.getByLabel(words('alertsQuietTo'), { exact: true });
    await to.fill('22:00');
    await expect(page.getByText(words('alertsQuietSame'))).toBeVisible();
    await expect(quiet).toBeChecked();
    await to.fill('22:30');
    await expect(page.getByText(words('alertsQuietSame'))).toBeHidden();
    await expect
      .poll(() => stored(extension))
      .toMatchObject({ quiet: { from: 22 * 60, to: 22 * 60 + 30 }, thresholds: [70, 95] });
    // The two change places: what was typed first is saved with the second.
    const from = page.getByLabel(words('alertsQuietFrom'), { exact: true });
    await from.fill('22:30');
    await expect(page.getByText(words('alertsQuietSame'))).toBeVisible();
    await to.fill('22:00');
    await expect(page.getByText(words('alertsQuietSame'))).toBeHidden();
    await expect.poll(() => stored(extension)).toMatchObject({ quiet: { from: 22 * 60 + 30, to: 22 * 60 } });
  },
);

test(
  'a change that can’t be stored is announced; controls show what is stored, a field what was typed',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/alerts');
    const forecast = page.getByRole('checkbox', { name: words('alertsForecast') });
    await expect(forecast).toBeChecked();
    await extension.worker.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('disk', 'QuotaExceededError');
      };
    });
    /** Waits until the background has refused a change, and dismisses that message. */
    const refused = async () => {
      const toast = page.locator('.toast--error');
      await toast.getByRole('button', { name: words('formDismiss') }).click();
      await expect(toast).toHaveCount(0);
    };
    await forecast.click();
    await refused();
    await expect(forecast).toBeChecked();
    await page.getByRole('button', { name: words('alertsShowAll') }).click();
    const demo = page.getByRole('checkbox', { name: words('alertsSend', 'Demo') });
    await demo.click();
    await refused();
    await expect(demo).toBeChecked();
    const thresholds = page.getByLabel(words('alertsThresholds'));
    await thresholds.fill('95, 70');
    await thresholds.blur();
    await refused();
    await expect(thresholds).toHaveValue('95, 70');
  },
);

test(
  'a press on a dialog’s scrollbar keeps it open, one beside it closes it',
  LONG_IN_BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const page = await extension.options('#/alerts');
    await page.getByRole('button', { name: words('alertsShowAll') }).click();
    await page.getByRole('button', { name: words('alertsEdit', 'Demo') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Data input').fill('50 60');
    // As high as a small window: the dialog scrolls, and its scrollbar is at its end.
    await page.setViewportSize({ width: 800, height: 320 });
    const { x, y, width, height } = (await dialog.boundingBox())!;
    await page.mouse.click(x + width - 6, y + height / 2);
    await expect(dialog.getByLabel('Data input')).toHaveValue('50 60');
    await page.mouse.click(x - 10, y + height / 2);
    await expect(dialog).toBeHidden();
  },
);
