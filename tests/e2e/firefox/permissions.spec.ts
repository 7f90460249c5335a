import type { Firefox } from '../../browsers/firefox.ts';
import { LONG } from '../long.ts';
import { accountOf } from '../pages/connect-page.ts';
import { words } from '../strings.ts';
import { button, connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';
import { answerPrompt } from './prompt.ts';

const alertsSwitch = `//label[contains(., "${words('alertsOn')}")]`;
const text = (key: Parameters<typeof words>[0]) => `//*[normalize-space(text())="${words(key)}"]`;
const mayNotify = (firefox: Firefox) =>
  firefox.run<boolean>(`return browser.permissions.contains({ permissions: ['notifications'] })`);
/** Another page of the options, in the same document. */
const goTo = (firefox: Firefox, route: string) => firefox.run(`location.hash = '${route}'`);

test(
  'in Firefox’s own prompt notifications are denied, then allowed and used; in the options they are given back',
  LONG,
  async ({ firefox, sandbox }) => {
    await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
    await goTo(firefox, '#/alerts');
    await firefox.bringToFront();

    await firefox.click(alertsSwitch);
    await answerPrompt(firefox, 'deny');
    await firefox.find(text('alertsRefused'));
    expect(await mayNotify(firefox)).toBe(false);

    await firefox.click(alertsSwitch);
    await answerPrompt(firefox, 'allow');
    await expect.poll(() => mayNotify(firefox)).toBe(true);
    // Without a notification server Firefox accepts a notification and drops it: what it accepted is all there is to see.
    await firefox.click(button(words('alertsTest')));
    await firefox.find(text('alertsTestSent'));

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
