import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { accountOf, type SandboxAccount } from '../sandbox/accounts-list.ts';
import { expectAccessible } from './axe.ts';
import { words } from './english-words.ts';
import { type Extension, removeFolder } from './extension.ts';
import {
  expect,
  SMALL_ACCOUNT,
  withChromiumExtension,
  withFirefoxExtension,
  test as withOneBrowser,
} from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { OptionsPage } from './pages/options-page.ts';
import { LONG, LONG_IN_BOTH } from './tags.ts';

/** `second`: the same build in another browser, whose `storage.sync` the test carries to the first and back. */
const test = withOneBrowser.extend<{ second: Extension }>({
  second: async ({ browserUnderTest, front, chromiumPath }, use) => {
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-browser-'));
    const browser = { profile, headless: true };
    if (browserUnderTest === 'firefox') await withFirefoxExtension(front, browser, use);
    else await withChromiumExtension(front, { ...browser, executable: chromiumPath }, use);
    removeFolder(profile);
  },
});
test.use({ sandboxOptions: SMALL_ACCOUNT });

type Items = Record<string, unknown>;

const synced = (extension: Extension) =>
  extension.probe.evaluate(() => chrome.storage.sync.get(null)) as Promise<Items>;
const write = (extension: Extension, items: Items) =>
  extension.probe.evaluate((all) => chrome.storage.sync.set(all), items);
/** Copies items as the browser's sync does: an item that was written there replaces the one here. */
const carry = async (from: Extension, to: Extension) => write(to, await synced(from));

/** Returns what is set for a profile by its field's name in sync, without times; undefined: nothing is. */
function recordIn(items: Items, id: string): Record<string, unknown> | undefined {
  for (const chunk of Object.values(items) as Record<string, Record<string, object>>[]) {
    const record = Object.values(chunk).find((profiles) => id in Object(profiles))?.[id];
    if (record) return Object.fromEntries(Object.entries(record).map(([name, [, value]]) => [name, value]));
  }
  return undefined;
}

async function setTag(options: OptionsPage, name: string, tag: string): Promise<void> {
  await options.profile(name, 'profileTabMore');
  await options.page.getByLabel(words('profilesTag')).fill(tag);
  await options.button('Save tag').click();
  await expect(options.text(`${name} has the tag “${tag}”.`)).toBeVisible();
}

const pin = (options: OptionsPage, name: string) => options.button(words('profilesFavourite', name));

/** Imports a backup in which this is set for profiles; other settings stay. */
async function importPreferences(options: OptionsPage, profilePreferences: object[]): Promise<void> {
  const backup = {
    format: 'profiles-for-tagoio-backup',
    version: 1,
    createdAt: '2026-11-01T00:00:00.000Z',
    preferences: {},
    profilePreferences,
    connections: [],
    history: [],
    journal: [],
  };
  await options.go(words('navSettings'));
  await options.page.locator('input[type=file]').setInputFiles({
    name: 'backup.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(backup)),
  });
  await options.dialog.getByRole('button', { name: words('backupImportConfirm'), exact: true }).click();
  // A thousand profiles take a while on a busy machine.
  await expect(options.text(words('backupImported'))).toBeVisible({ timeout: 60_000 });
}

const profileKey = (n: number) => `https://api.us-e1.tago.io#${n.toString(16).padStart(24, '0')}`;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

function expectNoSecret(items: Items, account: SandboxAccount, tokens: readonly string[]): void {
  const text = JSON.stringify(items);
  for (const secret of [...tokens, account.email, account.password]) expect(text).not.toContain(secret);
  for (const { name } of account.profiles) expect(text).not.toContain(name);
}

test(
  'two browsers have each other’s newer settings, field by field, and no secret; switched off, all stays here and leaves sync',
  LONG_IN_BOTH,
  async ({ extension, second, sandbox }) => {
    test.setTimeout(300_000);
    const account = accountOf(sandbox, 'plain');
    const idOf = (name: string) => account.profiles.find((profile) => profile.name === name)!.id;
    await connect(extension, account);
    await connect(second, account);
    const here = await OptionsPage.open(extension, '#/profiles');
    const there = await OptionsPage.open(second, '#/profiles');

    // Each browser sets another field of the same profile, and both set the tag of a second one: the later one counts.
    await pin(here, 'Demo').click();
    await setTag(here, 'Acme Farms', 'first');
    await setTag(there, 'Acme Farms', 'second');
    await setTag(there, 'Demo', 'customer');
    await there.go(words('navSettings'));
    await there.page.getByRole('radio', { name: words('theme_dark') }).check();
    await expect
      .poll(async () => recordIn(await synced(extension), idOf('Acme Farms')))
      .toEqual({ g: 'first' });
    await expect
      .poll(async () => (await synced(second)).settings1)
      .toMatchObject({ theme: [expect.any(Number), 'dark'] });

    await carry(second, extension);
    await expect
      .poll(async () => recordIn(await synced(extension), idOf('Demo')), { timeout: 20_000 })
      .toEqual({ f: 1, g: 'customer' });
    await expect(here.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await here.go(words('navProfiles'));
    await here.page.getByRole('searchbox').fill('');
    await expect(here.row('Acme Farms')).toContainText('#second');
    await expect(here.row('Demo')).toContainText('#customer');
    await expect(pin(here, 'Demo')).toHaveAttribute('aria-pressed', 'true');

    await carry(extension, second);
    await there.go(words('navProfiles'));
    await there.page.getByRole('searchbox').fill('');
    await expect(pin(there, 'Demo')).toHaveAttribute('aria-pressed', 'true');
    await expect(there.row('Acme Farms')).toContainText('#second');
    const tokens = sandbox.state.tokens.map(({ token }) => token);
    expectNoSecret(await synced(extension), account, tokens);

    // Off: nothing of this browser is left in sync, its settings stay, and what the other browser writes is left alone.
    await here.go(words('navSettings'));
    await expect(here.page.getByText(/^Last passed to your browser’s sync: /)).toBeVisible();
    await here.page.getByRole('checkbox', { name: words('settingsSyncOn') }).uncheck();
    await expect(here.text(words('settingsSyncRemoved'))).toBeVisible();
    await expectAccessible(here.page, 'sync switched off');
    expect(await synced(extension)).toEqual({});
    await setTag(there, 'Demo', 'later');
    await expect.poll(async () => recordIn(await synced(second), idOf('Demo'))).toMatchObject({ g: 'later' });
    // A round of sync ends with clearing this alarm: only then was what the other browser wrote looked at.
    await extension.probe.evaluate(() => chrome.alarms.create('sync', { delayInMinutes: 60 }));
    await carry(second, extension);
    await expect
      .poll(() => extension.probe.evaluate(async () => (await chrome.alarms.get('sync')) ?? null))
      .toBeNull();
    await here.go(words('navProfiles'));
    await here.page.getByRole('searchbox').fill('');
    await expect(here.row('Demo')).toContainText('#customer');
    expect(await synced(extension)).toEqual(await synced(second));

    // On again: both are merged.
    await here.go(words('navSettings'));
    await here.page.getByRole('checkbox', { name: words('settingsSyncOn') }).check();
    await expect(here.page.getByText(/^Last passed to your browser’s sync: /)).toBeVisible();
    await here.go(words('navProfiles'));
    await expect(here.row('Demo')).toContainText('#later');
    await expect(pin(here, 'Demo')).toHaveAttribute('aria-pressed', 'true');
  },
);

test(
  'the settings of 1,000 profiles fit, and what doesn’t is reported in the settings',
  LONG_IN_BOTH,
  async ({ extension, second, sandbox }) => {
    test.setTimeout(360_000);
    await connect(extension, accountOf(sandbox, 'plain'));
    await connect(second, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/settings');
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        profileKey: profileKey(from + n),
        favourite: true,
        colour: '#2f7d5b',
      }));
    await importPreferences(options, many(1, 1000));
    const records = async (from: Extension) => {
      const items = await synced(from);
      return many(1, 1000).filter((row) => recordIn(items, row.profileKey.split('#')[1]!)).length;
    };
    await expect.poll(() => records(extension), { timeout: 60_000 }).toBe(1000);
    const items = await synced(extension);
    for (const [name, item] of Object.entries(items)) expect(name.length + bytesOf(item)).toBeLessThan(8192);
    expect(bytesOf(items)).toBeLessThan(102_400);
    await expect(options.page.getByText(/browser’s sync is full/)).toHaveCount(0);

    // The second browser gets all of them: its backup has them.
    await carry(extension, second);
    const there = await OptionsPage.open(second, '#/settings');
    await expect
      .poll(
        async () => {
          const { text } = await second.download(there.page, () =>
            there.button(words('backupExport')).click(),
          );
          const rows: { colour?: string }[] = JSON.parse(text).profilePreferences;
          return rows.filter(({ colour }) => colour === '#2f7d5b').length;
        },
        { timeout: 60_000, intervals: [1000] },
      )
      .toBe(1000);

    await importPreferences(options, many(1001, 1000));
    await expect(
      options.page.getByText(/^The browser’s sync is full: the settings of \d+ profiles/),
    ).toBeVisible({
      timeout: 60_000,
    });
    await expectAccessible(options.page, 'sync is full');
  },
);

test(
  'a write that the browser refuses is reported in the settings, and tried again',
  LONG,
  async ({ extension, sandbox }) => {
    test.setTimeout(180_000);
    await connect(extension, accountOf(sandbox, 'plain'));
    const options = await OptionsPage.open(extension, '#/settings');
    // Chromium allows 120 writes a minute.
    await extension.probe.evaluate(async () => {
      for (let n = 0; n < 120; n++) await chrome.storage.sync.set({ later: n }).catch(() => {});
    });
    await options.page.getByRole('radio', { name: words('theme_dark') }).check();
    await expect(options.text(words('settingsSyncRefused'))).toBeVisible({ timeout: 30_000 });
    await expect(async () => {
      await extension.inBackground((scope) => {
        const { onAlarm } = scope.chrome.alarms as unknown as { onAlarm: { dispatch(alarm: object): void } };
        onAlarm.dispatch({ name: 'sync', scheduledTime: 0 });
      }, null);
      await expect(options.page.getByText(/^Last passed to your browser’s sync: /)).toBeVisible({
        timeout: 5_000,
      });
    }).toPass({ timeout: 90_000 });
  },
);
