import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/domain/time.ts';
import { freshBrowser } from '../actions/fresh-browser.ts';
import { speedUpKeyDerivation } from '../vault/fast-key-derivation.ts';
import { ACCOUNT, farm, farmList } from './farms.ts';

const PROFILES = Array.from({ length: 60 }, (_, n) => n);
const PASSPHRASE = 'correct horse battery';

const START = Date.UTC(2026, 9, 1, 12);
const DAYS = 92;
const dayOf = (month: number, day: number) => (Date.UTC(2026, month - 1, day, 12) - START) / DAY_MS;

/** Events of the quarter, by day. */
const RAISED = { profile: 50, from: dayOf(11, 24) };
const LOCKED = { from: dayOf(11, 9), to: dayOf(11, 13) };
const ASLEEP = { from: dayOf(12, 5), to: dayOf(12, 9) };
/** Set in another browser and synced to this one. */
const OWN_THRESHOLD = { profile: 20, thresholds: [50], from: dayOf(10, 11) };
const THRESHOLDS = { thresholds: [70, 100], from: dayOf(11, 20) };

const limitOf = (n: number, day: number) => (n === RAISED.profile && day >= RAISED.from ? 2_000 : 1_000);
const usedOf = (n: number, day: number, at: number) =>
  Math.min(limitOf(n, day), Math.floor(((1_000 * (n + 1) * 1.4) / 60 / 30) * new Date(at).getUTCDate()));
const thresholdsOf = (n: number, day: number) =>
  n === OWN_THRESHOLD.profile && day >= OWN_THRESHOLD.from
    ? OWN_THRESHOLD.thresholds
    : day >= THRESHOLDS.from
      ? THRESHOLDS.thresholds
      : [80, 90, 100];

const shown: { id: string; at: number }[] = [];
let refusals = 0;

beforeEach(async () => {
  await freshBrowser();
  speedUpKeyDerivation();
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  shown.length = 0;
  refusals = 0;
  Object.assign(fakeBrowser.notifications, {
    create: async (id: string) => {
      if (refusals-- > 0) throw new Error('the notification server is not there');
      shown.push({ id, at: Date.now() });
      return id;
    },
    clear: async () => true,
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Returns a browser with its own database and worker; all of them share one sync storage. */
async function browserWithAccount() {
  const factory = new IDBFactory();
  async function worker() {
    vi.resetModules();
    return {
      ...(await import('../../../lib/alerts/run-alerts.ts')),
      ...(await import('../../../lib/alerts/evaluate-alerts.ts')),
      ...(await import('../../../lib/alerts/deliver-notifications.ts')),
      ...(await import('../../../lib/store/alerts.ts')),
      ...(await import('../../../lib/store/connections.ts')),
      ...(await import('../../../lib/store/outbox.ts')),
      ...(await import('../../../lib/store/profiles.ts')),
      ...(await import('../../../lib/store/profile-preferences.ts')),
      ...(await import('../../../lib/store/settings.ts')),
      ...(await import('../../../lib/store/usage.ts')),
      ...(await import('../../../lib/sync/sync.ts')),
      ...(await import('../../../lib/vault/change-passphrase.ts')),
      ...(await import('../../../lib/vault/passphrase.ts')),
    };
  }
  let lib = await worker();
  const browser = {
    run: async <T>(work: (modules: typeof lib) => Promise<T>): Promise<T> => {
      vi.stubGlobal('indexedDB', factory);
      return work(lib);
    },
    /** Stops the worker and starts another one. */
    restartWorker: async () => {
      lib = await worker();
    },
  };
  await browser.run(async (modules) => {
    await modules.putConnection({ ...ACCOUNT, refreshedAt: START });
    await modules.replaceProfiles(ACCOUNT.key, farmList(PROFILES.length));
    await modules.updatePreferences((stored) => ({
      ...stored,
      autoLockMinutes: 0,
      alerts: { ...stored.alerts, enabled: true, forecast: false },
    }));
  });
  return browser;
}

interface Expected {
  month: number;
  limit: number;
  reached: number;
  full: boolean;
}

/** The expected notifications, calculated independently: every threshold once per month and limit. */
function expectedOf(states: Map<number, Expected>, day: number, at: number): string[] {
  return PROFILES.flatMap((n) => {
    const limit = limitOf(n, day);
    const percent = Math.floor((usedOf(n, day, at) / limit) * 100);
    const month = new Date(at).getUTCMonth();
    const before = states.get(n) ?? { month, limit, reached: 0, full: false };
    const isNew = before.month !== month || before.limit !== limit;
    const highest = Math.max(0, ...thresholdsOf(n, day).filter((threshold) => threshold <= percent));
    const given = isNew ? 0 : before.reached;
    const isOpenAgain = before.full && percent < (isNew ? 100 : 95);
    states.set(n, {
      month,
      limit,
      reached: Math.max(given, highest),
      full: percent >= 100 || (before.full && !isOpenAgain),
    });
    return [
      ...(highest > given ? [`Farm ${n}: ${highest}`] : []),
      ...(isOpenAgain ? [`Farm ${n}: reopened`] : []),
    ];
  }).sort();
}

type Browser = Awaited<ReturnType<typeof browserWithAccount>>;

async function read({ run }: Browser, day: number): Promise<void> {
  const fetchedAt = Date.now();
  await run(({ putUsage }) =>
    Promise.all(
      PROFILES.map((n) => {
        const services = { input: { used: usedOf(n, day, fetchedAt), limit: limitOf(n, day) } };
        return putUsage({ ...farm(n), services, resources: {}, fetchedAt, failure: null });
      }),
    ),
  );
}

/** Runs the alarms until none is left. */
async function followAlarms({ run }: Browser): Promise<void> {
  for (
    let alarm = await fakeBrowser.alarms.get('alerts');
    alarm;
    alarm = await fakeBrowser.alarms.get('alerts')
  ) {
    vi.setSystemTime(Math.max(Date.now(), alarm.scheduledTime));
    await fakeBrowser.alarms.clear('alerts');
    await run(({ deliverNotifications }) => deliverNotifications());
  }
}

/** Returns the notifications that were added to the outbox since, and whether all were shown within a day. */
async function notifiedSince({ run }: Browser, since: number) {
  const rows = await run(({ listOutbox }) => listOutbox());
  const made = rows.filter(({ createdAt }) => createdAt >= since);
  return {
    names: made
      .map(({ name, condition, about }) =>
        condition
          ? `${name}: ${condition.kind === 'threshold' ? condition.threshold : condition.kind}`
          : about,
      )
      .sort(),
    isAllShown: made.every(({ shownAt }) => shownAt !== null && shownAt < since + DAY_MS),
  };
}

it('sends each notification of a quarter once, on its day, despite raised limits, new months, locks, sleep and worker restarts', {
  timeout: 60_000,
}, async () => {
  const a = await browserWithAccount();
  const b = await browserWithAccount();
  const c = await browserWithAccount();
  await a.run(({ setPassphrase }) => setPassphrase(PASSPHRASE, null));
  const states = new Map<number, Expected>();
  let total = 0;
  for (let day = 0; day < DAYS; day++) {
    const since = START + day * DAY_MS;
    const isFirst = new Date(since).getUTCDate() === 1;
    const isLocked = day >= LOCKED.from && day < LOCKED.to;
    if (day >= ASLEEP.from && day < ASLEEP.to) continue;
    // The computer is on every other day, and whenever something happens.
    if (day % 2 === 1 && !isFirst && !isLocked && day !== LOCKED.to) continue;

    // Ten minutes into a month the usage is still last month's: no notification.
    if (isFirst && day > 0) {
      vi.setSystemTime(since - 12 * HOUR_MS + 10 * MINUTE_MS);
      await a.run(({ runAlerts }) => runAlerts(null));
      expect((await notifiedSince(a, Date.now() - MINUTE_MS)).names).toEqual([]);
    }
    vi.setSystemTime(since);

    if (day === OWN_THRESHOLD.from)
      await b.run(({ updateProfilePreferences }) =>
        updateProfilePreferences(farm(OWN_THRESHOLD.profile).profileKey, (row) => ({
          ...row,
          thresholds: { input: OWN_THRESHOLD.thresholds },
        })),
      );
    if (day === THRESHOLDS.from) {
      await c.run(({ updatePreferences }) =>
        updatePreferences((stored) => ({
          ...stored,
          alerts: { ...stored.alerts, thresholds: THRESHOLDS.thresholds },
        })),
      );
      await b.run(({ updateProfilePreferences }) =>
        updateProfilePreferences(farm(OWN_THRESHOLD.profile).profileKey, (row) => ({
          ...row,
          favourite: true,
        })),
      );
    }
    for (const one of [b, c, a]) await one.run(({ reconcile }) => reconcile());

    if (day === LOCKED.from) await a.run(({ lock }) => lock());
    if (day === LOCKED.to) await a.run(({ unlock }) => unlock(PASSPHRASE));
    if (isLocked) {
      await a.run(({ runAlerts }) => runAlerts(null));
      await followAlarms(a);
      // Notified once, after a day.
      expect((await notifiedSince(a, since)).names).toEqual(
        day === LOCKED.from + 1 ? ['vault|unchecked'] : [],
      );
      continue;
    }

    await read(a, day);
    if (day % 10 === 4) {
      // The worker is stopped between the evaluation and the notification; the next one evaluates again.
      await a.run(({ evaluateAlerts }) => evaluateAlerts(PROFILES.map(farm), { waitForPrices: false }));
      await a.restartWorker();
    }
    if (day % 10 === 8) refusals = 1;
    await a.run(({ runAlerts }) => runAlerts(PROFILES.map(farm)));
    await followAlarms(a);
    refusals = 0;

    const expected = expectedOf(states, day, since);
    const given = await notifiedSince(a, since);
    expect({ day, ...given }).toEqual({ day, names: expected, isAllShown: true });
    total += expected.length;
  }
  // The scenario is not trivial.
  expect(total).toBeGreaterThan(120);

  // At most three notifications and one summary in any hour.
  for (const { at } of shown) {
    const inHour = shown.filter((one) => one.at >= at && one.at < at + HOUR_MS);
    const summaries = inHour.filter(({ id }) => !id.includes('|'));
    expect(inHour.length - summaries.length).toBeLessThanOrEqual(3);
    expect(summaries.length).toBeLessThanOrEqual(1);
  }
  // Settings of one browser are synced to all.
  for (const one of [a, b, c]) {
    const [preferences, profile] = await one.run(async ({ getPreferences, getProfilePreferences }) => [
      await getPreferences(),
      await getProfilePreferences(farm(OWN_THRESHOLD.profile).profileKey),
    ]);
    expect(preferences.alerts.thresholds).toEqual(THRESHOLDS.thresholds);
    expect(profile).toMatchObject({ favourite: true, thresholds: { input: OWN_THRESHOLD.thresholds } });
  }
});
