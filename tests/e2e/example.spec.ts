import type { Page } from '@playwright/test';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { LONG } from './tags.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const NOTICE = 'Example data — nothing here is real.';
const REFUSAL = /This is example data, so nothing is sent, changed or copied\./;

async function lookAround(extension: Extension): Promise<Page> {
  const page = await extension.onboarding();
  await page.getByRole('button', { name: 'Look around with example data' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByRole('region', { name: NOTICE })).toBeVisible();
  return page;
}

/** Returns what is left of the example in the browser. */
const leftOver = (extension: Extension) =>
  extension.probe.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return { databases, local: Object.keys(localStorage).filter((key) => key !== 'theme') };
  });

test(
  'looking around: every page and the popup show example data, nothing is sent or copied, and the icon stays calm',
  LONG,
  async ({ extension, sandbox }) => {
    test.setTimeout(180_000);
    await extension.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await lookAround(extension);
    await expect(page.getByRole('link', { name: /^Northgate Campus/ }).first()).toBeVisible();
    await expectAccessible(page, 'the overview of the example');

    for (const [link, seen] of [
      ['Profiles', 'Quayside Logistics'],
      ['Team', 'ana@example.com'],
      ['Tokens', 'Gateway import'],
      ['Usage', /^Limit now: [\d,]+$/],
      ['Cost', 'Harbor Cold Chain'],
      ['Activity', 'Dashboard export'],
    ] as const) {
      await page
        .getByRole('navigation', { name: 'Pages' })
        .getByRole('link', { name: new RegExp(`^${link}`) })
        .click();
      await expect(page.getByRole('heading', { level: 1, name: link })).toBeVisible();
      await expect(page.getByText(seen).first()).toBeVisible();
      await expect(page.getByRole('region', { name: NOTICE })).toBeVisible();
    }

    const popup = await extension.popup();
    await expect(popup.getByText(NOTICE)).toBeVisible();
    await expectAccessible(popup, 'the popup of the example');
    await popup.getByRole('option', { name: /Harbor Cold Chain/ }).click();
    await expect(popup.getByRole('status').filter({ hasText: 'Harbor Cold Chain' })).toBeVisible();
    // Copying is refused where it was requested, and the clipboard is unchanged.
    await popup.evaluate(() => navigator.clipboard.writeText('before'));
    await popup.keyboard.press('Control+c');
    await expect(popup.getByRole('status').filter({ hasText: REFUSAL })).toBeVisible();
    expect(await popup.evaluate(() => navigator.clipboard.readText())).toBe('before');

    // It survives the worker, and a restart of the browser.
    await extension.stopWorker();
    await popup.reload();
    await expect(popup.getByRole('main')).toContainText('Harbor Cold Chain');
    expect((await extension.badge()).text).toBe('');
    await extension.restartBrowser();
    const again = await extension.popup();
    await expect(again.getByText(NOTICE)).toBeVisible();
    await expect(again.getByRole('main')).toContainText('Harbor Cold Chain');

    expect(sandbox.requests.list()).toEqual([]);
  },
);

test(
  'leaving the example removes all of it, on every page, and connecting an account ends it',
  LONG,
  async ({ extension, sandbox }) => {
    const page = await lookAround(extension);
    const popup = await extension.popup();
    await expect(popup.getByText(NOTICE)).toBeVisible();
    await popup.getByRole('button', { name: 'Leave the example' }).click();
    await expect(popup.getByRole('heading', { name: 'Connect your TagoIO account' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Connect your TagoIO account' })).toBeVisible();
    await expect.poll(() => leftOver(extension)).toEqual({ databases: ['profiles'], local: [] });

    // Again, from the popup; this time it ends with an account.
    await popup.getByRole('button', { name: 'Look around with example data' }).click();
    await expect(popup.getByText(NOTICE)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    await page.getByRole('link', { name: 'Connect your account' }).click();
    const form = new ConnectPage(page);
    await form.signIn(accountOf(sandbox, 'plain'));
    await form.expectDone();
    await expect.poll(() => leftOver(extension)).toEqual({ databases: ['profiles'], local: [] });
    await popup.reload();
    await expect(popup.getByRole('main')).toContainText('Acme Farms');
    await expect(popup.getByText(NOTICE)).toBeHidden();
  },
);

test('connecting from the panel ends its example as well', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await lookAround(extension);
  const panel = await extension.context.newPage();
  await panel.goto(extension.url('popup.html?panel'));
  await expect(panel.getByText(NOTICE)).toBeVisible();
  await panel.getByRole('button', { name: words('popupConnect') }).click();
  await expect(panel.getByRole('heading', { name: words('popupWelcome') })).toBeVisible();
  const form = new ConnectPage(await extension.options('#/connect'));
  await form.signIn(account);
  await form.expectDone();
  await expect(panel.getByRole('main')).toContainText('Acme Farms');
});
