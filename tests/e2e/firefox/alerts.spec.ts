import type { Firefox } from '../../browsers/firefox.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import { LONG } from '../long.ts';
import { words } from '../strings.ts';
import { ageStoredNumbers, fireAlarm } from '../time.ts';
import { button, connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';
import { startNotificationServer } from './notification-server.ts';
import { answerPrompt } from './prompt.ts';

// Numbers that come in within four seconds are judged together: the event page has to live that long.
test.use({ idleTimeoutMs: 30_000 });

const alertsSwitch = `//label[contains(., "${words('alertsOn')}")]`;
const text = (key: Parameters<typeof words>[0]) => `//*[normalize-space(text())="${words(key)}"]`;
const mayNotify = (firefox: Firefox) =>
  firefox.run<boolean>(`return browser.permissions.contains({ permissions: ['notifications'] })`);
/** Another page of the options, in the same document. */
const goTo = (firefox: Firefox, route: string) => firefox.run(`location.hash = '${route}'`);

test(
  'in Firefox’s own prompt notifications are denied, then allowed; alerts come once, until the permission is given back',
  LONG,
  async ({ firefox, sandbox }) => {
    await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
    const probe = {
      evaluate: <Argument, Result>(work: (argument: Argument) => Result, argument: Argument) =>
        firefox.run<Awaited<Result>>(`return (${work.toString()})(args[0])`, argument),
    };
    await goTo(firefox, '#/alerts');
    await firefox.bringToFront();

    await firefox.click(alertsSwitch);
    await answerPrompt(firefox, 'deny');
    await firefox.find(text('alertsRefused'));
    expect(await mayNotify(firefox)).toBe(false);

    await firefox.click(alertsSwitch);
    await answerPrompt(firefox, 'allow');
    await expect.poll(() => mayNotify(firefox)).toBe(true);

    const shown = await startNotificationServer(firefox);
    await firefox.click(button(words('alertsTest')));
    await firefox.find(text('alertsTestSent'));
    await expect.poll(async () => (await shown()).length).toBe(1);

    // What is near its limit comes in one summary with the next numbers, and not again with those after.
    const numbersComeIn = async () => {
      sandbox.requests.clear();
      await ageStoredNumbers({ probe }, 60);
      await fireAlarm({ probe });
      const profiles = accountOf(sandbox, 'plain').profiles.length;
      await expect.poll(() => sandbox.requests.count({ route: '/profile/:id/summary' })).toBe(profiles);
    };
    await numbersComeIn();
    await expect.poll(async () => (await shown()).length, { timeout: 20_000 }).toBe(2);
    expect((await shown())[1]?.title).toMatch(/^\d+ alerts need your attention$/);
    expect((await shown())[1]?.message).toContain('Greenhouse Iberia');
    await numbersComeIn();
    await fireAlarm({ probe }, 'alerts');
    await expect.poll(() => firefox.run('return browser.action.getBadgeText({})')).toBe('94%');
    expect(await shown()).toHaveLength(2);

    await goTo(firefox, '#/security');
    await firefox.click(
      `//button[@aria-label="${words('permissionRemoveOf', words('permission_notifications'))}"]`,
    );
    await expect.poll(() => mayNotify(firefox)).toBe(false);
    await firefox.find(text('permissionsNone'));
    await goTo(firefox, '#/alerts');
    await firefox.find(text('alertsWithdrawn'));
  },
);
