import type { Firefox } from '../../browsers/firefox.ts';
import { accountOf, profileNamed } from '../../sandbox/accounts-list.ts';
import { setUsage } from '../../sandbox/usage-model.ts';
import { words } from '../english-words.ts';
import { LONG } from '../tags.ts';
import { ageStoredNumbers, fireAlarm } from '../time.ts';
import { button, connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';
import { startNotificationServer } from './notification-server.ts';
import { answerPrompt } from './prompt.ts';

// Usage that arrives within four seconds is evaluated together: the event page has to live that long.
test.use({ idleTimeoutMs: 30_000 });

const alertsSwitch = `//label[contains(., "${words('alertsOn')}")]`;
const text = (key: Parameters<typeof words>[0]) => `//*[normalize-space(text())="${words(key)}"]`;
const mayNotify = (firefox: Firefox) =>
  firefox.run<boolean>(`return browser.permissions.contains({ permissions: ['notifications'] })`);
/** Opens another page of the options in the same document. */
const goTo = (firefox: Firefox, route: string) => firefox.run(`location.hash = '${route}'`);

test(
  'Firefox’s prompt denies, then allows notifications; alerts come once, until the permission is revoked',
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

    // Any refresh may add a forecast.
    await probe.evaluate(
      (change) => chrome.runtime.sendMessage({ type: 'setPreferences', data: { change } }),
      { alerts: { forecast: false } },
    );

    // Services near their limit are in one summary after the next refresh, and not again after the one after that.
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
    // The control is another profile's alert: what is repeated would be with it, or before it.
    const other = profileNamed(sandbox, 'Riverside Utilities');
    setUsage(other, 'analysis', other.allocation.analysis * 1.5, Date.now());
    await numbersComeIn();
    await expect.poll(async () => (await shown()).length, { timeout: 20_000 }).toBe(3);
    expect((await shown())[2]?.title).toContain(other.name);

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
