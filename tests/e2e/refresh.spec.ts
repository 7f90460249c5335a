import type { Page } from '@playwright/test';
import { BADGE_COLORS } from '../../lib/toolbar/badge-colors.ts';
import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import type { LoggedRequest } from '../sandbox/request-log.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { setUsage } from '../sandbox/usage-model.ts';
import { expectAllStored } from './all-stored.ts';
import { words } from './english-words.ts';
import { expectBadge, titleWith } from './expect-badge.ts';
import { expect, SMALL_ACCOUNT, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { BOTH, LONG } from './tags.ts';
import { ageStoredNumbers, alarmAfterFiring, fireAlarm } from './time.ts';

test.use({ sandboxOptions: SMALL_ACCOUNT });

const SUMMARY = '/profile/:id/summary';
const row = (popup: Page, name: string) => popup.getByRole('option', { name });
const refresh = (popup: Page) => popup.getByRole('button', { name: words('popupRefresh') });

/** A request of a refresh: every GET but the sandbox's own. */
const isRefresh = ({ method, route }: LoggedRequest) => method === 'GET' && !route.startsWith('/__sandbox');
const countRefreshRequests = (sandbox: Sandbox) => sandbox.requests.count(isRefresh);

test('a refresh of N profiles costs at most N + 2 requests', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  await expectAllStored(extension, sandbox, account.profiles.length);

  sandbox.requests.clear();
  await ageStoredNumbers(extension, 60);
  await fireAlarm(extension);
  await expectAllStored(extension, sandbox, account.profiles.length);
  const popup = await extension.popup();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
  expect(countRefreshRequests(sandbox)).toBeLessThanOrEqual(account.profiles.length + 2);
  expect(Math.max(...sandbox.requests.list().map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(4);
  expect(sandbox.requests.list(isRefresh).every(({ cacheControl }) => cacheControl?.includes('no-'))).toBe(
    true,
  );
});

test(
  'opening the popup ten times in a minute costs at most one more request',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    await expectAllStored(extension, sandbox, account.profiles.length);

    sandbox.requests.clear();
    for (let time = 0; time < 10; time += 1) {
      const popup = await extension.popup();
      await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
      await expect(row(popup, 'Greenhouse Iberia')).toBeVisible();
      await popup.close();
    }
    expect(countRefreshRequests(sandbox)).toBeLessThanOrEqual(1);
  },
);

test('several open pages request each profile once', async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  await expectAllStored(extension, sandbox, account.profiles.length);

  await ageStoredNumbers(extension, 4);
  sandbox.requests.clear();
  const held = sandbox.faults.add({ path: SUMMARY, kind: 'hold' });
  // Of the options page two: the popup reads the active profile alone.
  const overview = () => extension.options('#/overview');
  const pages = [await extension.popup(), await extension.popup(), await overview(), await overview()];
  await expect.poll(() => held.hits).toBeGreaterThan(0);
  for (const page of pages) await expect(page.getByText('Acme Farms').first()).toBeVisible();
  held.remove();
  await expectAllStored(extension, sandbox, account.profiles.length);
  await expect.poll(() => sandbox.requests.inFlight).toBe(0);
  expect(sandbox.requests.count({ route: SUMMARY })).toBe(account.profiles.length);
});

test(
  'a worker killed in the middle of a refresh resumes it, and loses nothing',
  BOTH,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const held = sandbox.faults.add({ path: SUMMARY, kind: 'hold' });
    await connect(extension, account);
    await expect.poll(() => held.hits).toBeGreaterThan(0);

    await extension.stopWorker();
    held.remove();
    await fireAlarm(extension);
    // Before the popup, which would read them itself.
    await expectAllStored(extension, sandbox, account.profiles.length);
    const popup = await extension.popup();
    await expect(row(popup, 'Northwind Cold Chain')).toContainText('83');
    await expect(row(popup, 'Greenhouse Iberia')).toContainText('blocked');
    await expect.poll(async () => (await extension.badge()).text).toBe('94%');
  },
);

test(
  'the numbers survive a browser restart without a network',
  LONG,
  async ({ extension, sandbox, front }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await expect.poll(async () => (await extension.badge()).text).toBe('94%');
    await expectAllStored(extension, sandbox, 8);

    await front.close();
    await extension.restartBrowser();
    const popup = await extension.popup();
    await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');
    await expect(row(popup, 'Northwind Cold Chain')).toContainText('83');
    await row(popup, 'Northwind Cold Chain').click();
    await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Northwind Cold Chain');
    await expect.poll(async () => (await extension.badge()).text).toMatch(/^83/);
  },
);

test('a refused credential stops the connection’s requests, and popup and icon ask for a sign-in', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  await expectAllStored(extension, sandbox, 8);
  const popup = await extension.popup();
  sandbox.faults.add({ path: '/*', kind: 'unauthorized' });
  await refresh(popup).click();
  await expect(popup.getByText(/Sign in again to refresh/)).toBeVisible();
  await expectBadge(extension, {
    text: '!',
    colour: BADGE_COLORS.blocked,
    title: titleWith('sign in again'),
  });

  // Others of the requests that run in parallel are in the log once they end.
  await expect.poll(() => sandbox.requests.inFlight).toBe(0);
  const asked = countRefreshRequests(sandbox);
  await ageStoredNumbers(extension, 60);
  const another = await extension.popup();
  await expect(another.getByText(/Sign in again to refresh/)).toBeVisible();
  await expect(row(another, 'Northwind Cold Chain')).toBeVisible();
  // Nothing is planned, where a refresh that begins would be.
  expect(await alarmAfterFiring(extension)).toBeNull();
  expect(countRefreshRequests(sandbox)).toBe(asked);
});

test(
  'a profile that was refused with 429 is not read before the time is over',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const [acme] = account.profiles;
    await connect(extension, account);
    await expectAllStored(extension, sandbox, 8);
    const popup = await extension.popup();
    await expect(popup.getByRole('heading', { level: 1 })).toHaveText('Acme Farms');

    const limited = sandbox.faults.add({
      path: SUMMARY,
      profile: acme!.id,
      kind: 'rate-limit',
      retryAfter: 3600,
      header: true,
    });
    await refresh(popup).click();
    await expect.poll(() => limited.hits).toBe(1);
    await expect(refresh(popup)).toBeEnabled();
    await refresh(popup).click();
    await popup.close();

    sandbox.requests.clear();
    await ageStoredNumbers(extension, 45);
    await fireAlarm(extension);
    const read = () => sandbox.requests.list({ route: SUMMARY, status: 200 });
    await expect
      .poll(() =>
        read()
          .map(({ profileId }) => profileId)
          .sort(),
      )
      .toEqual(
        account.profiles
          .slice(1)
          .map(({ id }) => id)
          .sort(),
      );
    // It is the active one, whose turn is before all others'.
    expect(limited.hits).toBe(1);
    // The last number stays, as an old one.
    await expect.poll(async () => (await extension.badge()).text).toBe('94?');

    await ageStoredNumbers(extension, 20);
    await fireAlarm(extension);
    await expect.poll(() => limited.hits).toBe(2);
  },
);

for (const [kind, what, note] of [
  ['server-error', 'a server error', 'TagoIO is having problems'],
  ['status-false', 'a failure with status 200', 'Something went wrong'],
  ['garbage', 'a gateway’s page', 'TagoIO isn’t responding right now'],
  ['cut', 'a cut connection', 'Can’t reach TagoIO'],
  ['truncate', 'half an answer', 'Something between you and TagoIO'],
] as const) {
  // One failure stands for all: tests/unit/platform/request.test.ts tests how each is recognized.
  const tag = kind === 'server-error' ? {} : LONG;
  test(`keeps the last numbers after ${what}, and recovers`, tag, async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await expectAllStored(extension, sandbox, 8);
    const popup = await PopupPage.open(extension);
    await expect(popup.card.getByText('of 350,000').first()).toBeVisible();

    const fault = sandbox.faults.add({ path: SUMMARY, kind });
    await popup.button(words('popupRefresh')).click();
    await expect(popup.page.getByText(note).first()).toBeVisible();
    await expect(popup.card.getByText('of 350,000').first()).toBeVisible();
    await expect(popup.row('Northwind Cold Chain')).toContainText('83');
    await expect.poll(async () => (await extension.badge()).text).toBe('94%');

    const northwind = profileNamed(sandbox, 'Northwind Cold Chain');
    setUsage(northwind, 'input', northwind.allocation.input * 0.91, sandbox.clock.now());
    fault.remove();
    await ageStoredNumbers(extension, 60);
    await fireAlarm(extension);
    await expect(popup.row('Northwind Cold Chain')).toContainText('91');
    await expect(popup.card.getByText(note)).toHaveCount(0);
  });
}
