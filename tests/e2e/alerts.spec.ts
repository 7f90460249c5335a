import type { Display } from '../browsers/display.ts';
import { accountOf, profileNamed } from '../sandbox/accounts-list.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { setUsage } from '../sandbox/usage-model.ts';
import { expectAllStored } from './all-stored.ts';
import type { Extension } from './extension.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { CostPage, costRoutes } from './pages/cost-page.ts';
import { allowInPrompt } from './prompt.ts';
import { LONG } from './tags.ts';
import { ageStoredNumbers, fireAlarm } from './time.ts';

// The browser's permission prompt needs a window.
test.use({ headed: true });

interface Notification {
  title: string;
  message: string;
}

/** Allows notifications in the browser's prompt, which only a click in a page can open. */
async function allowNotifications(extension: Extension, display: Display | null): Promise<void> {
  const page = await extension.options('#/settings');
  await page.evaluate(() =>
    document.addEventListener(
      'click',
      () => void chrome.permissions.request({ permissions: ['notifications'] }),
      { capture: true },
    ),
  );
  await page.bringToFront();
  await allowInPrompt(
    { extension, display },
    {
      granted: () =>
        extension.probe.evaluate(() => chrome.permissions.contains({ permissions: ['notifications'] })),
      ask: () => page.mouse.click(5, 5),
    },
  );
  await page.close();
}

/** Records the notifications that the worker shows. */
async function listenToNotifications(extension: Extension): Promise<() => Promise<Notification[]>> {
  await extension.wakeWorker();
  await extension.worker.evaluate(() => {
    const scope = globalThis as unknown as { shown: Notification[] };
    interface Notification {
      title: string;
      message: string;
    }
    scope.shown = [];
    const create = chrome.notifications.create.bind(chrome.notifications) as (...args: unknown[]) => unknown;
    Object.assign(chrome.notifications, {
      create: (id: string, options: Notification) => {
        scope.shown.push({ title: options.title, message: options.message });
        return create(id, options);
      },
    });
  });
  return () => extension.worker.evaluate(() => (globalThis as unknown as { shown: Notification[] }).shown);
}

const turnOn = (extension: Extension) =>
  extension.options('#/alerts').then((page) =>
    page.evaluate(async () => {
      const alerts = {
        enabled: true,
        thresholds: [80, 90, 100],
        forecast: false,
        reopened: true,
        tokenExpiry: false,
        quiet: { from: 0, to: 0 },
      };
      await chrome.runtime.sendMessage({
        id: 1,
        type: 'setPreferences',
        data: { change: { alerts } },
        timestamp: Date.now(),
      });
    }),
  );

/** Connects, allows notifications and turns alerts on; returns how to read what was shown since. */
async function connectWithAlerts(extension: Extension, sandbox: Sandbox, display: Display | null) {
  await connect(extension, accountOf(sandbox, 'plain'));
  await expect.poll(async () => (await extension.badge()).text).toBe('94%');
  await allowNotifications(extension, display);
  const shown = await listenToNotifications(extension);
  await turnOn(extension);
  return shown;
}

/** Fills another profile, and waits until that is announced: what is repeated would have been by then. */
async function announceAnother(
  extension: Extension,
  sandbox: Sandbox,
  shown: () => Promise<Notification[]>,
): Promise<void> {
  const other = profileNamed(sandbox, 'Riverside Utilities');
  setUsage(other, 'analysis', other.allocation.analysis * 1.5, Date.now());
  await ageStoredNumbers(extension, 60);
  await fireAlarm(extension);
  await expect
    .poll(async () => (await shown()).filter(({ title }) => title.includes(other.name)).length, {
      timeout: 20_000,
    })
    .toBe(1);
}

test(
  'many alerts at once are one summary notification, and none is repeated',
  LONG,
  async ({ extension, sandbox, display }) => {
    const shown = await connectWithAlerts(extension, sandbox, display);
    const profiles = accountOf(sandbox, 'plain').profiles.length;

    sandbox.requests.clear();
    await ageStoredNumbers(extension, 60);
    await fireAlarm(extension);
    await expect.poll(async () => (await shown()).length, { timeout: 20_000 }).toBe(1);
    // The first refresh is complete before the second begins.
    await expectAllStored(extension, sandbox, profiles);
    const [summary] = await shown();
    expect(summary?.title).toMatch(/^\d+ alerts need your attention$/);
    expect(summary?.message).toContain('Greenhouse Iberia');

    sandbox.requests.clear();
    await announceAnother(extension, sandbox, shown);
    // All numbers were read again, so that any alert was due.
    await expectAllStored(extension, sandbox, profiles);
    expect(await shown()).toHaveLength(2);
  },
);

test(
  'a rule proposes free limits once, and changes nothing by itself',
  LONG,
  async ({ extension, sandbox, display }) => {
    const shown = await connectWithAlerts(extension, sandbox, display);
    await ageStoredNumbers(extension, 60);
    await fireAlarm(extension);
    await expect.poll(async () => (await shown()).length, { timeout: 20_000 }).toBe(1);

    const cost = await CostPage.open(extension, costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis'));
    await cost.page.getByLabel('When to suggest it').selectOption('At 90%');
    await ageStoredNumbers(extension, 60);
    await fireAlarm(extension);
    const proposals = async () => (await shown()).filter(({ title }) => title.includes('raise the limit'));
    await expect.poll(async () => (await proposals()).length, { timeout: 20_000 }).toBe(1);
    const [proposal] = await proposals();
    expect(proposal?.title).toContain('Greenhouse Iberia');
    expect(proposal?.message).toContain('at no cost');
    expect(proposal?.message).toContain('Nothing changes until you confirm.');
    await announceAnother(extension, sandbox, shown);
    expect(await proposals()).toHaveLength(1);
    expect(sandbox.requests.count({ method: 'POST', route: '/account/allocation' })).toBe(0);
    expect(sandbox.requests.count({ method: 'POST', route: '/account/subscription' })).toBe(0);
  },
);
