import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { connectionKeyOf, profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import { freshDatabase, US } from '../store/rows.ts';
import { KEY, OTHER, syncedBrowser } from './synced-browser.ts';

beforeEach(async () => {
  fakeBrowser.reset();
  await freshDatabase();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('preferences', () => {
  it('are synced to another browser', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, favourite: true, emoji: '🌵', thresholds: { input: [70] } }), 100);
    await a.reconcile();
    await b.reconcile();
    expect(await b.get()).toMatchObject({ favourite: true, emoji: '🌵', thresholds: { input: [70] } });
  });

  it('take the newer value when both browsers changed one', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, colour: '#aaaaaa' }), 100);
    await b.set((row) => ({ ...row, colour: '#bbbbbb' }), 200);
    for (const one of [a, b, a]) await one.reconcile();
    expect([(await a.get()).colour, (await b.get()).colour]).toEqual(['#bbbbbb', '#bbbbbb']);
  });

  it('are not overruled by a later change of something else', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, colour: '#aaaaaa' }), 100);
    await a.reconcile();
    await b.reconcile();
    await b.set((row) => ({ ...row, colour: '#bbbbbb' }), 200);
    await b.reconcile();
    await a.set((row) => ({ ...row, muted: true }), 300);
    await a.reconcile();
    expect(await a.get()).toMatchObject({ colour: '#bbbbbb', muted: true });
    await b.reconcile();
    expect(await b.get()).toMatchObject({ colour: '#bbbbbb', muted: true });
  });

  it('are synced also for a profile and an account with the longest ids', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    const long = profileKeyOf(US, 'x'.repeat(128));
    const account = connectionKeyOf(US, 'y'.repeat(128));
    await a.set((row) => ({ ...row, favourite: true }), 100, long);
    await a.change((before) => ({ ...before, connections: { [account]: { label: 'Home' } } }), 100);
    for (const one of [a, b]) await one.reconcile();
    expect(await b.list()).toMatchObject([{ profileKey: long, favourite: true }]);
    expect((await b.settings()).connections).toMatchObject({ [account]: { label: 'Home' } });
  });

  it('keep the time of a change that the person makes during a round', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await b.set((row) => ({ ...row, colour: '#bbbbbb' }), 200);
    await b.reconcile();
    await b.set((row) => ({ ...row, emoji: '🍀' }), 500);
    const items = await fakeBrowser.storage.sync.get(null);
    vi.spyOn(fakeBrowser.storage.sync, 'get').mockImplementationOnce(async () => {
      await a.set((row) => ({ ...row, emoji: '🌵' }), 900);
      return items;
    });
    for (const one of [a, b, a, b]) await one.reconcile();
    for (const one of [a, b]) expect(await one.get()).toMatchObject({ colour: '#bbbbbb', emoji: '🌵' });
    vi.useRealTimers();
  });

  it('can be reset', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, favourite: true }), 100);
    for (const one of [a, b]) await one.reconcile();
    await b.set((row) => ({ ...row, favourite: false }), 200);
    for (const one of [b, a]) await one.reconcile();
    expect((await a.get()).favourite).toBe(false);
  });

  it('survive when only the other browser’s item is kept', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, favourite: true }), 100, KEY);
    await a.reconcile();
    const before = await fakeBrowser.storage.sync.get(null);
    await fakeBrowser.storage.sync.clear();
    await b.set((row) => ({ ...row, favourite: true }), 150, OTHER);
    await b.reconcile();
    expect(Object.keys(before)).toHaveLength(1);
    for (const one of [a, b]) await one.reconcile();
    for (const one of [a, b]) expect((await one.list()).filter(({ favourite }) => favourite)).toHaveLength(2);
  });

  it('are synced completely: muting, the tokens to copy (by name), markups and proposals too', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    const set = {
      favourite: true,
      muted: true,
      readToken: { name: 'Reader', createdAt: '2026-01-01' },
      markUp: { cents: 12345 },
      proposals: { input: 'high' as const },
    };
    await a.set((row) => ({ ...row, ...set }), 100);
    for (const one of [a, b]) await one.reconcile();
    expect(await b.get()).toMatchObject(set);
  });

  it('stay here while sync is off, and are synced once it is on', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.change((before) => ({ ...before, sync: false }), 50);
    await a.set((row) => ({ ...row, favourite: true }), 100);
    await a.reconcile();
    expect(await fakeBrowser.storage.sync.get(null)).toEqual({});
    await a.change((before) => ({ ...before, sync: true }), 200);
    for (const one of [a, b]) await one.reconcile();
    expect((await b.get()).favourite).toBe(true);
    expect((await b.settings()).sync).toBe(true);
  });

  it('count from when they were set, not from when sync was switched on', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    const off = async (change: Parameters<typeof a.change>[0], at: number) => {
      await a.change(change, at);
      await a.reconcile();
    };
    await off((before) => ({ ...before, sync: false }), 50);
    await off((before) => ({ ...before, theme: 'dark', refreshMinutes: 9 }), 100);
    await a.set((row) => ({ ...row, colour: '#aaaaaa' }), 100);
    await a.reconcile();
    await b.change((before) => ({ ...before, theme: 'light' }), 200);
    await b.set((row) => ({ ...row, colour: '#bbbbbb' }), 200);
    await b.reconcile();
    // Another field of each, also one that isn't synced, and sync itself.
    await a.set((row) => ({ ...row, muted: true }), 300);
    await off((before) => ({ ...before, othersRefreshMinutes: 45, autoLockMinutes: 5 }), 300);
    await a.change((before) => ({ ...before, sync: true }), 400);
    for (const one of [a, b, a]) await one.reconcile();
    for (const one of [a, b]) {
      expect(await one.settings()).toMatchObject({
        theme: 'light',
        refreshMinutes: 9,
        othersRefreshMinutes: 45,
      });
      expect(await one.get()).toMatchObject({ colour: '#bbbbbb', muted: true });
    }
  });

  it('stay here and leave sync once the person switches it off, and another browser’s copy stays there', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, favourite: true }), 100);
    for (const one of [a, b]) await one.reconcile();
    await a.change((before) => ({ ...before, sync: false, refreshMinutes: 9 }), 200);
    await a.reconcile();
    expect(await fakeBrowser.storage.sync.get(null)).toEqual({});
    expect((await a.get()).favourite).toBe(true);
    expect(await a.state()).toEqual({ syncedAt: null, refused: false, leftOut: 0 });
    await b.reconcile();
    const ofB = await fakeBrowser.storage.sync.get(null);
    expect(Object.keys(ofB)).toHaveLength(1);
    await a.reconcile();
    expect(await fakeBrowser.storage.sync.get(null)).toEqual(ofB);
  });

  it('are removed later when the browser refuses to remove them', async () => {
    const a = await syncedBrowser('a');
    await a.set((row) => ({ ...row, favourite: true }), 100);
    await a.reconcile();
    await a.change((before) => ({ ...before, sync: false }), 200);
    const clear = vi.spyOn(fakeBrowser.storage.sync, 'clear').mockRejectedValueOnce(new Error('MAX_WRITE'));
    await expect(a.reconcile()).rejects.toThrow('MAX_WRITE');
    clear.mockRestore();
    await a.reconcile();
    expect(await fakeBrowser.storage.sync.get(null)).toEqual({});
  });

  it('are written only when something changed', async () => {
    const a = await syncedBrowser('a');
    await a.set((row) => ({ ...row, favourite: true }), 100);
    await a.reconcile();
    const set = vi.spyOn(fakeBrowser.storage.sync, 'set');
    await a.reconcile();
    expect(set).not.toHaveBeenCalled();
  });

  it('stay stored locally when sync cannot be written', async () => {
    const a = await syncedBrowser('a');
    await a.set((row) => ({ ...row, favourite: true }), 100);
    const set = vi.spyOn(fakeBrowser.storage.sync, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES'));
    await expect(a.reconcile()).rejects.toThrow('QUOTA_BYTES');
    set.mockRestore();
    expect((await a.get()).favourite).toBe(true);
    await a.reconcile();
    expect(Object.keys(await fakeBrowser.storage.sync.get(null))).toHaveLength(1);
  });
});

describe('syncing each field by itself', () => {
  it('keeps a favourite set in one browser and a colour set in another', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, emoji: '🌵' }), 50);
    for (const one of [a, b]) await one.reconcile();
    await a.set((row) => ({ ...row, favourite: true }), 100);
    await b.set((row) => ({ ...row, colour: '#bbbbbb' }), 200);
    for (const one of [b, a, b]) await one.reconcile();
    for (const one of [a, b])
      expect(await one.get()).toMatchObject({ favourite: true, colour: '#bbbbbb', emoji: '🌵' });
  });

  it('gives a new installation the other settings although it changed one before its first sync', async () => {
    const a = await syncedBrowser('a');
    await a.set((row) => ({ ...row, favourite: true, colour: '#aaaaaa', thresholds: { input: [70] } }), 100);
    await a.reconcile();
    const fresh = await syncedBrowser('fresh');
    await fresh.set((row) => ({ ...row, colour: '#cccccc' }), 200);
    for (const one of [fresh, a]) await one.reconcile();
    for (const one of [fresh, a])
      expect(await one.get()).toMatchObject({
        favourite: true,
        colour: '#cccccc',
        thresholds: { input: [70] },
      });
  });

  it('ignores a time far in the future, so that later changes win and syncing ends', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await a.set((row) => ({ ...row, colour: '#aaaaaa' }), 100);
    await a.reconcile();
    const [[name, chunk] = ['', {}]] = Object.entries(await fakeBrowser.storage.sync.get(null));
    const [origin = '', id = ''] = KEY.split('#');
    await fakeBrowser.storage.sync.set({
      [name]: { ...(chunk as object), [origin]: { [id]: { c: [1e18, '#eeeeee'] } } },
    });
    await a.reconcile();
    expect((await a.get()).colour).toBe('#eeeeee');
    await a.set((row) => ({ ...row, colour: '#abcabc' }), Date.now());
    for (const one of [a, b, a]) await one.reconcile();
    expect([(await a.get()).colour, (await b.get()).colour]).toEqual(['#abcabc', '#abcabc']);
    const set = vi.spyOn(fakeBrowser.storage.sync, 'set');
    for (const one of [b, a, b]) await one.reconcile();
    expect(set).not.toHaveBeenCalled();
  });

  it('does not let what was set while its own clock was far ahead win over a later change elsewhere', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const [now, year] = [Date.now(), 365 * 86_400_000];
      const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
      vi.setSystemTime(now + year);
      await a.set((row) => ({ ...row, colour: '#aaaaaa' }), now + year);
      await a.reconcile();
      vi.setSystemTime(now);
      await b.reconcile();
      expect((await b.get()).colour).toBe('#aaaaaa');
      vi.setSystemTime(now + 1000);
      await b.set((row) => ({ ...row, colour: '#bbbbbb' }), now + 1000);
      for (const one of [b, a, b]) await one.reconcile();
      expect([(await a.get()).colour, (await b.get()).colour]).toEqual(['#bbbbbb', '#bbbbbb']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps what is set once its own clock, which was far ahead, is right again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const [now, month] = [Date.now(), 31 * 86_400_000];
      const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
      vi.setSystemTime(now + month);
      await a.set((row) => ({ ...row, colour: '#cccccc' }), now + month);
      await a.change((before) => ({ ...before, refreshMinutes: 37 }), now + month);
      await a.reconcile();
      vi.setSystemTime(now);
      await a.set((row) => ({ ...row, colour: '#bbbbbb' }), now);
      await a.change((before) => ({ ...before, refreshMinutes: 2 }), now);
      // The round begins a moment later.
      vi.setSystemTime(now + 50);
      for (const one of [a, b, a]) await one.reconcile();
      for (const one of [a, b]) {
        expect((await one.get()).colour).toBe('#bbbbbb');
        expect((await one.settings()).refreshMinutes).toBe(2);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('preserves a newer release’s records and fields', async () => {
    const a = await syncedBrowser('a');
    await a.set((row) => ({ ...row, favourite: true }), 100);
    await a.reconcile();
    const [[name, chunk] = ['', {}]] = Object.entries(await fakeBrowser.storage.sync.get(null));
    const [origin = '', id = ''] = KEY.split('#');
    const ours = (chunk as Record<string, Record<string, object>>)[origin]![id]!;
    await fakeBrowser.storage.sync.set({
      [name]: { [origin]: { [id]: { ...ours, note: [150, 'from a later release'] }, other: 'v2:xyz' } },
      'profiles1.later': { [origin]: { abc: { v: 2 } } },
    });
    await a.set((row) => ({ ...row, emoji: '🌵' }), 200);
    await a.reconcile();
    expect(await fakeBrowser.storage.sync.get(null)).toMatchObject({
      [name]: {
        [origin]: {
          [id]: { f: [100, 1], e: [200, '🌵'], note: [150, 'from a later release'] },
          other: 'v2:xyz',
        },
      },
      'profiles1.later': { [origin]: { abc: { v: 2 } } },
    });
  });
});

describe('a browser that lost its database', () => {
  let [a, b]: Awaited<ReturnType<typeof syncedBrowser>>[] = [];
  const expectInBoth = async (wanted: object) => {
    for (const one of [a!, b!, a!]) await one.reconcile();
    for (const one of [a!, b!]) expect(await one.settings()).toMatchObject(wanted);
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
    [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    await b.change((before) => ({ ...before, theme: 'light' }), 300);
    await b.reconcile();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('does not put what it had over what another browser set since', async () => {
    await a!.change((before) => ({ ...before, theme: 'dark', refreshMinutes: 17 }), 500);
    await a!.reconcile();
    await a!.copy();
    vi.setSystemTime(2_000);
    await b!.reconcile();
    await b!.change((before) => ({ ...before, theme: 'light' }), 1_900);
    await b!.reconcile();
    await a!.lose();
    // Both begin with the worker; here the round is first.
    await a!.reconcile();
    await a!.restore();
    await expectInBoth({ theme: 'light', refreshMinutes: 17 });
  });

  it('does so neither where its clock was ahead when the copy was written', async () => {
    await a!.change((before) => ({ ...before, theme: 'dark' }), 500);
    await a!.reconcile();
    vi.setSystemTime(90_000);
    await a!.copy();
    vi.setSystemTime(2_000);
    await b!.reconcile();
    await b!.change((before) => ({ ...before, theme: 'light' }), 1_900);
    await b!.reconcile();
    await a!.lose();
    await a!.restore();
    await expectInBoth({ theme: 'light' });
  });

  it('leaves what other browsers sync where it is, if sync was off here', async () => {
    await a!.change((before) => ({ ...before, sync: false }), 500);
    await a!.copy();
    const ofB = await fakeBrowser.storage.sync.get(null);
    await a!.lose();
    await a!.reconcile();
    await a!.restore();
    await a!.reconcile();
    expect(await fakeBrowser.storage.sync.get(null)).toEqual(ofB);
    expect(await a!.settings()).toMatchObject({ sync: false, theme: 'system' });
  });
});

describe('a refused write', () => {
  it('is tried again by an alarm, by a worker that knows nothing of it', async () => {
    vi.resetModules();
    const preferences = await import('../../../lib/store/profile-preferences.ts');
    const set = vi
      .spyOn(fakeBrowser.storage.sync, 'set')
      .mockRejectedValue(new Error('MAX_WRITE_OPERATIONS'));
    (await import('../../../lib/sync/sync.ts')).startSync();
    await preferences.updateProfilePreferences(KEY, (row) => ({ ...row, favourite: true }), 100);
    await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('sync')).toBeTruthy());
    await vi.waitFor(async () => expect(await readErrors()).toMatchObject([{ where: 'sync' }]));
    set.mockRestore();

    vi.resetModules();
    (await import('../../../lib/sync/sync.ts')).startSync();
    await fakeBrowser.alarms.onAlarm.trigger({ name: 'sync', scheduledTime: 0 } as never);
    await vi.waitFor(async () =>
      expect(Object.keys(await fakeBrowser.storage.sync.get(null))).toHaveLength(1),
    );
    // After the round that its own write starts, too.
    await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('sync')).toBeFalsy(), 5_000);
  });

  it('is tried again by an alarm if the worker ends before the browser replies', async () => {
    vi.resetModules();
    const preferences = await import('../../../lib/store/profile-preferences.ts');
    const set = vi
      .spyOn(fakeBrowser.storage.sync, 'set')
      .mockImplementation(() => new Promise<void>(() => {}));
    (await import('../../../lib/sync/sync.ts')).startSync();
    await preferences.updateProfilePreferences(KEY, (row) => ({ ...row, favourite: true }), 100);
    await vi.waitFor(() => expect(set).toHaveBeenCalled());
    expect(await fakeBrowser.alarms.get('sync')).toBeTruthy();
    set.mockRestore();
  });
});

describe('a failure of this browser’s own database', () => {
  it('while sync is off doesn’t remove what other browsers sync', async () => {
    vi.resetModules();
    const settings = await import('../../../lib/store/settings.ts');
    await settings.updatePreferences((before) => ({ ...before, sync: false }));
    const items = { 'other-browser': '{}' };
    await fakeBrowser.storage.sync.set(items);
    const full = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
      throw new DOMException('disk', 'UnknownError');
    });
    (await import('../../../lib/sync/sync.ts')).startSync();
    const round = () => fakeBrowser.alarms.onAlarm.trigger({ name: 'sync', scheduledTime: 0 } as never);
    await round();
    await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('sync')).toBeTruthy());
    full.mockRestore();

    vi.resetModules();
    (await import('../../../lib/sync/sync.ts')).startSync();
    await round();
    await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('sync')).toBeFalsy());
    expect(await fakeBrowser.storage.sync.get(null)).toEqual(items);
  });
});

describe('startSync', () => {
  it('carries a change at once, in both directions', async () => {
    vi.resetModules();
    const { startSync } = await import('../../../lib/sync/sync.ts');
    const preferences = await import('../../../lib/store/profile-preferences.ts');
    startSync();
    await preferences.updateProfilePreferences(KEY, (row) => ({ ...row, favourite: true }), 100);
    await vi.waitFor(async () =>
      expect(Object.keys(await fakeBrowser.storage.sync.get(null))).toHaveLength(1),
    );

    const id = KEY.split('#')[1] ?? '';
    const [[name, chunk] = ['', {}]] = Object.entries(await fakeBrowser.storage.sync.get(null));
    const origin = KEY.split('#')[0] ?? '';
    await fakeBrowser.storage.sync.set({
      [name]: { ...(chunk as object), [origin]: { [id]: { f: [200, 0], c: [200, '#abcdef'] } } },
    });
    await vi.waitFor(
      async () =>
        expect(await preferences.getProfilePreferences(KEY)).toMatchObject({
          favourite: false,
          colour: '#abcdef',
        }),
      { timeout: 4_000 },
    );
  });
});
