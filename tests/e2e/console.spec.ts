import type { Page } from '@playwright/test';
import { type ApiOrigin, connectionKeyOf } from '../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { ConnectPage, connect } from './pages/connect-page.ts';
import { ConsoleSite } from './pages/console-site.ts';
import { PopupPage } from './pages/popup-page.ts';
import { allowInPrompt, type PromptPlace } from './prompt.ts';
import { BOTH, LONG } from './tags.ts';

test.use({ headed: true, sandboxOptions: SMALL_ACCOUNT });

const HOST = 'admin.tago.io';
const FOLLOW = `Switch the console too (${HOST})`;

const hasHost = (page: Page, host: string) =>
  page.evaluate((pattern) => chrome.permissions.contains({ origins: [pattern] }), `https://${host}/*`);
const mayFollow = (page: Page) => hasHost(page, HOST);

/** Turns "Switch the console too" on, as a person does: the check box, then the browser's prompt. */
async function turnOn(page: Page, place: PromptPlace, host: string = HOST): Promise<void> {
  const follow = page.getByRole('checkbox', { name: `Switch the console too (${host})` });
  await allowInPrompt(place, {
    granted: () => hasHost(page, host),
    ask: () => follow.click(),
  });
  await expect(follow).toBeChecked();
}

const sessionOf = (page: Page) =>
  page.evaluate(async () => (await chrome.storage.session.get('consoleTokens')).consoleTokens ?? {});

test(
  'the console follows switches once that is turned on, its profile is shown, and one click turns it off',
  BOTH,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain');
    await connect(extension, ines);
    const console = await ConsoleSite.open(extension);
    await console.signIn(ines);
    await expect(console.profile).toHaveText('Acme Farms');

    // Before it is turned on, no session is read and the console does not follow.
    const popup = await PopupPage.open(extension);
    expect(await sessionOf(popup.page)).toEqual({});
    await popup.switchTo('Greenhouse Iberia');
    await expect(popup.heading).toHaveText('Greenhouse Iberia');
    await expect(popup.page.getByText('Console')).toHaveCount(0);

    const settings = await extension.options('#/settings');
    await turnOn(settings, { extension, display });
    await expect(settings.getByText('No session seen yet.')).toBeVisible();
    await console.page.reload();
    await expect(
      settings
        .getByRole('status')
        .filter({ hasText: 'Signed in as ines@acme.example, in profile Acme Farms.' }),
    ).toBeVisible();
    await expect(popup.page.getByRole('note').filter({ hasText: 'Console: in Acme Farms' })).toBeVisible();
    await expect.poll(async () => (await extension.badge()).title).toContain('Console: in Acme Farms');

    // A switch in the extension switches the console.
    await popup.switchTo('Northwind Cold Chain');
    await expect(console.profile).toHaveText('Northwind Cold Chain');
    await expect(popup.page.getByRole('navigation', { name: 'Console: in this profile' })).toBeVisible();
    await expect.poll(async () => (await extension.badge()).title).toContain('Console: in this profile');

    // A switch in the console is shown in the extension, whose active profile stays.
    await console.switcher.selectOption({ label: 'Demo' });
    await expect(console.profile).toHaveText('Demo');
    await expect(popup.page.getByRole('note').filter({ hasText: 'Console: in Demo' })).toBeVisible();
    await expect(popup.heading).toHaveText('Northwind Cold Chain');

    // One click removes the permission and the session.
    await settings.getByRole('checkbox', { name: FOLLOW }).click();
    await expect.poll(() => mayFollow(settings)).toBe(false);
    await expect.poll(() => sessionOf(settings)).toEqual({});
    await expect(popup.page.getByRole('note').filter({ hasText: 'Console' })).toHaveCount(0);
    await popup.switchTo('Acme Farms');
    await expect(popup.heading).toHaveText('Acme Farms');
    await console.page.reload();
    await expect(console.profile).toHaveText('Demo');
    expect(await sessionOf(settings)).toEqual({});
  },
);

test(
  'unsaved input in the console is confirmed before it is switched',
  LONG,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain');
    await connect(extension, ines);
    await turnOn(await extension.options('#/settings'), { extension, display });
    const console = await ConsoleSite.open(extension, '/profile');
    await console.signIn(ines);
    await console.profileName.click();
    await console.page.keyboard.type(' 2');
    // Another form of the page that is submitted saves nothing of it.
    await console.page.evaluate(() => {
      const form = document.createElement('form');
      form.innerHTML = '<button>Search</button>';
      form.addEventListener('submit', (event) => event.preventDefault());
      document.body.append(form);
    });
    await console.page.getByRole('button', { name: 'Search' }).click();
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Greenhouse Iberia');
    const note = popup.page
      .getByRole('note')
      .filter({ hasText: 'The console stayed in Acme Farms: 1 tab has unsaved input.' });
    await expect(note).toBeVisible();
    await expect(popup.heading).toHaveText('Greenhouse Iberia');
    expect(sandbox.requests.list({ route: '/profile/switch/:target' })).toEqual([]);
    await expect(console.profileName).toHaveValue('Acme Farms 2');

    await note.getByRole('button', { name: 'Leave it' }).click();
    await expect(popup.page.getByRole('note').filter({ hasText: 'Console: in Acme Farms' })).toBeVisible();
    await popup.page.getByRole('button', { name: 'Switch console' }).click();
    await expect(note).toBeVisible();
    await note.getByRole('button', { name: 'Switch and discard' }).click();
    await expect(console.profile).toHaveText('Greenhouse Iberia');
    await expect(console.profileName).toHaveValue('Greenhouse Iberia');

    // A console that was switched by itself follows where it is open; no tab of it is opened.
    const tabs = extension.context.pages().length;
    await console.switcher.selectOption({ label: 'Demo' });
    await popup.page.getByRole('button', { name: 'Switch console' }).click();
    await expect(console.profile).toHaveText('Greenhouse Iberia');
    await expect(popup.page.getByRole('navigation', { name: 'Console: in this profile' })).toBeVisible();
    expect(extension.context.pages()).toHaveLength(tabs);
  },
);

test(
  'what was typed into the console before it is followed is confirmed, too',
  LONG,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain');
    await connect(extension, ines);
    const settings = await extension.options('#/settings');
    const console = await ConsoleSite.open(extension, '/profile');
    await console.signIn(ines);
    await console.profileName.click();
    await console.page.keyboard.type(' 2');
    await settings.bringToFront();
    await turnOn(settings, { extension, display });
    await console.loadMore();
    await expect(
      settings.getByRole('status').filter({ hasText: 'Signed in as ines@acme.example' }),
    ).toBeVisible();
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Greenhouse Iberia');
    await expect(
      popup.page
        .getByRole('note')
        .filter({ hasText: 'The console stayed in Acme Farms: 1 tab has unsaved input.' }),
    ).toBeVisible();
    await expect(console.profileName).toHaveValue('Acme Farms 2');
  },
);

test(
  'a refused switch of the console is shown, and the extension’s switch stays',
  LONG,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain');
    await connect(extension, ines);
    await turnOn(await extension.options('#/settings'), { extension, display });
    const console = await ConsoleSite.open(extension);
    await console.signIn(ines);
    const popup = await PopupPage.open(extension);
    await expect(popup.page.getByRole('navigation', { name: 'Console: in this profile' })).toBeVisible();
    const fault = sandbox.faults.add({ path: '/profile/switch/:target', kind: 'denied' });
    await popup.switchTo('Greenhouse Iberia');
    const note = popup.page.getByRole('note').filter({ hasText: 'The console stayed in Acme Farms.' });
    await expect(note).toBeVisible();
    await expect(popup.heading).toHaveText('Greenhouse Iberia');
    await expect(console.profile).toHaveText('Acme Farms');
    fault.remove();
    await note.getByRole('button', { name: 'Switch console' }).click();
    await expect(console.profile).toHaveText('Greenhouse Iberia');

    // Another account's console is not switched.
    await console.page.getByRole('button', { name: 'Sign out' }).click();
    await console.signIn(accountOf(sandbox, 'shares'));
    await expect(
      popup.page.getByRole('note').filter({ hasText: 'Console: signed in as marta@linden.example' }),
    ).toBeVisible();
    const moves = () => sandbox.requests.count({ route: '/profile/switch/:target' });
    const before = moves();
    await popup.switchTo('Acme Farms');
    await expect(popup.heading).toHaveText('Acme Farms');
    await expect(console.profile).not.toHaveText('Acme Farms');
    // The control: the console of the same account is, and one switch is carried out after the other.
    await console.page.getByRole('button', { name: 'Sign out' }).click();
    await console.signIn(ines);
    await expect(popup.page.getByRole('navigation', { name: 'Console: in this profile' })).toBeVisible();
    await popup.switchTo('Demo');
    await expect(console.profile).toHaveText('Demo');
    expect(moves()).toBe(before + 1);
  },
);

test(
  'pages of the active profile open in the console with one click',
  LONG,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain');
    await connect(extension, ines);
    await turnOn(await extension.options('#/settings'), { extension, display });
    const console = await ConsoleSite.open(extension);
    await console.signIn(ines);
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Greenhouse Iberia');
    await expect(console.profile).toHaveText('Greenhouse Iberia');
    for (const [name, path] of [
      ['Devices', '/devices'],
      ['Dashboards', '/dashboards'],
      ['Analyses', '/analysis'],
      ['Billing', '/account/billing'],
    ] as const) {
      const opened = extension.context.waitForEvent('page');
      await popup.page.getByRole('navigation', { name: 'Console' }).getByRole('button', { name }).click();
      const page = new ConsoleSite(await opened);
      await expect(page.profile).toHaveText('Greenhouse Iberia');
      expect(new URL(page.page.url()).pathname).toBe(path);
    }
  },
);

test(
  'a page of a device that only the profile before has shows the list of devices after a switch',
  LONG,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain');
    await connect(extension, ines);
    await turnOn(await extension.options('#/settings'), { extension, display });
    const console = await ConsoleSite.open(extension, '/devices');
    await console.signIn(ines);
    await console.page.getByRole('listitem').getByRole('link').first().click();
    await expect(console.page.getByRole('heading', { level: 2 })).toBeVisible();
    const billing = await ConsoleSite.open(extension, '/account/billing');
    await expect(billing.profile).toHaveText('Acme Farms');
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Greenhouse Iberia');
    await expect(console.page).toHaveURL('https://admin.tago.io/devices');
    await expect(console.profile).toHaveText('Greenhouse Iberia');
    await expect(console.page.getByRole('listitem').first()).toBeVisible();
    await expect(console.page.getByRole('alert')).toHaveCount(0);
    await expect(billing.profile).toHaveText('Greenhouse Iberia');
    expect(new URL(billing.page.url()).pathname).toBe('/account/billing');
  },
);

test(
  'the console of a TagoDeploy instance follows on its own host, and no other console does',
  LONG,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain', 'deploy');
    const id = '5f5a8f3351d4db99c40ded2d';
    const page = await extension.onboarding();
    const form = new ConnectPage(page);
    await form.region('deploy').check();
    await form.address.fill(id);
    await form.email.fill(ines.email);
    await form.password.fill(ines.password);
    await allowInPrompt(
      { extension, display },
      {
        granted: () => hasHost(page, `api.${id}.tagoio.net`),
        ask: () => form.submit.click({ timeout: 1000 }),
      },
    );
    await form.expectDone();

    await page.goto(extension.url('options.html#/settings'));
    await turnOn(page, { extension, display }, `admin.${id}.tagoio.net`);
    const console = await ConsoleSite.open(extension, '/devices', `https://admin.${id}.tagoio.net`);
    await console.signIn(ines);
    await expect(
      page.getByRole('status').filter({ hasText: 'Signed in as ines@acme.example, in profile Acme Farms.' }),
    ).toBeVisible();
    const other = await ConsoleSite.open(extension);
    await other.signIn(accountOf(sandbox, 'plain'));

    const popup = await PopupPage.open(extension);
    await popup.switchTo('Greenhouse Iberia');
    await expect(console.profile).toHaveText('Greenhouse Iberia');
    await expect(popup.page.getByRole('navigation', { name: 'Console: in this profile' })).toBeVisible();
    await other.page.reload();
    await expect(other.profile).toHaveText('Acme Farms');
    expect(Object.keys(await sessionOf(page))).toEqual([`https://admin.${id}.tagoio.net`]);

    const opened = extension.context.waitForEvent('page');
    await popup.page
      .getByRole('navigation', { name: 'Console' })
      .getByRole('button', { name: 'Devices' })
      .click();
    expect((await opened).url()).toBe(`https://admin.${id}.tagoio.net/devices`);

    // The session is seen, and used, only with access to both the console and the API: they are asked for together.
    const hosts = [`https://admin.${id}.tagoio.net/*`, `https://api.${id}.tagoio.net/*`];
    await page.evaluate((origins) => chrome.permissions.remove({ origins }), hosts);
    const key = connectionKeyOf(`https://api.${id}.tagoio.net` as ApiOrigin, ines.id);
    await page.goto(extension.url(`options.html${optionsRoutes.reconnect(key)}`));
    await page.getByRole('button', { name: 'Use the console’s session' }).click();
    const allow = page.getByRole('button', { name: `Allow access to admin.${id}.tagoio.net` });
    await page.bringToFront();
    await allowInPrompt(
      { extension, display },
      {
        granted: () => hasHost(page, `admin.${id}.tagoio.net`),
        ask: () => allow.click({ timeout: 1000 }),
      },
    );
    expect(await hasHost(page, `api.${id}.tagoio.net`)).toBe(true);
    // A token of one host is refused by the other.
    for (const host of [`api.${id}.tagoio.net`, 'api.us-e1.tago.io'])
      expect(sandbox.requests.count({ host, status: 200 })).toBeGreaterThan(0);
    expect(sandbox.requests.list({ status: 401 })).toEqual([]);
  },
);

test(
  'the console’s session connects without password or token, and is kept in memory only',
  LONG,
  async ({ extension, sandbox, display }) => {
    const ines = accountOf(sandbox, 'plain');
    const console = await ConsoleSite.open(extension);
    await console.signIn(ines);
    const page = await extension.onboarding();
    await page.getByRole('button', { name: 'Use the console’s session' }).click();
    await allowInPrompt(
      { extension, display },
      {
        granted: () => mayFollow(page),
        ask: () => page.getByRole('button', { name: 'Allow access to admin.tago.io' }).click(),
      },
    );
    await console.page.reload();
    await expect(page.getByText('Signed in as ines@acme.example, in profile Acme Farms.')).toBeVisible();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await new ConnectPage(page).expectDone();
    const token = sandbox.state.tokens.find(({ name }) => name === 'Console')?.token ?? '';
    expect(await sessionOf(page)).toEqual({
      'https://admin.tago.io': { api: 'https://api.us-e1.tago.io', token },
    });

    // The session ends with the browser; the console's next one is used automatically.
    await page.close();
    await extension.restartBrowser();
    const popup = await PopupPage.open(extension);
    const signInAgain = popup.card.getByRole('note').filter({ hasText: 'ines@acme.example' });
    // The popup refreshes automatically when that is due; the note replaces the button.
    await expect(async () => {
      if (!(await signInAgain.isVisible())) {
        await popup.page.getByRole('button', { name: 'Refresh' }).click({ timeout: 1000 });
      }
      await expect(signInAgain).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 30_000 });
    await ConsoleSite.open(extension);
    await expect(signInAgain).toHaveCount(0);
  },
);
