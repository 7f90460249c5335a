import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ALERTS_ALARM } from '../../../lib/alerts/alerts-alarm.ts';
import { watchNotifications } from '../../../lib/alerts/notifications.ts';
import { runAlerts } from '../../../lib/alerts/run-alerts.ts';
import type { CredentialLoss } from '../../../lib/domain/identity/connection.ts';
import { type ApiOrigin, connectionKeyOf, refId } from '../../../lib/domain/identity/keys.ts';
import { NO_POLICY, NO_POLICY_STATE } from '../../../lib/domain/policy/policy.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import type { TokenFacts } from '../../../lib/domain/tokens/token.ts';
import { updateBilling } from '../../../lib/store/billing.ts';
import { putConnection, removeConnection, updateConnection } from '../../../lib/store/connections.ts';
import { listOutbox } from '../../../lib/store/outbox.ts';
import { putPolicy } from '../../../lib/store/policy.ts';
import { getProfilePreferences, updateProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { updateRotations } from '../../../lib/store/rotations.ts';
import { getPreferences, updatePreferences } from '../../../lib/store/settings.ts';
import { updateTokens } from '../../../lib/store/tokens.ts';
import { putUsage, recordUsageFailure } from '../../../lib/store/usage.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { lock, unlock } from '../../../lib/vault/passphrase.ts';
import { failWritesTo, freshBrowser, granted } from '../actions/fresh-browser.ts';
import { makeConnection, makeSubscription } from '../domain/make.ts';
import { stubLocks } from '../navigation/fake-locks.ts';
import { speedUpKeyDerivation } from '../vault/fast-key-derivation.ts';
import { ACCOUNT, farm, farmList } from './farms.ts';

const DAY = new Date(2026, 10, 20, 15, 0).getTime();

const shown: { id: string; title: string; message: string; buttons: number }[] = [];
const openTabs: { documentUrl: string; tabId: number; windowId: number }[] = [];
const texts = () => shown.map(({ title, message }) => `${title} / ${message}`.replace(/\u00a0|\u202f/g, ' '));
let click: (id: string) => Promise<unknown>;
let press: (id: string, button: number) => Promise<unknown>;

async function turnOn(change: Partial<Preferences['alerts']> = {}): Promise<void> {
  await updatePreferences((stored) => ({
    ...stored,
    alerts: { ...stored.alerts, enabled: true, ...change },
  }));
}

async function read(n: number, used: number, service = 'input', limit = 100): Promise<void> {
  await putUsage({
    ...farm(n),
    services: { [service]: { used, limit } },
    resources: {},
    fetchedAt: Date.now(),
    failure: null,
  });
}

beforeEach(async () => {
  await freshBrowser();
  vi.setSystemTime(DAY);
  shown.length = 0;
  Object.assign(fakeBrowser.notifications, {
    create: async (id: string, options: { title: string; message: string; buttons?: unknown[] }) => {
      shown.push({
        id,
        title: options.title,
        message: options.message,
        buttons: options.buttons?.length ?? 0,
      });
      return id;
    },
    clear: async () => true,
    onClosed: { addListener: () => {} },
    onClicked: { addListener: (listener: typeof click) => (click = listener) },
    onButtonClicked: { addListener: (listener: typeof press) => (press = listener) },
  });
  openTabs.length = 0;
  Object.assign(fakeBrowser.runtime, { getContexts: async () => openTabs });
  Object.assign(fakeBrowser.permissions, { onAdded: { addListener: () => {} } });
  await putConnection({
    ...ACCOUNT,
    credential: { kind: 'issued', name: 'Ours', profileId: 'p1', expiresAt: DAY + 80 * 86_400_000 },
  });
  await replaceProfiles(ACCOUNT.key, farmList(6));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A listed token that expires these days after {@link DAY}. */
const tokenOf = (name: string, createdAt: string, days: number): TokenFacts => ({
  name,
  createdAt,
  permission: 'full',
  createdBy: null,
  expiresAt: DAY + days * 86_400_000,
  lastAuthorizedAt: null,
  ours: false,
});

const RENEWAL =
  'Renew the token for ines@acme.example / It expires on Nov 23. After that, your limits can’t be checked.';

describe('an alert', () => {
  it('is sent once, with what stops and when it resets', async () => {
    await turnOn({ forecast: false });
    await read(1, 94);
    await runAlerts([farm(1)]);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([
      'Farm 1 — Data input 94% / 94 of 100 used. When it’s full, data from its devices will be rejected. Resets Dec 1.',
    ]);
  });

  it('includes the forecast and is sent once', async () => {
    await turnOn();
    await read(1, 94);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([
      expect.stringMatching(
        /^Farm 1 — Data input 94% \/ 94 of 100 used; full in about \d+ days?, based on this month so far — data from its devices will be rejected\. Resets Dec 1\.$/,
      ),
    ]);
  });

  it('for a full service says what has stopped', async () => {
    await turnOn();
    await read(1, 100);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([
      'Farm 1 — Data input: limit reached / Blocked: data from its devices is rejected. Resets Dec 1.',
    ]);
  });

  it('is sent although the clock was a month ahead before', async () => {
    await turnOn({ forecast: false });
    vi.setSystemTime(DAY + 30 * 86_400_000);
    await read(1, 40);
    await runAlerts([farm(1)]);
    vi.setSystemTime(DAY);
    await read(1, 94);
    await runAlerts([farm(1)]);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([expect.stringContaining('Data input 94%')]);
  });

  it('is not sent while alerts are off or not permitted, and is sent afterwards', async () => {
    await read(1, 94);
    await runAlerts([farm(1)]);
    await turnOn();
    granted.all = false;
    await runAlerts([farm(1)]);
    expect(shown).toEqual([]);
    granted.all = true;
    await runAlerts([farm(1)]);
    expect(shown).toHaveLength(1);
  });

  it('is not sent for last month’s usage, and is sent for the new month’s first crossing', async () => {
    await turnOn({ forecast: false });
    vi.setSystemTime(Date.UTC(2026, 10, 30, 23, 59, 50));
    await read(1, 94);
    vi.setSystemTime(Date.UTC(2026, 11, 1, 0, 0, 10));
    await runAlerts(null);
    expect(shown).toEqual([]);
    await read(1, 85);
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('Data input 85%')]);
  });

  it('is sent again at each threshold of a raised limit', async () => {
    await turnOn({ forecast: false });
    for (const [used, limit] of [
      [95, 100],
      [100, 100],
      [100, 200],
      [170, 200],
      [190, 200],
      [200, 200],
    ] as const) {
      vi.setSystemTime(Date.now() + 2 * 3_600_000);
      await putUsage({
        ...farm(1),
        services: { input: { used, limit } },
        resources: {},
        fetchedAt: Date.now(),
        failure: null,
      });
      await runAlerts([farm(1)]);
    }
    expect(texts().map((text) => text.split(' / ')[0])).toEqual([
      'Farm 1 — Data input 95%',
      'Farm 1 — Data input: limit reached',
      'Farm 1 — Data input: below its limit again',
      'Farm 1 — Data input 85%',
      'Farm 1 — Data input 95%',
      'Farm 1 — Data input: limit reached',
    ]);
  });

  it('that could not be shown is retried under the same id and shown once', async () => {
    await turnOn({ forecast: false });
    await read(1, 94);
    const { create } = fakeBrowser.notifications;
    const tried: string[] = [];
    fakeBrowser.notifications.create = async (id: unknown) => {
      tried.push(String(id));
      throw new Error('no notification server');
    };
    await runAlerts([farm(1)]);
    expect(shown).toEqual([]);
    expect((await fakeBrowser.alarms.get(ALERTS_ALARM))?.scheduledTime).toBe(DAY + 60_000);
    fakeBrowser.notifications.create = create;
    await runAlerts(null);
    await runAlerts(null);
    expect(shown.map(({ id }) => id)).toEqual(tried);
  });

  it('of one profile is shown although another one’s fails', async () => {
    await turnOn({ forecast: false });
    const { create } = fakeBrowser.notifications;
    Object.assign(fakeBrowser.notifications, {
      create: async (id: string, options: object) => {
        if (id.includes('p1')) throw new Error('refused');
        return (create as (...args: unknown[]) => Promise<string>)(id, options);
      },
    });
    await read(1, 96);
    await read(2, 94);
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('Farm 2')]);
  });

  it('that waited is dropped when it no longer applies', async () => {
    await turnOn({ forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
    await read(1, 94);
    await runAlerts(null);
    await putUsage({
      ...farm(1),
      services: { input: { used: 94, limit: 1000 } },
      resources: {},
      fetchedAt: Date.now() + 1,
      failure: null,
    });
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(shown).toEqual([]);
  });

  it('that waited is sent with its new numbers when the limit changed meanwhile', async () => {
    await turnOn({ forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
    await read(1, 94);
    await read(2, 100);
    await runAlerts(null);
    vi.setSystemTime(DAY + 60_000);
    await read(1, 94, 'input', 103);
    await read(2, 100, 'input', 110);
    await runAlerts(null);
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    await runAlerts(null);
    expect(texts().filter((text) => text.includes('Data input'))).toEqual([
      expect.stringContaining('Farm 1 — Data input 91%'),
      expect.stringContaining('Farm 2 — Data input: below its limit again'),
    ]);
  });

  it('that waited for another day says of which day its numbers are', async () => {
    await turnOn({ forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
    await read(1, 82, 'data_records');
    await runAlerts(null);
    vi.setSystemTime(new Date(2026, 10, 22, 9));
    await runAlerts(null);
    expect(texts().find((text) => text.includes('Farm 1'))).toMatch(/82%.* As of Nov 20\.$/);
  });

  it('that waited is sent with what it has fallen to meanwhile', async () => {
    await turnOn({ forecast: false, reopened: false, quiet: { from: 14 * 60, to: 16 * 60 } });
    for (const [minutes, used] of [82, 93, 84].entries()) {
      vi.setSystemTime(DAY + minutes * 60_000);
      await read(1, used, 'data_records');
      await read(2, used + 10, 'data_records');
      await read(3, used, 'data_records');
      await runAlerts(null);
    }
    await read(3, 70, 'data_records');
    await runAlerts(null);
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(texts()).toEqual([
      expect.stringContaining('Farm 2 — Data storage 94%'),
      expect.stringContaining('Farm 1 — Data storage 84%'),
    ]);
  });

  it('that waited is not sent about a threshold that was announced before', async () => {
    await turnOn({ forecast: false });
    await read(1, 82);
    await runAlerts(null);
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    vi.setSystemTime(DAY + 60_000);
    await read(1, 96);
    await runAlerts(null);
    vi.setSystemTime(DAY + 120_000);
    await read(1, 96, 'input', 110);
    await runAlerts(null);
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('Data input 82%')]);
  });

  it('that waited is sent although a forecast about the same service came and went meanwhile', async () => {
    await turnOn({ forecast: false, quiet: { from: 14 * 60, to: 23 * 60 } });
    await read(1, 98.5);
    await runAlerts(null);
    await turnOn({ forecast: true });
    vi.setSystemTime(DAY + 60_000);
    await read(1, 98.5);
    await runAlerts(null);
    const [threshold, forecast] = await listOutbox();
    expect([forecast?.condition?.kind, threshold?.condition?.kind].sort()).toEqual(['forecast', 'threshold']);
    vi.setSystemTime(new Date(2026, 10, 20, 23, 1));
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 98%')]);
  });

  it('that a service is below its limit again is sent although the limit changed meanwhile', async () => {
    await turnOn({ thresholds: [], forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
    const steps = [
      [100, 100],
      [100, 200],
      [100, 300],
    ] as const;
    for (const [minutes, [used, limit]] of steps.entries()) {
      vi.setSystemTime(DAY + minutes * 60_000);
      await read(1, used, 'data_records', limit);
      await runAlerts(null);
    }
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('below its limit again')]);
  });

  it('that waited is dropped when its profile was muted', async () => {
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    await read(1, 94);
    await read(2, 95);
    await runAlerts(null);
    await updateProfilePreferences(farm(1).profileKey, (row) => ({ ...row, muted: true }));
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('Farm 2')]);
  });

  it('that waited is dropped when what it announces is over', async () => {
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      credential: { ...row.credential, expiresAt: DAY + 3 * 86_400_000 },
    }));
    await read(1, 10);
    await runAlerts(null);
    expect(await listOutbox()).toHaveLength(1);
    // The browser was closed over a long weekend.
    vi.setSystemTime(new Date(2026, 10, 24, 16, 1));
    await runAlerts(null);
    expect(shown).toEqual([]);
  });

  it('that waited about a token is dropped when the token was renewed or revoked, or somebody used it', async () => {
    await turnOn({ tokenExpiry: true, forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      credential: { ...row.credential, expiresAt: DAY + 3 * 86_400_000 },
    }));
    const old = { ...tokenOf('Rotated', '2025-01-01', 300), lastAuthorizedAt: DAY - 2 * 86_400_000 };
    const list = {
      ...farm(1),
      tokens: [tokenOf('Reader', '2026-01-01', 2), tokenOf('Kept', '2026-01-01', 2), old],
      fetchedAt: DAY,
      servedAt: DAY,
      failure: null,
    };
    await updateTokens(farm(1), () => list);
    await updateRotations(() => [
      {
        ...farm(1),
        token: { name: old.name, createdAt: old.createdAt },
        permission: 'full',
        successor: '2026-11-01',
        known: [],
        startedAt: DAY - 3 * 86_400_000,
      },
    ]);
    await read(1, 10);
    await runAlerts(null);
    expect(await listOutbox()).toHaveLength(4);
    // A new sign-in, a revocation, and a use of the token that was to go.
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      connectedAt: DAY + 60_000,
      credential: { ...row.credential, name: 'Ours again', expiresAt: DAY + 90 * 86_400_000 },
    }));
    await updateTokens(farm(1), () => ({
      ...list,
      tokens: [list.tokens[1]!, { ...old, lastAuthorizedAt: DAY + 60_000 }],
      fetchedAt: DAY + 120_000,
    }));
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('“Kept” expires on Nov 22')]);
  });

  it('waits until the extension is unlocked where that hides names and numbers; that it is locked is said', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(DAY);
    speedUpKeyDerivation();
    await setPassphrase('correct horse battery', null);
    await updatePreferences((stored) => ({ ...stored, hideWhileLocked: true, autoLockMinutes: 0 }));
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    for (let n = 0; n < 5; n += 1) await read(n, 95, 'data_records');
    await runAlerts(null);
    await lock();
    for (const hour of [0, 25]) {
      vi.setSystemTime(DAY + 2 * 3_600_000 + hour * 3_600_000);
      await runAlerts(null);
    }
    expect(texts()).toEqual([expect.stringContaining('Your tokens have been locked since')]);
    await unlock('correct horse battery');
    await runAlerts(null);
    expect(texts().slice(1)).toEqual([expect.stringContaining('Farm 0, Farm 1, Farm 2, and 2 more')]);
  });

  it('is shown where the organization requires a passphrase that isn’t set: pages show names and numbers, too', async () => {
    await putPolicy({
      ...NO_POLICY_STATE,
      status: 'valid',
      policy: { ...NO_POLICY, requirePassphrase: true },
    });
    await updatePreferences((stored) => ({ ...stored, hideWhileLocked: true }));
    await turnOn();
    await read(0, 95);
    await runAlerts(null);
    expect(texts()).toContainEqual(expect.stringContaining('Farm 0'));
  });

  it('that the extension is locked has a name in a summary', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(DAY);
    speedUpKeyDerivation();
    await setPassphrase('correct horse battery', null);
    await turnOn({ quiet: { from: 0, to: 24 * 60 - 1 } });
    for (let n = 0; n < 4; n += 1) await read(n, 95, 'data_records');
    await runAlerts(null);
    await lock();
    await runAlerts(null);
    vi.setSystemTime(DAY + 25 * 3_600_000);
    await runAlerts(null);
    await turnOn({ quiet: { from: 60, to: 120 } });
    await runAlerts(null);
    expect(texts()).toEqual([
      '5 alerts need your attention / Tokens locked, Farm 0, Farm 1, and 2 more profiles',
    ]);
  });

  it('that waited is dropped when its account was disconnected', async () => {
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      state: 'needs-sign-in',
      credential: { ...row.credential, expiresAt: DAY + 3 * 86_400_000 },
    }));
    await read(1, 10);
    await runAlerts(null);
    expect(await listOutbox()).toHaveLength(2);
    await removeConnection(ACCOUNT.key);
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(shown).toEqual([]);
  });

  it('about a token doesn’t take the place of one about a service or a token of the same name', async () => {
    await turnOn({ tokenExpiry: true, forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
    const list = { ...farm(2), fetchedAt: DAY, failure: null };
    const token = (createdAt: string, days: number) => tokenOf('input', createdAt, days);
    await updateTokens(farm(2), () => ({ ...list, tokens: [token('2026-01-01', 2)] }));
    await read(2, 10);
    await runAlerts(null);
    await updateTokens(farm(2), () => ({
      ...list,
      tokens: [token('2026-01-01', 2), token('2026-02-01', 3)],
    }));
    vi.setSystemTime(DAY + 60_000);
    await read(2, 95);
    await runAlerts(null);
    vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
    await runAlerts(null);
    expect(texts()).toHaveLength(3);
  });

  it('is shown up to three times an hour, then in one summary of the rest', async () => {
    await turnOn({ forecast: false });
    for (let n = 0; n < 6; n += 1) {
      await read(n, 90 + n);
      await runAlerts([farm(n)]);
      vi.setSystemTime(Date.now() + 5_000);
    }
    expect(shown).toHaveLength(3);
    const alarm = await fakeBrowser.alarms.get(ALERTS_ALARM);
    expect(alarm?.scheduledTime).toBe(DAY + 15_000 + 300_000);
    vi.setSystemTime(alarm?.scheduledTime ?? 0);
    await runAlerts(null);
    expect(texts()[3]).toBe('3 alerts need your attention / Farm 5, Farm 4, and Farm 3');
    await read(0, 100);
    await runAlerts([farm(0)]);
    expect(shown).toHaveLength(4);
    vi.setSystemTime(DAY + 40 * 60_000);
    await read(1, 100);
    await runAlerts(null);
    expect(shown).toHaveLength(4);
    vi.setSystemTime(DAY + 2 * 3_600_000);
    for (const n of [2, 3]) await read(n, 100);
    await runAlerts(null);
    // Nobody saw the first summary: the second one includes its alerts.
    expect(texts()[4]).toMatch(/^7 alerts need your attention/);
  });

  it('that is settled, or a day old, is in no later summary', async () => {
    await turnOn({ forecast: false, reopened: false });
    const readMany = async (numbers: number[], used: number, hour: number) => {
      vi.setSystemTime(DAY + hour * 3_600_000);
      for (const n of numbers) await read(n, used, 'data_records');
      await runAlerts(null);
    };
    await readMany([0, 1, 2, 3], 95, 0);
    await readMany([0, 1], 10, 10);
    await readMany([0, 1, 4, 5], 95, 20);
    await readMany([0, 1, 4, 5], 100, 30);
    expect(texts().map((text) => text.split(' / ')[0])).toEqual([
      '4 alerts need your attention',
      // Two of the first four are settled.
      '6 alerts need your attention',
      // The others are a day old, although the second summary repeated them.
      '8 alerts need your attention',
    ]);
  });

  it('waits for the end of the quiet hours', async () => {
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    await read(1, 94);
    await runAlerts([farm(1)]);
    expect(shown).toEqual([]);
    const alarm = await fakeBrowser.alarms.get(ALERTS_ALARM);
    expect(alarm?.scheduledTime).toBe(new Date(2026, 10, 20, 16, 0, 5).getTime());
    vi.setSystemTime(alarm?.scheduledTime ?? 0);
    await read(1, 95);
    await runAlerts(null);
    expect(shown).toHaveLength(1);
  });

  describe('on a disk that became full in the quiet hours', () => {
    const fill = async (count: number) => {
      await turnOn({ forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
      for (let n = 0; n < count; n += 1) await read(n, 94 + n);
      await runAlerts(null);
      vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
      return failWritesTo('notificationOutbox');
    };

    it('is shown once, also after the disk has room again', async () => {
      const full = await fill(2);
      await runAlerts(null);
      expect(texts()).toEqual([
        expect.stringContaining('Farm 1 — Data input 95%'),
        expect.stringContaining('Farm 0 — Data input 94%'),
      ]);
      await runAlerts(null);
      expect(shown).toHaveLength(2);
      full.mockRestore();
      for (let time = 0; time < 2; time += 1) await runAlerts(null);
      expect(shown).toHaveLength(2);
      const at = new Date(2026, 10, 20, 16, 1).getTime();
      expect((await listOutbox()).map(({ shownAt }) => shownAt)).toEqual([at, at]);
      expect(await fakeBrowser.storage.session.get('shownNotifications')).toEqual({});
    });

    it('is in one summary, which later ones repeat', async () => {
      const full = await fill(5);
      for (let time = 0; time < 2; time += 1) await runAlerts(null);
      expect(texts()).toEqual([expect.stringMatching(/^5 alerts need your attention/)]);
      full.mockRestore();
      vi.setSystemTime(new Date(2026, 10, 20, 19, 1));
      for (const n of [0, 1, 2, 3]) await read(n, 100);
      await runAlerts(null);
      expect(texts().slice(1)).toEqual([expect.stringMatching(/^9 alerts need your attention/)]);
    });

    it('is in no later summary once the person has opened the one that has it', async () => {
      watchNotifications();
      vi.spyOn(fakeBrowser.tabs, 'create');
      const full = await fill(5);
      await runAlerts(null);
      full.mockRestore();
      await click(shown[0]?.id ?? '');
      await vi.waitFor(async () =>
        expect((await listOutbox()).map(({ acknowledged }) => acknowledged)).toEqual(Array(5).fill(true)),
      );
    });

    it('is shown although it can’t be stored that others are settled or limits are no longer checked', async () => {
      await turnOn({ forecast: false, reopened: false });
      for (let n = 0; n < 4; n += 1) await read(n, 95, 'data_records');
      await runAlerts(null);
      expect(shown).toHaveLength(1);
      for (let n = 0; n < 4; n += 1) await read(n, 10, 'data_records');
      await fill(1);
      await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'needs-sign-in' }));
      await runAlerts(null);
      expect(texts().slice(1)).toEqual([expect.stringContaining('Farm 0 — Data input 94%')]);
    });
  });

  it('is one summary when there are many at once', async () => {
    await turnOn();
    for (let n = 0; n < 6; n += 1) await read(n, 90 + n);
    await runAlerts(null);
    expect(texts()).toEqual(['6 alerts need your attention / Farm 5, Farm 4, Farm 3, and 3 more profiles']);
    await runAlerts(null);
    expect(shown).toHaveLength(1);
  });

  it('reports a service that is below its limit again', async () => {
    await turnOn({ thresholds: [] });
    await read(1, 100, 'data_records');
    await runAlerts([farm(1)]);
    await read(1, 40, 'data_records');
    await runAlerts([farm(1)]);
    expect(texts()).toEqual(['Farm 1 — Data storage: below its limit again / Usage: 40 of 100.']);
  });

  it('says so again when the service is full again, or raised and lowered again, within a week', async () => {
    await turnOn({ thresholds: [100], forecast: false });
    const readAndRun = async (used: number, limit = 100) => {
      vi.setSystemTime(Date.now() + 2 * 3_600_000);
      const services = { data_records: { used, limit } };
      await putUsage({ ...farm(1), services, resources: {}, fetchedAt: Date.now(), failure: null });
      await runAlerts([farm(1)]);
    };
    for (const used of [100, 40, 100]) await readAndRun(used);
    await readAndRun(100, 200);
    await readAndRun(100);
    const [full, reopened] = [/limit reached/, /below its limit again/].map((one) =>
      expect.stringMatching(one),
    );
    expect(texts()).toEqual([full, reopened, full, reopened, full]);
  });

  it('warns of the expiration of the connection’s token even when such alerts are off', async () => {
    await turnOn({ tokenExpiry: false });
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      credential: { ...row.credential, expiresAt: DAY + 3 * 86_400_000 },
    }));
    await read(1, 10);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([RENEWAL]);
    expect((await listOutbox()).map(({ route }) => route)).toEqual([optionsRoutes.reconnect(ACCOUNT.key)]);
  });

  it('about a token that a clock a month ahead announced comes again in its last week', async () => {
    await turnOn({ forecast: false, tokenExpiry: true });
    const list = { tokens: [tokenOf('Ingest', '2026-01-01', 33)], fetchedAt: DAY, failure: null };
    await updateTokens(farm(2), () => ({ ...farm(2), ...list }));
    for (const [day, count] of [
      [30, 1],
      [0, 1],
      [20, 1],
      [27, 2],
      [28, 2],
    ] as const) {
      vi.setSystemTime(DAY + day * 86_400_000);
      await read(2, 10);
      await runAlerts(null);
      expect(shown.filter(({ id }) => id.includes('Ingest'))).toHaveLength(count);
    }
  });

  it('says which of the profiles of one name it is about, also in a summary', async () => {
    const namesakes = farmList(6).map((row, n) => ({ ...row, name: n < 2 ? 'Production' : row.name }));
    await replaceProfiles(ACCOUNT.key, namesakes);
    await turnOn({ forecast: false });
    await read(1, 94);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([expect.stringMatching(/^Production · p1 — Data input 94%/)]);
    shown.length = 0;
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    for (const n of [0, 2, 3, 4]) await read(n, 100);
    await read(1, 100);
    await runAlerts(null);
    vi.setSystemTime(DAY + 2 * 3_600_000);
    await turnOn({ quiet: { from: 60, to: 120 } });
    await runAlerts(null);
    expect(texts()).toEqual([
      expect.stringContaining(
        'need your attention / Production · p0, Production · p1, Farm 2, and 2 more profiles',
      ),
    ]);
  });

  it('warns of it although its profile is muted, and offers no button for that', async () => {
    await turnOn();
    await updateProfilePreferences(farm(1).profileKey, (row) => ({ ...row, muted: true }));
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      credential: { ...row.credential, expiresAt: DAY + 3 * 86_400_000 },
    }));
    await read(1, 100);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([RENEWAL]);
    expect(shown[0]?.buttons).toBe(0);
  });

  it('warns of it by the date in the profile’s list where the connection has none', async () => {
    await turnOn({ tokenExpiry: false });
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      credential: { ...row.credential, expiresAt: null },
    }));
    await updateTokens(farm(1), () => ({
      ...farm(1),
      tokens: [tokenOf('Ours', '2026-02-01', 3), tokenOf('Ours', '2026-01-01', 2)],
      fetchedAt: DAY,
      failure: null,
    }));
    await read(1, 10);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([RENEWAL]);
  });

  it('does not take another token of the name of a pasted one for it', async () => {
    await turnOn({ tokenExpiry: true });
    await updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      credential: { kind: 'pasted', name: 'API', createdAt: '2026-01-01', profileId: 'p1', expiresAt: null },
    }));
    const never = { ...tokenOf('API', '2026-01-01', 0), expiresAt: null };
    await updateTokens(farm(1), () => ({
      ...farm(1),
      tokens: [tokenOf('API', '2026-02-01', 3), never],
      fetchedAt: DAY,
      failure: null,
    }));
    await read(1, 10);
    await runAlerts([farm(1)]);
    expect(texts()).toEqual([expect.stringContaining('API')]);
  });
});

describe('a rule that proposes a higher limit', () => {
  const tiers = [
    { amount: 500, price: 2000 },
    { amount: 1000, price: 5500 },
  ];
  const readBilling = vi.fn(async () => {});

  async function setUp({ pool = 500, taken = 100 } = {}): Promise<void> {
    readBilling.mockReset();
    await turnOn({ forecast: false });
    await updateProfilePreferences(farm(1).profileKey, (stored) => ({
      ...stored,
      proposals: { input: 'high' },
    }));
    await updateBilling(ACCOUNT.key, (row) => ({
      ...row,
      subscription: makeSubscription({ services: { input: pool } }),
      allocation: { p1: { input: 100 }, p2: { input: taken } },
      prices: { plans: {}, addons: {}, tiers: { input: tiers } },
      fetchedAt: Date.now(),
    }));
  }

  it('first proposes what is unallocated, instead of the plain alert, and opens its page', async () => {
    watchNotifications();
    await setUp();
    await read(1, 94);
    await runAlerts([farm(1)], readBilling);
    await runAlerts([farm(1)], readBilling);
    expect(texts()).toEqual([
      'Farm 1 — raise the limit of Data input? / 94 of 100 used. You can add 92 variables from the unallocated 300 variables at no cost. Nothing changes until you confirm.',
    ]);
    expect(readBilling).not.toHaveBeenCalled();
    const tabs = vi.spyOn(fakeBrowser.tabs, 'create');
    await click(shown[0]?.id ?? '');
    await vi.waitFor(() => expect(tabs).toHaveBeenCalled());
    expect(tabs.mock.calls[0]?.[0]?.url).toContain(`#/raise/${encodeURIComponent(refId(farm(1)))}/input`);
  });

  it('has a button that opens the page and one that mutes', async () => {
    watchNotifications();
    await setUp();
    await read(1, 94);
    await runAlerts([farm(1)], readBilling);
    expect(shown[0]?.buttons).toBe(2);
    const tabs = vi.spyOn(fakeBrowser.tabs, 'create');
    await press(shown[0]?.id ?? '', 0);
    await vi.waitFor(() => expect(tabs).toHaveBeenCalled());
    expect((await getProfilePreferences(farm(1).profileKey)).muted).toBe(false);
    await press(shown[0]?.id ?? '', 1);
    await vi.waitFor(async () => expect((await getProfilePreferences(farm(1).profileKey)).muted).toBe(true));
  });

  it('proposes the next tier with its price when too little is unallocated', async () => {
    await setUp({ taken: 400 });
    await read(1, 94);
    await runAlerts([farm(1)], readBilling);
    expect(texts()).toEqual([
      'Farm 1 — raise the limit of Data input? / 94 of 100 used. The unallocated part isn’t enough. The next account limit, 1,000 variables, costs $55.00 a month (+$35.00). Nothing changes until you confirm.',
    ]);
  });

  it('reads outdated prices, and sends the plain alert when they cannot be read', async () => {
    await setUp();
    await updateBilling(ACCOUNT.key, (row) => ({ ...row, subscription: null, fetchedAt: DAY - 3_600_000 }));
    readBilling.mockRejectedValue(new Error('offline'));
    await read(1, 94);
    await runAlerts([farm(1)], readBilling);
    expect(readBilling).toHaveBeenCalledWith({ connectionKey: ACCOUNT.key });
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 94%')]);
  });

  describe('of a profile that another account, with which it is shared, read last', () => {
    const FRIEND = makeConnection('friend');
    beforeEach(async () => {
      await setUp();
      await putConnection(FRIEND);
      const row = farmList(2)[1]!;
      await replaceProfiles(FRIEND.key, [{ ...row, connectionKey: FRIEND.key, shared: true }]);
      await putUsage({
        ...farm(1),
        connectionKey: FRIEND.key,
        services: { input: { used: 94, limit: 100 } },
        resources: {},
        fetchedAt: Date.now(),
        failure: null,
      });
    });

    it('proposes it to the owner’s account', async () => {
      watchNotifications();
      await runAlerts([farm(1)], readBilling);
      expect(texts()).toEqual([expect.stringContaining('raise the limit of Data input?')]);
      const tabs = vi.spyOn(fakeBrowser.tabs, 'create');
      await click(shown[0]?.id ?? '');
      await vi.waitFor(() => expect(tabs).toHaveBeenCalled());
      expect(tabs.mock.calls[0]?.[0]?.url).toContain(`#/raise/${encodeURIComponent(refId(farm(1)))}/input`);
    });

    it('reads the prices of the owner’s account', async () => {
      await updateBilling(ACCOUNT.key, (row) => ({ ...row, fetchedAt: null }));
      await runAlerts([farm(1)], readBilling);
      expect(readBilling.mock.calls).toEqual([[{ connectionKey: ACCOUNT.key }]]);
    });

    it('is the plain alert if the owner’s account isn’t connected', async () => {
      await removeConnection(ACCOUNT.key);
      await runAlerts([farm(1)], readBilling);
      expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 94%')]);
      expect(readBilling).not.toHaveBeenCalled();
    });
  });

  describe('in the quiet hours', () => {
    const quarterly = async (service: string, ...used: number[]) => {
      await turnOn({ forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
      await updateProfilePreferences(farm(1).profileKey, (row) => ({
        ...row,
        proposals: { [service]: 'warning' },
      }));
      for (const [quarter, amount] of used.entries()) {
        vi.setSystemTime(DAY + quarter * 15 * 60_000);
        await read(1, amount, service);
        await runAlerts(null, readBilling);
      }
      vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
      await runAlerts(null, readBilling);
    };

    it('is shown afterwards although the next threshold was reached meanwhile', async () => {
      await setUp();
      await quarterly('input', 85, 91);
      expect(texts().sort()).toEqual([
        expect.stringContaining('Farm 1 — Data input 91%'),
        expect.stringContaining('raise the limit of Data input?'),
      ]);
    });

    it('is followed by the plain alert if a new limit makes it outdated', async () => {
      await setUp();
      await turnOn({ forecast: false, quiet: { from: 14 * 60, to: 16 * 60 } });
      for (const [minutes, limit] of [100, 110].entries()) {
        vi.setSystemTime(DAY + minutes * 60_000);
        await read(1, 96, 'input', limit);
        await runAlerts(null, readBilling);
      }
      vi.setSystemTime(new Date(2026, 10, 20, 16, 1));
      await runAlerts(null, readBilling);
      expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 87%')]);
    });

    it('is not shown afterwards if the service is below its limit again', async () => {
      await setUp();
      await updateBilling(ACCOUNT.key, (row) => ({
        ...row,
        subscription: makeSubscription({ services: { data_records: 500 } }),
        allocation: { p1: { data_records: 100 }, p2: { data_records: 100 } },
        prices: { plans: {}, addons: {}, tiers: { data_records: tiers } },
      }));
      await quarterly('data_records', 100, 40);
      expect(texts()).toEqual([expect.stringContaining('below its limit again')]);
    });
  });

  it('reads prices that cannot be read only every quarter of an hour, for all services and profiles', async () => {
    await setUp();
    const { proposals } = await getProfilePreferences(farm(1).profileKey);
    await updateProfilePreferences(farm(2).profileKey, (stored) => ({ ...stored, proposals }));
    await updateBilling(ACCOUNT.key, (row) => ({ ...row, fetchedAt: null }));
    readBilling.mockImplementation(async () => {
      const failure = { failure: { code: 'denied' as const }, at: Date.now() };
      await updateBilling(ACCOUNT.key, (row) => ({ ...row, failure }));
    });
    for (const n of [1, 2]) await read(n, 94);
    for (let time = 0; time < 3; time += 1) await runAlerts(null, readBilling);
    expect(readBilling).toHaveBeenCalledTimes(1);
    expect(shown).toHaveLength(2);
    vi.setSystemTime(DAY + 16 * 60_000);
    await runAlerts(null, readBilling);
    expect(readBilling).toHaveBeenCalledTimes(2);
  });

  it('proposes nothing while the limits of a profile of its account can’t be read', async () => {
    await setUp();
    await updateBilling(ACCOUNT.key, (row) => ({ ...row, allocation: { ...row.allocation, p2: null } }));
    await read(1, 94);
    await runAlerts([farm(1)], readBilling);
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 94%')]);
  });

  it('delays no alert of others while its prices are read, and waits for them ten seconds', async () => {
    await setUp();
    await updateBilling(ACCOUNT.key, (row) => ({ ...row, fetchedAt: null }));
    await read(1, 94);
    await read(2, 95);
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: DAY });
    let done: Promise<void> | undefined;
    await new Promise<void>((asked) => {
      readBilling.mockImplementation(() => {
        asked();
        return new Promise(() => {});
      });
      done = runAlerts(null, readBilling);
    });
    expect(texts()).toEqual([expect.stringContaining('Farm 2 — Data input 95%')]);
    vi.advanceTimersByTime(10_000);
    await done;
    expect(texts().slice(1)).toEqual([expect.stringContaining('Farm 1 — Data input 94%')]);
  });

  it('proposes nothing below its level or above the largest tier', async () => {
    await setUp();
    await read(1, 85);
    await runAlerts([farm(1)], readBilling);
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 85%')]);
    shown.length = 0;
    await setUp({ pool: 1000, taken: 900 });
    await read(1, 94);
    await runAlerts([farm(1)], readBilling);
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 94%')]);
  });
});

describe('a notification', () => {
  it('opens its page in an options tab that is open already', async () => {
    stubLocks();
    watchNotifications();
    await turnOn({ forecast: false });
    await read(2, 94);
    await runAlerts([farm(2)]);
    const url = fakeBrowser.runtime.getURL('options.html' as '/');
    openTabs.push({ documentUrl: `${url}#/cost`, tabId: 7, windowId: 3 });
    const update = vi.fn(async () => ({}));
    const focus = vi.fn(async () => ({}));
    Object.assign(fakeBrowser.tabs, { update });
    Object.assign(fakeBrowser.windows, { update: focus });
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    await click(shown[0]?.id ?? '');
    await vi.waitFor(() => expect(focus).toHaveBeenCalledWith(3, { focused: true }));
    expect(update).toHaveBeenCalledWith(7, { url: expect.stringContaining('/usage'), active: true });
    expect(create).not.toHaveBeenCalled();
  });

  it('opens the profile’s usage when clicked, and its button mutes the profile', async () => {
    watchNotifications();
    await turnOn();
    await read(2, 94);
    await runAlerts([farm(2)]);
    const tabs = vi.spyOn(fakeBrowser.tabs, 'create');
    await click(shown[0]?.id ?? '');
    await vi.waitFor(() => expect(tabs).toHaveBeenCalled());
    expect(tabs.mock.calls[0]?.[0]?.url).toContain(`#/profiles/${encodeURIComponent(refId(farm(2)))}/usage`);
    expect(shown[0]?.buttons).toBe(1);
    await press(shown[0]?.id ?? '', 0);
    await vi.waitFor(async () => expect((await getProfilePreferences(farm(2).profileKey)).muted).toBe(true));
  });
});

describe('limits that can no longer be checked', () => {
  /** The account's latest attempt fails now. */
  const fail = (code: 'offline' | 'denied' = 'offline') =>
    updateConnection(ACCOUNT.key, (row) => ({ ...row, failure: { failure: { code }, at: Date.now() } }));

  it('are reported once, as soon as the credential is refused', async () => {
    await turnOn();
    await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'needs-sign-in' }));
    await runAlerts(null);
    await runAlerts(null);
    expect(texts()).toEqual([
      'Can’t check your limits anymore / TagoIO no longer accepts the token of ines@acme.example. Sign in again to be alerted.',
    ]);
    await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'ok' }));
    await runAlerts(null);
    vi.setSystemTime(DAY + 86_400_000);
    await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'needs-sign-in' }));
    await runAlerts(null);
    expect(shown).toHaveLength(2);
  });

  const stopped = (detail: CredentialLoss) =>
    updateConnection(ACCOUNT.key, (row) => ({
      ...row,
      state: 'needs-sign-in',
      failure: { failure: { code: 'credential-lost', detail }, at: Date.now() },
    }));

  it('aren’t said to be refused where the token was erased here', async () => {
    await turnOn();
    await stopped('erased');
    await runAlerts(null);
    expect(texts()).toEqual([
      expect.stringContaining('This browser has no token for ines@acme.example. Sign in again'),
    ]);
  });

  it('are reported after a day where only the console’s session has to be seen again', async () => {
    await turnOn();
    await stopped('session');
    await runAlerts(null);
    expect(shown).toEqual([]);
    vi.setSystemTime(DAY + 25 * 3_600_000);
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('Open the console to be alerted')]);
  });

  it('are reported after a day of failures', async () => {
    await turnOn();
    await fail();
    await runAlerts(null);
    vi.setSystemTime(DAY + 23 * 3_600_000);
    await fail();
    await runAlerts(null);
    expect(shown).toEqual([]);
    vi.setSystemTime(DAY + 24 * 3_600_000);
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('TagoIO hasn’t answered for ines@acme.example since')]);
  });

  describe('since a time at which the clock was ahead', () => {
    const AHEAD = DAY + 5 * 3_600_000;
    const ahead = () => vi.setSystemTime(AHEAD);
    it('are reported a day after it is right again', async () => {
      await turnOn();
      ahead();
      await fail();
      await runAlerts(null);
      for (const hour of [0, 1, 6, 23]) {
        vi.setSystemTime(DAY + hour * 3_600_000);
        await fail();
        await runAlerts(null);
      }
      expect(shown).toEqual([]);
      vi.setSystemTime(DAY + 24 * 3_600_000);
      await fail();
      await runAlerts(null);
      expect(texts()).toEqual([
        expect.stringContaining('hasn’t answered for ines@acme.example since Nov 20'),
      ]);
    });

    it('are reported also if usage was read while it was ahead', async () => {
      await turnOn();
      vi.setSystemTime(DAY + 5 * 86_400_000);
      await read(1, 10);
      for (const hour of [0, 1, 6, 24]) {
        vi.setSystemTime(DAY + hour * 3_600_000);
        await fail();
        await runAlerts(null);
      }
      expect(texts()).toEqual([expect.stringContaining('hasn’t answered for ines@acme.example')]);
    });

    it('are not reported at once while the extension is locked', async () => {
      speedUpKeyDerivation();
      await turnOn();
      await setPassphrase('correct horse', null);
      await lock();
      ahead();
      await runAlerts(null);
      vi.setSystemTime(DAY);
      await runAlerts(null);
      expect(shown).toEqual([]);
    });

    it('are not reported while usage is read', async () => {
      await turnOn();
      ahead();
      await fail();
      await runAlerts(null);
      for (let hour = 0; hour < 50; hour += 1) {
        vi.setSystemTime(DAY + hour * 3_600_000);
        await read(1, 10);
        await fail();
        await runAlerts(null);
      }
      expect(shown).toEqual([]);
    });
  });

  it('are reported again, once, when the credential is refused after days of failures', async () => {
    await turnOn();
    for (const hour of [0, 24, 25]) {
      vi.setSystemTime(DAY + hour * 3_600_000);
      const failure = { failure: { code: 'server' as const }, at: Date.now() };
      await updateConnection(ACCOUNT.key, (row) => ({ ...row, failure }));
      await runAlerts(null);
    }
    expect(texts()).toEqual([expect.stringContaining('hasn’t answered for ines@acme.example since')]);
    await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'needs-sign-in' }));
    for (let time = 0; time < 2; time += 1) await runAlerts(null);
    expect(texts().slice(1)).toEqual([expect.stringContaining('Sign in again')]);
    await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'ok' }));
    await runAlerts(null);
    expect(shown).toHaveLength(2);
  });

  it('are not reported after days asleep before TagoIO was asked again', async () => {
    await turnOn();
    await fail();
    await runAlerts(null);
    vi.setSystemTime(DAY + 63 * 3_600_000);
    await runAlerts(null);
    expect(shown).toEqual([]);
    await fail();
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('hasn’t answered for ines@acme.example since Nov 20')]);
  });

  it('are reported by the day on this computer’s calendar', async () => {
    vi.stubEnv('TZ', 'America/Los_Angeles');
    vi.resetModules();
    const { uncheckedText } = await import('../../../lib/alerts/alert-text.ts');
    expect(uncheckedText('failing', 'Ines', Date.UTC(2026, 10, 28, 2)).message).toContain('since Nov 27');
  });

  it('are not reported while usage is read although the account can’t be', async () => {
    await turnOn();
    for (let hour = 0; hour < 50; hour += 1) {
      vi.setSystemTime(DAY + hour * 3_600_000);
      await read(1, 10);
      await fail('denied');
      await runAlerts(null);
    }
    expect(shown).toEqual([]);
    // From now on nothing of it is read.
    for (const hour of [51, 76]) {
      vi.setSystemTime(DAY + hour * 3_600_000);
      await fail('denied');
      await runAlerts(null);
    }
    expect(texts()).toEqual([expect.stringContaining('hasn’t answered for ines@acme.example since')]);
  });

  it('are reported with the region where another account has the same name', async () => {
    await turnOn();
    await putConnection({
      ...ACCOUNT,
      key: connectionKeyOf('https://api.eu-w1.tago.io' as ApiOrigin, ACCOUNT.accountId),
      origin: 'https://api.eu-w1.tago.io' as ApiOrigin,
      region: 'eu-w1',
      state: 'needs-sign-in',
    });
    await runAlerts(null);
    expect(texts()).toEqual([expect.stringContaining('token of ines@acme.example (EU West). Sign in')]);
  });

  it('are reported once although two evaluations begin together', async () => {
    await turnOn();
    await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'needs-sign-in' }));
    let ms = DAY;
    vi.spyOn(Date, 'now').mockImplementation(() => ms++);
    await Promise.all([runAlerts(null), runAlerts(null)]);
    expect(texts()).toHaveLength(1);
    expect(await listOutbox()).toHaveLength(1);
  });

  it('are in no later summary once they are checked again', async () => {
    await turnOn({ forecast: false, reopened: false });
    for (let n = 0; n < 4; n += 1) await read(n, 10, 'data_records');
    for (const hour of [1, 25]) {
      vi.setSystemTime(DAY + hour * 3_600_000);
      for (let n = 0; n < 4; n += 1) await recordUsageFailure(farm(n), { code: 'server' }, Date.now());
      await runAlerts(null);
    }
    vi.setSystemTime(DAY + 30 * 3_600_000);
    for (let n = 0; n < 4; n += 1) await read(n, 95, 'data_records');
    await runAlerts(null);
    expect(texts().map((text) => text.split(' / ')[0])).toEqual([
      '4 alerts need your attention',
      '4 alerts need your attention',
    ]);
  });

  describe('of one profile', () => {
    const hours = (count: number) => vi.setSystemTime(DAY + count * 3_600_000);
    const fail = (n: number) => recordUsageFailure(farm(n), { code: 'server' }, Date.now());
    const REPORT = [
      'Farm 2 — limits aren’t being checked / Reading its usage has failed since Nov 20. You won’t be alerted until it works again.',
    ];

    beforeEach(async () => {
      await turnOn();
      await read(2, 10);
      await read(3, 10);
      await runAlerts(null);
      hours(1);
      await fail(2);
      await runAlerts([farm(2)]);
    });

    it('are reported once, after a day of failures', async () => {
      hours(24);
      await fail(2);
      await read(3, 10);
      await runAlerts(null);
      expect(shown).toEqual([]);
      hours(25);
      await fail(2);
      await runAlerts([farm(2)]);
      await runAlerts(null);
      expect(texts()).toEqual(REPORT);
      expect(shown[0]?.buttons).toBe(1);
    });

    it('are not reported after days asleep before it was asked for again', async () => {
      hours(63);
      await read(3, 10);
      await runAlerts(null);
      expect(shown).toEqual([]);
      await fail(2);
      await runAlerts([farm(2)]);
      expect(texts()).toEqual(REPORT);
    });

    it('are reported again when they could be checked meanwhile', async () => {
      hours(20);
      await read(2, 10);
      await runAlerts([farm(2)]);
      hours(30);
      await fail(2);
      await runAlerts([farm(2)]);
      expect(shown).toEqual([]);
      hours(54);
      await fail(2);
      await runAlerts([farm(2)]);
      expect(texts()).toEqual([expect.stringContaining('since Nov 21')]);
    });

    it('are not reported when the profile is muted, was never read, or its account is reported instead', async () => {
      await fail(4);
      await runAlerts([farm(4)]);
      await updateProfilePreferences(farm(2).profileKey, (row) => ({ ...row, muted: true }));
      hours(26);
      await fail(2);
      await fail(4);
      await runAlerts(null);
      expect(shown).toEqual([]);
      await updateProfilePreferences(farm(2).profileKey, (row) => ({ ...row, muted: false }));
      await updateConnection(ACCOUNT.key, (row) => ({ ...row, state: 'needs-sign-in' }));
      await runAlerts(null);
      expect(texts()).toEqual([expect.stringContaining('Sign in again')]);
    });

    it('are not reported after the quiet hours when they are checked again by then', async () => {
      const { alerts } = await getPreferences();
      hours(25);
      await turnOn({ quiet: { from: 0, to: 24 * 60 - 1 } });
      await fail(2);
      await runAlerts([farm(2)]);
      await read(2, 10);
      await runAlerts([farm(2)]);
      await turnOn({ quiet: alerts.quiet });
      await runAlerts(null);
      expect(shown).toEqual([]);
    });
  });
});
