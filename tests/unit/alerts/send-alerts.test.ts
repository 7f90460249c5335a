import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ALERTS_ALARM } from '../../../lib/alerts/alerts-enabled.ts';
import { watchNotices } from '../../../lib/alerts/notifications.ts';
import { giveAlerts, giveAllAlerts } from '../../../lib/alerts/send-alerts.ts';
import {
  type ApiOrigin,
  connectionKeyOf,
  type ProfileRef,
  profileKeyOf,
  refId,
} from '../../../lib/domain/identity/keys.ts';
import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import { updateBilling } from '../../../lib/store/billing.ts';
import { putConnection } from '../../../lib/store/connections.ts';
import { getProfilePreferences, updateProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { updatePreferences } from '../../../lib/store/settings.ts';
import { putUsage } from '../../../lib/store/usage.ts';
import { freshWorld, granted } from '../actions/connect/world.ts';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const KEY = connectionKeyOf(ORIGIN, 'account');
const ref = (n: number): ProfileRef => ({ connectionKey: KEY, profileKey: profileKeyOf(ORIGIN, `p${n}`) });
const DAY = new Date(2026, 10, 20, 15, 0).getTime();

const shown: { id: string; title: string; message: string; buttons: number }[] = [];
const texts = () => shown.map(({ title, message }) => `${title} / ${message}`.replace(/\u00a0|\u202f/g, ' '));
let click: (id: string) => Promise<unknown>;
let press: (id: string, button: number) => Promise<unknown>;

async function turnOn(change: Partial<Preferences['alerts']> = {}): Promise<void> {
  await updatePreferences((stored) => ({
    ...stored,
    alerts: { ...stored.alerts, enabled: true, ...change },
  }));
}

async function read(n: number, used: number, service = 'input'): Promise<void> {
  await putUsage({
    ...ref(n),
    services: { [service]: { used, limit: 100 } },
    resources: {},
    fetchedAt: Date.now(),
    failure: null,
  });
}

beforeEach(async () => {
  await freshWorld();
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
    onClicked: { addListener: (listener: typeof click) => (click = listener) },
    onButtonClicked: { addListener: (listener: typeof press) => (press = listener) },
  });
  Object.assign(fakeBrowser.permissions, { onAdded: { addListener: () => {} } });
  await putConnection({
    key: KEY,
    origin: ORIGIN,
    region: 'us-e1',
    accountId: 'account',
    accountName: 'Ines',
    email: 'ines@acme.example',
    company: null,
    plan: 'scale',
    timezone: 'UTC',
    twoFactor: { authenticator: false, sms: false, email: false },
    credential: { kind: 'issued', name: 'Ours', profileId: 'p1', expiresAt: DAY + 3 * 86_400_000 },
    state: 'ok',
    failure: null,
    connectedAt: 1,
    refreshedAt: 1,
  });
  await replaceProfiles(
    KEY,
    Array.from({ length: 6 }, (_, n) => ({
      ...ref(n),
      id: `p${n}`,
      name: `Farm ${n}`,
      logoUrl: null,
      shared: false,
      ownerAccountId: null,
      position: n,
    })),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('an alert', () => {
  it('is given once, with what stops and when it resets', async () => {
    await turnOn({ forecast: false });
    await read(1, 94);
    await giveAlerts([ref(1)]);
    await giveAlerts([ref(1)]);
    expect(texts()).toEqual([
      'Farm 1 — Data input 94% / 94 of 100 used. When it’s full, data from its devices will be rejected. Resets Dec 1.',
    ]);
  });

  it('says when the service will be full, where that can be told, and says it once', async () => {
    await turnOn();
    await read(1, 94);
    await giveAlerts([ref(1)]);
    expect(texts()).toEqual([
      expect.stringMatching(
        /^Farm 1 — Data input 94% \/ 94 of 100 used; at the current rate it will be full around Nov \d+ — data from its devices will be rejected\. Resets Dec 1\.$/,
      ),
    ]);
  });

  it('of a full service says what has stopped', async () => {
    await turnOn();
    await read(1, 100);
    await giveAlerts([ref(1)]);
    expect(texts()).toEqual([
      'Farm 1 — Data input: limit reached / Blocked: data from its devices is rejected. Resets Dec 1.',
    ]);
  });

  it('is none while alerts are off, or not allowed, and is not lost by that', async () => {
    await read(1, 94);
    await giveAlerts([ref(1)]);
    await turnOn();
    granted.all = false;
    await giveAlerts([ref(1)]);
    expect(shown).toEqual([]);
    granted.all = true;
    await giveAlerts([ref(1)]);
    expect(shown).toHaveLength(1);
  });

  it('is none for numbers that are old or could not be read', async () => {
    await turnOn();
    await read(1, 94);
    vi.setSystemTime(DAY + 3_600_000);
    await giveAlerts([ref(1)]);
    expect(shown).toEqual([]);
  });

  it('waits for the end of the quiet hours', async () => {
    await turnOn({ quiet: { from: 14 * 60, to: 16 * 60 } });
    await read(1, 94);
    await giveAlerts([ref(1)]);
    expect(shown).toEqual([]);
    const alarm = await fakeBrowser.alarms.get(ALERTS_ALARM);
    expect(alarm?.scheduledTime).toBe(new Date(2026, 10, 20, 16, 0, 5).getTime());
    vi.setSystemTime(alarm?.scheduledTime ?? 0);
    await read(1, 95);
    await giveAllAlerts();
    expect(shown).toHaveLength(1);
  });

  it('is one summary when there are many at once', async () => {
    await turnOn();
    for (let n = 0; n < 6; n += 1) await read(n, 90 + n);
    await giveAllAlerts();
    expect(texts()).toEqual(['6 alerts need your attention / Farm 5, Farm 4, Farm 3, and 3 more profiles']);
    await giveAllAlerts();
    expect(shown).toHaveLength(1);
  });

  it('tells of a service that is open again', async () => {
    await turnOn({ thresholds: [] });
    await read(1, 100, 'data_records');
    await giveAlerts([ref(1)]);
    await read(1, 40, 'data_records');
    await giveAlerts([ref(1)]);
    expect(texts()).toEqual(['Farm 1 — Data storage: below its limit again / Usage: 40 of 100.']);
  });

  it('reminds of the token that the connection itself stands on', async () => {
    await turnOn({ tokenExpiry: true });
    await read(1, 10);
    await giveAlerts([ref(1)]);
    expect(texts()).toEqual(['Farm 1 — token expires soon / “Ours” expires in about 3 days.']);
  });
});

describe('a rule that proposes', () => {
  const tiers = [
    { amount: 500, price: 2000 },
    { amount: 1000, price: 5500 },
  ];
  const readBilling = vi.fn(async () => {});

  async function setUp({ pool = 500, taken = 100 } = {}): Promise<void> {
    readBilling.mockReset();
    await turnOn({ forecast: false });
    await updateProfilePreferences(ref(1).profileKey, (stored) => ({
      ...stored,
      proposals: { input: 'high' },
    }));
    await updateBilling(KEY, (row) => ({
      ...row,
      subscription: {
        plan: 'scale',
        services: { input: pool },
        addons: {},
        cycleStart: null,
        cycleEnd: null,
        processing: false,
        paymentError: null,
        pastDueCents: null,
        pastDueInvoiceUrl: null,
        notEnoughBalance: false,
        upcomingInvoiceCents: null,
        trialEnd: null,
        schedule: null,
      },
      allocation: { p1: { input: 100 }, p2: { input: taken } },
      prices: { plans: {}, addons: {}, tiers: { input: tiers } },
      fetchedAt: Date.now(),
    }));
  }

  it('names what is free first, in place of the crossing that it is about, and leads to where one decides', async () => {
    watchNotices();
    await setUp();
    await read(1, 94);
    await giveAlerts([ref(1)], readBilling);
    await giveAlerts([ref(1)], readBilling);
    expect(texts()).toEqual([
      'Farm 1 — raise the limit of Data input? / 94 of 100 used. You can add 92 variables from the unallocated 300 variables at no cost. Nothing changes until you confirm.',
    ]);
    expect(readBilling).not.toHaveBeenCalled();
    const tabs = vi.spyOn(fakeBrowser.tabs, 'create');
    await click(shown[0]?.id ?? '');
    await vi.waitFor(() => expect(tabs).toHaveBeenCalled());
    expect(tabs.mock.calls[0]?.[0]?.url).toContain(`#/raise/${encodeURIComponent(refId(ref(1)))}/input`);
  });

  it('has a button that leads there too, and still one that mutes', async () => {
    watchNotices();
    await setUp();
    await read(1, 94);
    await giveAlerts([ref(1)], readBilling);
    expect(shown[0]?.buttons).toBe(2);
    const tabs = vi.spyOn(fakeBrowser.tabs, 'create');
    await press(shown[0]?.id ?? '', 0);
    await vi.waitFor(() => expect(tabs).toHaveBeenCalled());
    expect((await getProfilePreferences(ref(1).profileKey)).muted).toBe(false);
    await press(shown[0]?.id ?? '', 1);
    await vi.waitFor(async () => expect((await getProfilePreferences(ref(1).profileKey)).muted).toBe(true));
  });

  it('names the next tier with its price where nothing is free', async () => {
    await setUp({ taken: 400 });
    await read(1, 94);
    await giveAlerts([ref(1)], readBilling);
    expect(texts()).toEqual([
      'Farm 1 — raise the limit of Data input? / 94 of 100 used. The unallocated part isn’t enough. The next account limit, 1,000 variables, costs $55.00 a month (+$35.00). Nothing changes until you confirm.',
    ]);
  });

  it('asks for prices that are old, and says only the crossing where none can be read', async () => {
    await setUp();
    await updateBilling(KEY, (row) => ({ ...row, subscription: null, fetchedAt: DAY - 3_600_000 }));
    readBilling.mockRejectedValue(new Error('offline'));
    await read(1, 94);
    await giveAlerts([ref(1)], readBilling);
    expect(readBilling).toHaveBeenCalledWith({ connectionKey: KEY });
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 94%')]);
  });

  it('proposes nothing below its level, nor where the largest tier is all given', async () => {
    await setUp();
    await read(1, 85);
    await giveAlerts([ref(1)], readBilling);
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 85%')]);
    shown.length = 0;
    await setUp({ pool: 1000, taken: 900 });
    await read(1, 94);
    await giveAlerts([ref(1)], readBilling);
    expect(texts()).toEqual([expect.stringContaining('Farm 1 — Data input 94%')]);
  });
});

describe('a notice', () => {
  it('leads to what it is about when it is clicked, and mutes at its button', async () => {
    watchNotices();
    await turnOn();
    await read(2, 94);
    await giveAlerts([ref(2)]);
    const tabs = vi.spyOn(fakeBrowser.tabs, 'create');
    await click(shown[0]?.id ?? '');
    await vi.waitFor(() => expect(tabs).toHaveBeenCalled());
    expect(tabs.mock.calls[0]?.[0]?.url).toContain(`#/profiles/${encodeURIComponent(refId(ref(2)))}/usage`);
    expect(shown[0]?.buttons).toBe(1);
    await press(shown[0]?.id ?? '', 0);
    await vi.waitFor(async () => expect((await getProfilePreferences(ref(2).profileKey)).muted).toBe(true));
  });
});
