import type { Page } from '@playwright/test';
import { refId } from '../../lib/domain/identity/keys.ts';
import { type OptionsRoute, optionsHref, optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { accountOf, listAccounts } from '../sandbox/accounts-list.ts';
import { DAY } from '../sandbox/clock.ts';
import { addManyAccounts, addManyMembers, addManyTokens } from '../sandbox/load-test-data.ts';
import type { Profile } from '../sandbox/state.ts';
import { changeConnections } from './change-connections.ts';
import { words } from './english-words.ts';
import type { Extension } from './extension.ts';
import { expect, test } from './fixtures.ts';
import { ConnectPage, connect } from './pages/connect-page.ts';
import { allRoutes, OptionsPage, PLAIN_ROUTES } from './pages/options-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { profileRef } from './platform-keys.ts';
import { LONG } from './tags.ts';

/** For two tables, each of at most 60 rows. */
const MAX_ROWS = 120;
/** A bound for a busy machine; `npm run bench` measures. */
const PAGE_TIMEOUT_MS = 30_000;

test.describe.configure({ timeout: 600_000 });

const refOf = ({ account, id }: Pick<Profile, 'account' | 'id'>) => profileRef(account, id);

/** Opens pages, each until it shows what it has. */
async function expectPages(page: Page, extension: Extension, routes: readonly OptionsRoute[]): Promise<void> {
  for (const route of routes)
    await test.step(route, async () => {
      await page.goto('about:blank');
      await page.goto(extension.url(`options.html${route}`));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: PAGE_TIMEOUT_MS });
      await expect(page.locator('.skeleton:visible'), route).toHaveCount(0, { timeout: PAGE_TIMEOUT_MS });
      expect(await page.locator('tbody tr').count(), `rows of ${route}`).toBeLessThanOrEqual(MAX_ROWS);
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      expect(fits, `${route} has no scroll bar across`).toBe(true);
    });
}

test.describe('10,000 profiles in one connection', () => {
  test.use({ sandboxOptions: { profiles: 10_000, limits: { scale: 'off' } } });

  test('every page opens, and the popup finds and switches', LONG, async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const form = new ConnectPage(await extension.firstPage('#/connect'));
    await form.signIn(account);
    await form.expectDone(PAGE_TIMEOUT_MS);
    await form.page.close();
    const last = sandbox.state.profiles.findLast(
      ({ account: owner, name }) => owner === account.id && /^[\w ]{6,}$/.test(name),
    )!;
    const popup = await PopupPage.open(extension);
    await popup.switchTo(last.name);
    await expect(popup.heading).toHaveText(last.name, { timeout: PAGE_TIMEOUT_MS });
    await popup.page.close();

    const { page } = await OptionsPage.open(extension, '#/settings');
    await expectPages(page, extension, allRoutes(refOf(last)));
  });
});

test.describe('50 connections', () => {
  test.use({ sandboxOptions: { profiles: 120, limits: { scale: 'off' } } });

  test('every page opens, and each account is there', LONG, async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const owned = sandbox.state.profiles.filter((profile) => profile.account === account.id);
    const added = addManyAccounts(sandbox.state, owned.slice(-49), sandbox.clock.now());
    await connect(extension, account);
    const { page } = await OptionsPage.open(extension, '#/connect');
    const tokens = new Map(listAccounts(sandbox).map(({ id, token }) => [id, token]));
    for (const { id, email } of added)
      await test.step(email, async () => {
        await page.goto('about:blank');
        await page.goto(extension.url('options.html#/connect'));
        const form = new ConnectPage(page);
        await form.paste(tokens.get(id)!);
        await expect(form.done).toBeVisible({ timeout: PAGE_TIMEOUT_MS });
      });
    await expectPages(page, extension, PLAIN_ROUTES);
    await page.goto(extension.url('options.html#/settings'));
    await expect(page.getByText('Customer 48')).toBeVisible();
    const popup = await PopupPage.open(extension);
    await popup.switchTo(owned.at(-1)!.name);
    await expect(popup.heading).toHaveText(owned.at(-1)!.name);
    await popup.page.close();

    await changeConnections(extension, { state: 'needs-sign-in' });
    const refused = await PopupPage.open(extension);
    await expect(refused.button(words('bannerMoreShow'))).toBeInViewport();
    await expect(refused.rows.first()).toBeInViewport();
    await refused.expectSound();
  });
});

test.describe('one profile with 1,000 tokens and 500 members, and a year of history for 200 profiles', () => {
  test.use({ sandboxOptions: { profiles: 200, limits: { scale: 'off' } } });

  test(
    'every page opens, and the last token and the last person are found',
    LONG,
    async ({ extension, sandbox }) => {
      const now = sandbox.clock.now();
      const account = accountOf(sandbox, 'plain');
      const owned = sandbox.state.profiles.filter((profile) => profile.account === account.id);
      const profile = owned[0]!;
      addManyTokens(sandbox.state, profile, 1_000, now);
      addManyMembers(sandbox.state, profile, 500, now);
      await connect(extension, account);
      const { page } = await OptionsPage.open(extension, '#/settings');
      for (const one of owned) {
        const reply = await page.evaluate(
          (data) => chrome.runtime.sendMessage({ type: 'readHistory', data }),
          { ...refOf(one), periodicity: 'day', from: now - 365 * DAY, to: now },
        );
        expect(reply, one.name).toMatchObject({ ok: true });
      }
      const ref = refOf(profile);
      await expectPages(page, extension, [
        ...PLAIN_ROUTES,
        optionsRoutes.usage(ref),
        optionsRoutes.tokens(ref),
        optionsHref('profile', { profile: refId(ref), tab: 'team' }),
      ]);

      await page.goto(extension.url(`options.html${optionsRoutes.tokens(ref)}`));
      await page.getByLabel(words('tokensFilter')).fill('Gateway 999');
      await expect(page.getByRole('row').filter({ hasText: 'Gateway 999' })).toBeVisible();
      await page.goto(extension.url('options.html#/team'));
      await page.getByLabel(words('teamFilter')).fill('Person 499');
      await expect(page.getByRole('row').filter({ hasText: 'Person 499' })).toBeVisible();
    },
  );
});
