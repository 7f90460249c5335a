import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectionKeyOf, profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import { connectionRow, freshDatabase, US } from '../store/rows.ts';
import { syncedBrowser } from './synced-browser.ts';

type SyncedBrowser = Awaited<ReturnType<typeof syncedBrowser>>;

const inSync = () => fakeBrowser.storage.sync.get(null);
const at = (thresholds: number[]) => (before: Preferences) => ({
  ...before,
  alerts: { ...before.alerts, thresholds },
});
const of = async (one: SyncedBrowser) => (await one.settings()).alerts.thresholds;

let a: SyncedBrowser;
let b: SyncedBrowser;

beforeEach(async () => {
  fakeBrowser.reset();
  await freshDatabase();
  a = await syncedBrowser('a');
  b = await syncedBrowser('b');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the percentages for all profiles', () => {
  it('are synced with the other settings, except those that each browser has for itself', async () => {
    await a.change(
      (before) => ({
        ...at([60, 95])(before),
        theme: 'dark' as const,
        refreshMinutes: 17,
        autoLockMinutes: 0,
        clearClipboardAfter: 30 as const,
        alerts: { ...before.alerts, thresholds: [60, 95], enabled: true, quiet: { from: 61, to: 62 } },
      }),
      100,
    );
    for (const one of [a, b]) await one.reconcile();
    expect(await b.settings()).toMatchObject({
      theme: 'dark',
      refreshMinutes: 17,
      autoLockMinutes: 15,
      clearClipboardAfter: 0,
      alerts: { thresholds: [60, 95], enabled: false, quiet: { from: 61, to: 62 } },
    });
    expect(await inSync()).toEqual({
      settings1: {
        theme: [100, 'dark'],
        refresh: [100, 17],
        thresholds: [100, [60, 95]],
        quiet: [100, { from: 61, to: 62 }],
      },
    });
  });

  it('are the newer ones when both browsers changed them, in any order', async () => {
    await a.change(at([50]), 100);
    await b.change(at([70]), 200);
    for (const one of [b, a, b]) await one.reconcile();
    expect([await of(a), await of(b)]).toEqual([[70], [70]]);
  });

  it('are not replaced by a later change of another setting', async () => {
    await a.change(at([50]), 100);
    for (const one of [a, b]) await one.reconcile();
    await b.change(at([70]), 200);
    await b.reconcile();
    await a.change((before) => ({ ...before, refreshMinutes: 9 }), 300);
    for (const one of [a, b]) await one.reconcile();
    expect([await of(a), await of(b)]).toEqual([[70], [70]]);
    expect([(await a.settings()).refreshMinutes, (await b.settings()).refreshMinutes]).toEqual([9, 9]);
  });

  it('can be reset to the defaults, also with a clock that was set back', async () => {
    await a.change(at([50]), 1000);
    for (const one of [a, b]) await one.reconcile();
    await b.change(at([80, 90, 100]), 10);
    for (const one of [b, a]) await one.reconcile();
    expect(await of(a)).toEqual([80, 90, 100]);
  });

  it('are the same in both browsers when both changed them at the same time', async () => {
    await a.change(at([50]), 100);
    await b.change(at([70]), 100);
    for (const one of [a, b, a]) await one.reconcile();
    expect(await of(a)).toEqual(await of(b));
  });

  it('are not written while they are the defaults, nor when nothing changed', async () => {
    await a.change((before) => ({ ...before, autoLockMinutes: 9 }), 100);
    await a.reconcile();
    expect(await inSync()).toEqual({});
    await a.change(at([50]), 200);
    await a.reconcile();
    const set = vi.spyOn(fakeBrowser.storage.sync, 'set');
    await a.reconcile();
    expect(set).not.toHaveBeenCalled();
  });

  it('do not replace profiles’ preferences, and are written again after a failure', async () => {
    await a.set((row) => ({ ...row, favourite: true }), 100);
    await a.change(at([50]), 100);
    const set = vi.spyOn(fakeBrowser.storage.sync, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES'));
    await expect(a.reconcile()).rejects.toThrow('QUOTA_BYTES');
    set.mockRestore();
    for (const one of [a, b]) await one.reconcile();
    expect(await of(b)).toEqual([50]);
    expect((await b.get()).favourite).toBe(true);
  });

  it.each([
    ['no list', 'x'],
    ['no time', ['soon', [50]]],
    ['no percentages', [200, 'x']],
    ['words', [200, ['50']]],
    ['nothing a service can reach', [200, [0, 5000]]],
    ['too many', [200, Array.from({ length: 21 }, (_, n) => n + 1)]],
  ])('ignore an invalid value, and keep it in sync: %s', async (_what, thresholds) => {
    const stored = { settings1: { thresholds, later: [5, 'from a later release'] } };
    await fakeBrowser.storage.sync.set(stored);
    await a.reconcile();
    expect(await of(a)).toEqual([80, 90, 100]);
    expect(await inSync()).toEqual(stored);
  });

  it('are written as soon as they change', async () => {
    vi.resetModules();
    const { startSync } = await import('../../../lib/sync/sync.ts');
    const { updatePreferences } = await import('../../../lib/store/settings.ts');
    startSync();
    await updatePreferences(at([50]), 100);
    await vi.waitFor(async () => expect(await inSync()).toEqual({ settings1: { thresholds: [100, [50]] } }));
  });
});

describe('labels, colors and the order of connections', () => {
  const ONE = connectionRow(1).key;
  const TWO = connectionRow(2).key;
  const set = (change: Preferences['connections']) => (before: Preferences) => ({
    ...before,
    connections: { ...before.connections, ...change },
  });

  it('are merged by connection and field', async () => {
    await a.change(set({ [ONE]: { label: 'Home' } }), 100);
    for (const one of [a, b]) await one.reconcile();
    await a.change(set({ [ONE]: { label: 'Home', colour: '#2f7d5b' } }), 200);
    await b.change(set({ [ONE]: { label: 'House' }, [TWO]: { position: 1 } }), 300);
    for (const one of [b, a, b]) await one.reconcile();
    for (const one of [a, b])
      expect((await one.settings()).connections).toEqual({
        [ONE]: expect.objectContaining({ label: 'House', colour: '#2f7d5b' }),
        [TWO]: expect.objectContaining({ position: 1 }),
      });
  });

  it('ignore values that nobody could have typed, and keep them in sync', async () => {
    const stored = { [`connection1.${ONE}`]: { l: [5, 'a\nb'], c: [5, 'red'], p: [5, -1], z: [5, 'later'] } };
    await fakeBrowser.storage.sync.set(stored);
    await a.reconcile();
    expect((await a.settings()).connections).toEqual({});
    expect(await inSync()).toEqual(stored);
  });
});

describe('what exceeds the browser’s limit', () => {
  it('is left out and counted', async () => {
    await a.change(
      (before) => ({
        ...before,
        connections: Object.fromEntries(
          Array.from({ length: 450 }, (_, n) => [
            connectionKeyOf(US, `account${n}`),
            { label: `Customer ${n}` },
          ]),
        ),
      }),
      100,
    );
    await a.reconcile();
    expect(await a.state()).toMatchObject({ refused: false, leftOut: 50 });
    expect(Object.keys(await inSync())).toHaveLength(400);
  });

  it('leaves the room that another release’s items take', async () => {
    const { pack, bytesOfOthers } = await import('../../../lib/sync/chunks.ts');
    const later = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`later.${n}`, 'x'.repeat(7_000)]));
    const records = Array.from({ length: 1000 }, (_, n) => ({
      profileKey: profileKeyOf(US, n.toString(16).padStart(24, '0')),
      fields: { favourite: { value: true, at: 1_795_751_234_567 } },
    }));
    const { items, leftOut } = pack(records, undefined, bytesOfOthers(later, {}));
    expect(leftOut).toBeGreaterThan(0);
    expect(JSON.stringify({ ...items, ...later }).length).toBeLessThan(102_400);
  });
});
