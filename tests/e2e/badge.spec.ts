import { BADGE_COLOURS } from '../../lib/toolbar/badge-colours.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import type { Badge, Extension } from './extension.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { words } from './strings.ts';
import { ageStoredNumbers } from './time.ts';

async function expectBadge(extension: Extension, badge: Partial<Badge>): Promise<void> {
  await expect.poll(() => extension.badge()).toEqual(expect.objectContaining(badge));
}

test('before an account is connected the icon is bare and its tooltip says what to do', async ({
  extension,
}) => {
  await expectBadge(extension, {
    text: '',
    title: expect.stringContaining('not connected') as unknown as string,
  });
});

test('shows the worst service of the active profile and says it in words', async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);
  await expect(popup.heading).toHaveText('Acme Farms');

  await expectBadge(extension, { text: '94%', colour: BADGE_COLOURS.high });
  await extension.wakeWorker();
  expect(await extension.worker.evaluate(() => chrome.action.getBadgeText({}))).toBe('94%');
  const { title } = await extension.badge();
  expect(title).toMatch(
    /^Acme Farms — data input 94\s?% of 350,000; resets \w+ 1|^Acme Farms — data input 94\s?% of 350,000; resets 1 \w+/,
  );
});

test('follows a switch, level and colour included', async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  const popup = await PopupPage.open(extension);

  await popup.switchTo('Northwind Cold Chain');
  await expectBadge(extension, { text: '83%', colour: BADGE_COLOURS.warning });
  await popup.switchTo('Greenhouse Iberia');
  await expectBadge(extension, { text: '100%', colour: BADGE_COLOURS.blocked });
  expect((await extension.badge()).title).toContain('Greenhouse Iberia');
  await popup.switchTo('Demo');
  await expectBadge(extension, {
    text: '',
    title: expect.stringContaining('no limits allocated') as unknown as string,
  });
});

test('is right after a browser start, before the platform has answered anything', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  await expectBadge(extension, { text: '94%' });
  const popup = await PopupPage.open(extension);
  await popup.switchTo('Northwind Cold Chain');
  await expectBadge(extension, { text: '83%' });

  const held = sandbox.faults.add({ path: '/*', kind: 'hold' });
  const answered = sandbox.requests.count();
  await extension.restartBrowser();
  await expectBadge(extension, { text: '83%', colour: BADGE_COLOURS.warning });
  expect((await extension.badge()).title).toContain('Northwind Cold Chain');
  expect(sandbox.requests.count()).toBe(answered);
  held.remove();
});

test('says that the numbers are old once they are older than three intervals', async ({
  extension,
  sandbox,
}) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  await expectBadge(extension, { text: '94%' });

  sandbox.faults.add({ path: '/*', kind: 'server-error' });
  await ageStoredNumbers(extension, 16);
  await extension.restartBrowser();
  await expectBadge(extension, { text: '94?', colour: BADGE_COLOURS.quiet });
  expect((await extension.badge()).title).toContain('Outdated');
});

test('turns grey and says so when offline, and recovers', async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  await expectBadge(extension, { text: '94%' });
  const popup = await PopupPage.open(extension);

  await extension.context.setOffline(true);
  await popup.button(words('popupRefresh')).click();
  await expectBadge(extension, {
    colour: BADGE_COLOURS.quiet,
    title: expect.stringContaining('Offline') as unknown as string,
  });

  await extension.context.setOffline(false);
  await popup.button(words('popupRefresh')).click();
  await expectBadge(extension, { text: '94%', colour: BADGE_COLOURS.high });
});

test('asks for a sign-in when the platform refuses the credential', async ({ extension, sandbox }) => {
  await connect(extension, accountOf(sandbox, 'plain'));
  await expectBadge(extension, { text: '94%' });
  const popup = await PopupPage.open(extension);

  sandbox.faults.add({ path: '/*', kind: 'unauthorized' });
  await popup.button(words('popupRefresh')).click();
  await expectBadge(extension, { text: '!', colour: BADGE_COLOURS.blocked });
  expect((await extension.badge()).title).toContain('sign in again');
});

test('says that a profile needs a token of its own when it is denied, and that one alone', async ({
  extension,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  const northwind = account.profiles.find(({ name }) => name === 'Northwind Cold Chain');
  sandbox.faults.add({ path: '/profile/:id/summary', profile: northwind?.id, kind: 'denied' });
  await connect(extension, account);
  await expectBadge(extension, { text: '94%' });

  const popup = await PopupPage.open(extension);
  await popup.switchTo('Northwind Cold Chain');
  await expectBadge(extension, {
    text: '–',
    title: expect.stringContaining('needs its own token') as unknown as string,
  });
  await popup.switchTo('Greenhouse Iberia');
  await expectBadge(extension, { text: '100%' });
});
