import { BADGE_COLORS } from '../../lib/toolbar/badge-colors.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { fill, perService } from '../sandbox/seed-profile.ts';
import { expectAllStored } from './all-stored.ts';
import { changeConnections } from './change-connections.ts';
import { words } from './english-words.ts';
import { expectBadge, titleWith } from './expect-badge.ts';
import { expect, test } from './fixtures.ts';
import { ConnectPage, connect, connectInAnyLanguage } from './pages/connect-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { lockNow, PASSPHRASE, setPassphrase } from './pages/security-page.ts';
import { LONG } from './tags.ts';
import { ageStoredNumbers } from './time.ts';

const SUMMARY = '/profile/:id/summary';

test('not connected: popup and icon say what to do, and lead to the connect page', async ({ extension }) => {
  await expectBadge(extension, { text: '', title: titleWith('not connected') });
  const popup = await PopupPage.open(extension);
  await expect(popup.heading).toHaveText('Connect your TagoIO account');
  await expect(popup.button(words('popupConnect'))).toBeFocused();
  await popup.expectSound();

  // An open options page is shown instead of a second one.
  const onboarding = await extension.onboarding();
  await onboarding.goto(extension.url('options.html#/settings'));
  const before = extension.context.pages().length;
  await popup.button(words('popupConnect')).click();
  await onboarding.waitForURL(/#\/connect$/);
  expect(extension.context.pages()).toHaveLength(before);

  // One in which something is typed stays as it is.
  await onboarding.goto(extension.url('options.html#/connect?at=another-address'));
  const { password } = new ConnectPage(onboarding);
  await password.pressSequentially('half typed');
  expect(await popup.followTo(popup.button(words('popupConnect')))).toBe('#/connect');
  await expect(password).toHaveValue('half typed');

  await onboarding.close();
  expect(await popup.followTo(popup.button(words('popupConnect')))).toBe('#/connect');
});

test('the active profile: worst service first, in words, with what stops and when it starts over', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await expect(popup.heading).toHaveText('Acme Farms');
  await expect(popup.services.first()).toHaveText(/^Data input\s*high.*of 350,000\s*94%/);
  // With the day on which it is full, if that is before the month ends.
  await expect(popup.card.getByRole('note')).toContainText(
    /^Data input: (full (within a day|in about \d+ days?) — |94% used — when full, )data from its devices will be rejected/,
  );
  await expect(popup.card).toContainText(/Updated just now|Updated \d+ min ago/);
  await expect(popup.card).toContainText(/resets in \d+ days?/);
  await expect(popup.others).toContainText(/63 other profiles\d+ blocked\d+ near a limit/);

  await expect(popup.services).toHaveCount(2);
  await popup.button(/^8 more services, up to \d+%$/).click();
  await expect(popup.services).toHaveCount(10);
  await expect(popup.services.filter({ hasText: 'File storage' })).toContainText(
    'When full, new files are rejected. doesn’t reset',
  );
  await popup.expectSound();
  await popup.page.keyboard.press('Escape');
  await expect(popup.services).toHaveCount(2);

  await popup.switchTo('Greenhouse Iberia');
  await expect(popup.card.getByRole('note')).toHaveText(
    /Analysis runtime: limit reached — no scripts run until \w+ 1/,
  );
  expect(await popup.followTo(popup.button(words('popupRaise')))).toMatch(/^#\/raise\/.+\/[a-z_]+$/);
  await popup.expectSound();

  await popup.switchTo('Demo');
  await expect(popup.card).toContainText('No limits are allocated to this profile yet');
  await expect(popup.services).toHaveCount(0);
  await popup.button('Show all 10 services').click();
  await expect(popup.services.filter({ hasText: 'not allocated' })).toHaveCount(9);
  // The plan's limit exists without being set.
  await expect(popup.services.first()).toHaveText(/^Dashboard output\s*within limits\s*360 of 50M\s*0%/);
  await popup.expectSound();
});

test(
  'numbers that can’t be read: the card and the icon say so, not that nothing is allocated',
  LONG,
  async ({ extension, sandbox }) => {
    const body = JSON.stringify({
      status: true,
      result: { limit: { input: 'many', sms: 0 }, limit_used: { input: 5, sms: 0 }, amount: {} },
    });
    sandbox.faults.add({ path: SUMMARY, kind: 'raw', status: 200, body });
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expect(popup.card).toContainText(words('popupUsageUnknown'));
    await expect(popup.card).not.toContainText(words('popupNothingAllocated'));
    await expect(popup.button(words('popupAllocate'))).toHaveCount(0);
    await expectBadge(extension, { text: '', title: titleWith(words('toolbarUsageUnknown')) });
    await popup.expectSound();
  },
);

test(
  'a shared profile near a limit says who can raise it, and its details lead to its usage',
  LONG,
  async ({ extension, sandbox }) => {
    const shared = sandbox.state.profiles.find(({ name }) => name === 'Tallinn Metering')!;
    // What starts again each month would be full within days by what was used on its first one.
    fill(
      shared,
      shared.allocation,
      { ...perService(Array(9).fill(0)), data_records: 0.85 },
      sandbox.clock.now(),
    );
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Tallinn Metering');
    const alert = popup.card.getByRole('note');
    await expect(alert).toContainText(/^Data storage: .+Only .+ can raise this profile’s limits\./);
    await popup.expectSound();
    const opened = extension.context.waitForEvent('page');
    await popup.button(words('popupDetails')).click();
    const page = await opened;
    await expect(page).toHaveURL(/#\/profiles\/.+\/usage$/);
    await expect(page.getByText(/Only .+ can raise this profile’s limits/).first()).toBeVisible();
  },
);

test('the first percentage is timed by its name', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  const named = await popup.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            resolve((entry as PerformanceEntry & { identifier: string }).identifier);
        }).observe({ type: 'element', buffered: true });
      }),
  );
  expect(named).toBe('active-percent');
});

test('an unknown service is shown by its key', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  const acme = account.profiles.find(({ name }) => name === 'Acme Farms')!;
  const response = await fetch(`${sandbox.origin}/profile/${acme.id}/summary`, {
    headers: { token: account.token ?? '' },
  });
  const summary = (await response.json()) as { result: { limit: object; limit_used: object } };
  Object.assign(summary.result.limit, { edge_compute: 40 });
  Object.assign(summary.result.limit_used, { edge_compute: 39.5 });
  sandbox.faults.add({
    path: SUMMARY,
    profile: acme.id,
    kind: 'raw',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(summary),
  });
  await connect(extension, account);
  const popup = await PopupPage.open(extension);
  await expect(popup.services.first()).toHaveText(/^edge_compute\s*high\s*39\.5 of 40\s*98%/);
});

test('the first load shows placeholders until numbers arrive', LONG, async ({ extension, sandbox }) => {
  const held = sandbox.faults.add({ path: SUMMARY, kind: 'hold' });
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await expect(popup.heading).toHaveText('Acme Farms');
  await expect(popup.card.getByText('Loading…')).toBeAttached();
  await expect(popup.rows.first()).toContainText('not loaded yet');
  await popup.expectSound();
  held.remove();
  await expect(popup.services.first()).toContainText('94');
});

test('a failure of the first read is shown and can be retried', LONG, async ({ extension, sandbox }) => {
  const failing = sandbox.faults.add({ path: SUMMARY, kind: 'server-error' });
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await expect(popup.card.getByRole('note')).toContainText('TagoIO is having problems');
  await popup.expectSound();
  failing.remove();
  await popup.button(words('popupTryAgain')).click();
  await expect(popup.services.first()).toContainText('94');
});

test(
  'denied for one profile: popup and icon say so, lead to its token, and the others work',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    const northwind = account.profiles.find(({ name }) => name === 'Northwind Cold Chain');
    sandbox.faults.add({ path: SUMMARY, profile: northwind?.id, kind: 'denied' });
    await connect(extension, account);
    const popup = await PopupPage.open(extension);
    await expect(await popup.find('Greenhouse Iberia')).toContainText('blocked');
    await expect(await popup.find('Northwind Cold Chain')).toContainText('needs token');
    await expectBadge(extension, { text: '94%' });

    await popup.switchTo('Northwind Cold Chain');
    await expect(popup.card.getByRole('note')).toContainText('Needs its own token');
    await expectBadge(extension, { text: '–', title: titleWith('needs its own token') });
    await popup.expectSound();
    expect(await popup.followTo(popup.button(words('popupDeniedAction')))).toMatch(
      new RegExp(`^#/token/.+${northwind?.id}$`),
    );

    await popup.switchTo('Greenhouse Iberia');
    await expectBadge(extension, { text: '100%' });

    // The last numbers of one that was read before stay in its row, marked as such.
    const greenhouse = account.profiles.find(({ name }) => name === 'Greenhouse Iberia');
    sandbox.faults.add({ path: SUMMARY, profile: greenhouse?.id, kind: 'denied' });
    await popup.button(words('popupRefresh')).click();
    await expect(popup.card.getByRole('note').first()).toContainText('Needs its own token');
    await popup.switchTo('Northwind Cold Chain');
    await expect(await popup.find('Greenhouse Iberia')).toContainText('blocked, needs token');
  },
);

test(
  'offline: the last numbers stay, and what can’t be done says why, until it is online again',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expect(popup.services.first()).toContainText('94');
    await extension.context.setOffline(true);
    await expect(popup.card.getByRole('note').first()).toContainText(
      'You’re offline. These are the last known numbers.',
    );
    await expect(popup.services.first()).toContainText('94');
    await popup.expectSound();
    // What can't succeed says why.
    await expect(popup.button(words('popupRefresh'))).toBeDisabled();
    await expect(popup.button(words('popupCopyToken'))).toHaveAccessibleDescription(words('offlineFirst'));
    await popup.button(words('popupCopyToken')).dispatchEvent('click');
    await expect(popup.text(words('offlineFirst'))).toBeVisible();
    await popup.expectSound();
    await extension.context.setOffline(false);
    await expect(popup.card.getByRole('note')).toHaveCount(1);
    await expectBadge(extension, { text: '94%', colour: BADGE_COLORS.high });
    await expect(popup.card.getByRole('note')).toHaveCount(1);
  },
);

test(
  'an outage is named while the numbers are young, with when they are from',
  LONG,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expect(popup.services.first()).toContainText('94');
    const failing = sandbox.faults.add({ path: '/*', kind: 'cut', how: 'reset' });
    await popup.button(words('popupRefresh')).click();
    await expect(popup.card.getByRole('note').first()).toContainText('Can’t reach TagoIO');
    await expect(popup.card).toContainText(/Last updated \d+:\d\d/);
    await expect(popup.card).not.toContainText('Updated');
    await expect(popup.services.first()).toContainText('94');
    await popup.expectSound();
    await expectBadge(extension, { colour: BADGE_COLORS.quiet, title: titleWith('Offline') });
    failing.remove();
    await popup.button(words('popupTryAgain')).click();
    await expect(popup.card).toContainText('Updated just now');
    await expectBadge(extension, { text: '94%', colour: BADGE_COLORS.high });
    await expect(popup.card.getByRole('note')).toHaveCount(1);
  },
);

test('old numbers are marked as old in popup and icon', LONG, async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const first = await PopupPage.open(extension);
  await expect(first.services.first()).toContainText('94');
  await first.page.close();
  await ageStoredNumbers(extension, 47);
  sandbox.faults.add({ path: '/*', kind: 'server-error' });

  const popup = await PopupPage.open(extension);
  await expect(popup.card).toContainText(/Last updated .*\d:\d\d/);
  await expect(popup.card.getByRole('note').first()).toContainText('TagoIO is having problems');
  await expect(popup.services.first()).toContainText('94');
  await expectBadge(extension, {
    text: '94?',
    colour: BADGE_COLORS.quiet,
    title: titleWith('Outdated'),
  });
  await popup.expectSound();
});

test('numbers that are being read again aren’t called outdated', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  await expectAllStored(extension, sandbox, account.profiles.length);
  await ageStoredNumbers(extension, 47);
  const held = sandbox.faults.add({ path: SUMMARY, kind: 'hold' });
  const popup = await PopupPage.open(extension);
  const outdated = popup.card.getByText(words('popupStale'));
  const old = popup.card.getByText(/^Updated 4\d min ago/);
  await expect.poll(() => held.hits).toBe(1);
  await expect(old).toBeVisible();
  await expect(outdated).toHaveCount(0);
  await popup.switchTo('Greenhouse Iberia');
  await expect(popup.heading).toHaveText('Greenhouse Iberia');
  await expect.poll(() => held.hits).toBe(2);
  await expect(old).toBeVisible();
  await expect(outdated).toHaveCount(0);
  await popup.expectSound();
  held.remove();
  await expect(popup.card).toContainText('Updated just now');
  await expect(outdated).toHaveCount(0);
});

test(
  'needs sign-in: names the account and leads to the form; another connection’s is a banner',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, accountOf(sandbox, 'plain', 'eu-w1'));
    await connect(extension, account);
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Greenhouse Iberia');
    await expect(popup.heading).toHaveText('Greenhouse Iberia');

    sandbox.faults.add({ path: '/*', host: 'api.us-e1.tago.io', kind: 'unauthorized' });
    // Forced: it can't be pressed anymore where the refresh after the switch has been refused already.
    await popup.button(words('popupRefresh')).click({ force: true });
    await expect(popup.card.getByRole('note').first()).toContainText(
      `Sign in again to refresh ${account.email}`,
    );
    await expect(popup.services.first()).toContainText('100');
    await popup.expectSound();
    // The status at the bottom has one as well if the answer had come before Refresh was pressed.
    const signIn = popup.card.getByRole('button', { name: words('popupSignIn') });
    expect(await popup.followTo(signIn)).toContain('#/connect/https://api.us-e1.tago.io#');

    await popup.switchTo('Acme Farms Europe');
    await expect(popup.heading).toHaveText('Acme Farms Europe');
    await expect(popup.card.getByText('Sign in again')).toHaveCount(0);
    const banner = popup.page.getByRole('note').filter({ hasText: 'US East' });
    await expect(banner).toContainText(account.email);
    await popup.expectSound();
    expect(await popup.followTo(banner.getByRole('button'))).toContain(
      '#/connect/https://api.us-e1.tago.io#',
    );
  },
);

test(
  'host access withdrawn: says which host and leads to where it is given again',
  LONG,
  async ({ extension, sandbox }) => {
    const account = accountOf(sandbox, 'plain');
    await connect(extension, account);
    // A call that finds the host reachable takes the state back: nothing may be left to be read.
    await expectAllStored(extension, sandbox, account.profiles.length);
    await changeConnections(extension, { state: 'host-permission' });
    const popup = await PopupPage.open(extension);
    await expect(popup.card.getByRole('note').first()).toContainText('api.us-e1.tago.io');
    await popup.expectSound();
    expect(await popup.followTo(popup.button(words('popupHostPermissionAction')))).toMatch(/^#\/connect\/.+/);
  },
);

test('locked: the last numbers stay, nothing is requested, and only the passphrase unlocks', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  await lockNow(await setPassphrase(extension));

  const popup = await PopupPage.open(extension);
  const note = popup.card.getByRole('note').first();
  await expect(note).toContainText('Locked');
  await expect(popup.services.first()).toContainText('94');
  await popup.expectSound();

  const requests = sandbox.requests.count();
  await popup.switchTo('Northwind Cold Chain');
  await expect(popup.heading).toHaveText('Northwind Cold Chain');
  const field = popup.page.getByLabel(words('popupPassphrase'));
  await field.fill('wrong');
  await field.press('Enter');
  await expect(note.getByRole('alert')).toHaveText('Wrong passphrase.');
  await popup.expectSound();
  expect(sandbox.requests.count()).toBe(requests);

  await field.fill(PASSPHRASE);
  await popup.button(words('popupUnlock')).click();
  await expect(note).not.toContainText('Locked');
  await expect(popup.filter).toBeFocused();
  const refreshed = sandbox.requests.next({ route: SUMMARY });
  await popup.button(words('popupRefresh')).click();
  expect((await refreshed).status).toBe(200);
});

test('a store that cannot be read shows an error, not an empty list', async ({ extension }) => {
  const popup = new PopupPage(await extension.context.newPage());
  await popup.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'UnknownError');
    };
  });
  await popup.page.goto(extension.url('popup.html'));
  await expect(popup.heading).toHaveText('Stored data can’t be read');
  await popup.expectSound();
});

for (const locale of ['pt-BR', 'es']) {
  test.describe(locale, LONG, () => {
    test.use({ browserArgs: [`--lang=${locale}`] });
    test(`fits its place in ${locale}`, async ({ extension, sandbox }) => {
      await connectInAnyLanguage(extension, accountOf(sandbox, 'plain'));

      const popup = new PopupPage(await extension.popup());
      await expect(popup.heading).toHaveText('Acme Farms');
      await expect(popup.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale.slice(0, 2)}`));
      await popup.expectSound();
    });
  });
}

test('an invitation to share a profile is answered in the popup', LONG, async ({ extension, sandbox }) => {
  const plain = accountOf(sandbox, 'plain');
  const theirs = accountOf(sandbox, 'authenticator').profiles[0]!;
  await fetch(`${sandbox.origin}/__sandbox/invite`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ profile: theirs.id, email: plain.email }),
  });
  await connect(extension, plain);
  // The options page asks for the account's notifications; the popup shows what is stored.
  await extension.options('#/overview');
  const popup = await PopupPage.open(extension);
  const banner = popup.page.getByRole('note').filter({ hasText: theirs.name });
  await expect(banner).toBeVisible();
  await popup.expectSound();

  await banner.getByRole('button', { name: words('invitationAccept') }).click();
  await expect(popup.text(words('invitationAccepted'))).toBeAttached();
  await expect(await popup.find(theirs.name)).toBeVisible();
  await popup.filter.fill('');
  await expect(banner).toHaveCount(0);
});
