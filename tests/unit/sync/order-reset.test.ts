import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type ProfileKey, profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import {
  defaultProfilePreferences,
  type ProfilePreferences,
} from '../../../lib/domain/settings/profile-preferences.ts';
import { DAY_MS } from '../../../lib/domain/time.ts';
import type { Synced, SyncedRecord } from '../../../lib/store/schema.ts';
import { pack, unpack } from '../../../lib/sync/chunks.ts';
import { mergeRecords } from '../../../lib/sync/merge-records.ts';
import { ORDER_RESET_ITEM, orderResetItem } from '../../../lib/sync/order-reset.ts';
import { changesTo, newestAt } from '../../../lib/sync/record.ts';
import { freshDatabase, US } from '../store/rows.ts';
import { KEY, OTHER, syncedBrowser } from './synced-browser.ts';

const keyOf = (n: number): ProfileKey => profileKeyOf(US, `${n}`.padStart(24, 'a'));

/** A browser with its rows and what it last agreed to; `now` counts the steps of all browsers. */
class Browser {
  rows = new Map<ProfileKey, ProfilePreferences>();
  agreed: Pick<Synced, 'records' | 'orderReset'> = { records: [], orderReset: 0 };
  seen: Record<string, unknown> = {};

  set(key: ProfileKey, change: Partial<ProfilePreferences>, now: number) {
    this.rows.set(key, {
      ...(this.rows.get(key) ?? defaultProfilePreferences(key)),
      ...change,
      updatedAt: now,
    });
  }

  /** As a person removes their own order; returns the profiles that had a place in it. */
  clear(now: number): ProfileKey[] {
    const placed = [...this.rows.values()].filter(({ position }) => position !== null);
    for (const { profileKey } of placed) this.set(profileKey, { position: null }, now);
    return placed.map(({ profileKey }) => profileKey);
  }

  /** Returns what sync holds afterwards. */
  sync(stored: Record<string, unknown>, now: number): Record<string, unknown> {
    const remote = unpack(stored, now);
    const { records, orderReset, changes } = mergeRecords({
      rows: [...this.rows.values()],
      agreed: this.agreed,
      remote,
      now,
    });
    for (const [row, best] of changes) {
      const change = changesTo(row, best);
      if (Object.keys(change).length > 0) this.set(row.profileKey, { ...row, ...change }, newestAt(best));
    }
    this.agreed = { records, orderReset };
    const item = orderResetItem(stored[ORDER_RESET_ITEM], orderReset);
    return { ...pack(records, remote).items, ...(item && { [ORDER_RESET_ITEM]: item }) };
  }

  positions(profiles: number) {
    return Array.from({ length: profiles }, (_, n) => this.rows.get(keyOf(n))?.position ?? null);
  }

  muted(profiles: number) {
    return Array.from({ length: profiles }, (_, n) => this.rows.get(keyOf(n))?.muted ?? false);
  }
}

const PROFILES = 4;
const BROWSERS = 3;
const step = fc.record({
  what: fc.constantFrom('set', 'set', 'mute', 'clear', 'sync', 'sync'),
  browser: fc.nat(BROWSERS - 1),
  profile: fc.nat(PROFILES - 1),
});

describe('removing the own order', () => {
  beforeEach(async () => {
    fakeBrowser.reset();
    await freshDatabase();
  });

  it('ends the same in every browser: what was placed later stays, what the person saw placed does not', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const browsers = Array.from({ length: BROWSERS }, () => new Browser());
        let stored: Record<string, unknown> = {};
        let now = 1_000;
        // The last place that was given to each profile, and whether it was removed since: for sure, perhaps or not.
        const last = Array.from({ length: PROFILES }, () => ({
          position: null as number | null,
          removed: 'no',
        }));
        const muted = Array.from({ length: PROFILES }, () => false);
        for (const { what, browser: index, profile } of steps) {
          now += 1;
          const browser = browsers[index]!;
          if (what === 'set') {
            const position = now;
            browser.set(keyOf(profile), { position }, now);
            last[profile] = { position, removed: 'no' };
          } else if (what === 'mute') {
            browser.set(keyOf(profile), { muted: true }, now);
            muted[profile] = true;
          } else if (what === 'clear') {
            const known = browser.positions(PROFILES);
            if (browser.clear(now).length === 0) continue;
            for (const [n, one] of last.entries())
              if (known[n] !== null && known[n] === one.position) one.removed = 'sure';
              else if (one.removed === 'no') one.removed = 'perhaps';
          }
          // A round follows each change; while the browser is offline, with what it saw last.
          if (what === 'sync') stored = browser.sync(stored, now);
          browser.seen = what === 'sync' ? stored : browser.sync(browser.seen, now);
        }
        for (const browser of [...browsers, ...browsers, ...browsers]) stored = browser.sync(stored, ++now);
        const [first, ...others] = browsers.map((browser) => browser.positions(PROFILES));
        for (const one of others) expect(one).toEqual(first);
        for (const [n, { position, removed }] of last.entries()) {
          if (removed === 'no') expect(first![n]).toBe(position);
          if (removed === 'sure') expect(first![n]).toBeNull();
          if (removed === 'perhaps') expect([null, position]).toContain(first![n]);
        }
        for (const browser of browsers) {
          expect(browser.muted(PROFILES)).toEqual(muted);
          // Nothing is written again and again.
          expect(browser.sync(stored, ++now)).toEqual(stored);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of thousands of profiles takes no room, and leaves that of other fields', () => {
    const [a, b] = [new Browser(), new Browser()];
    for (let n = 0; n < 3_000; n++) a.set(keyOf(n), { position: n + 1 }, 1_000);
    a.set(keyOf(0), { position: 1, muted: true }, 1_000);
    let stored = a.sync({}, 1_001);
    stored = b.sync(stored, 1_002);
    b.clear(1_003);
    stored = b.sync(stored, 1_004);
    stored = a.sync(stored, 1_005);
    b.sync(stored, 1_006);
    expect(JSON.stringify(stored).length).toBeLessThan(300);
    expect(a.positions(3_000).every((position) => position === null)).toBe(true);
    expect([a, b].map((browser) => browser.muted(1))).toEqual([[true], [true]]);
  });

  it('removes a place that another browser gave before, also one that wasn’t known here', () => {
    const [a, b] = [new Browser(), new Browser()];
    a.set(keyOf(0), { position: 1 }, 100);
    const before = a.sync({}, 101);
    b.set(keyOf(1), { position: 2 }, 200);
    const stored = b.sync(before, 201);
    a.clear(300);
    a.sync(before, 301);
    const after = a.sync(stored, 302);
    expect(a.sync(after, 303)).toEqual(after);
    b.sync(after, 304);
    expect([a, b].map((browser) => browser.positions(2))).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('by a clock that was far ahead leaves a place that is given once the clock is right', () => {
    const [a, b] = [new Browser(), new Browser()];
    const month = 31 * DAY_MS;
    for (const n of [0, 1]) a.set(keyOf(n), { position: 1 }, month);
    let stored = a.sync({}, month + 1);
    a.clear(month + 2);
    stored = a.sync(stored, month + 3);
    a.set(keyOf(0), { position: 7 }, 100);
    for (const [browser, now] of [
      [a, 150],
      [b, 151],
      [a, 152],
    ] as const)
      stored = browser.sync(stored, now);
    expect([a, b].map((browser) => browser.positions(2))).toEqual([
      [7, null],
      [7, null],
    ]);
  });

  it('of one profile leaves a place that another got at the same time', () => {
    // As importing a backup does, which replaces what is here.
    const a = new Browser();
    for (const n of [0, 1]) a.set(keyOf(n), { position: 1 }, 100);
    const before = a.sync({}, 101);
    a.set(keyOf(0), { position: null }, 200);
    a.set(keyOf(1), { position: 5 }, 200);
    const after = a.sync(before, 201);
    expect(a.sync(after, 202)).toEqual(after);
    const b = new Browser();
    b.sync(after, 203);
    expect(b.positions(2)).toEqual([null, 5]);
  });

  it('that an earlier release stored profile by profile becomes one time, here and in sync', () => {
    const records: SyncedRecord[] = [0, 1, 2].map((n) => ({
      profileKey: keyOf(n),
      fields: { position: { value: null, at: 500 }, muted: { value: true, at: 100 } },
    }));
    const a = new Browser();
    for (const n of [0, 1, 2]) a.set(keyOf(n), { muted: true }, 500);
    a.agreed = { records, orderReset: 0 };
    const stored = a.sync(pack(records).items, 1_000);
    expect(a.agreed.orderReset).toBe(500);
    expect(stored[ORDER_RESET_ITEM]).toEqual({ at: 500 });
    expect(a.agreed.records.every(({ fields }) => fields.position === undefined)).toBe(true);
    expect(unpack(stored, 1_000).records.size).toBe(3);
    expect([...unpack(stored, 1_000).records.values()].every(({ fields }) => !fields.position)).toBe(true);
  });

  it('is not undone by an earlier release that writes its places again, nor does sync write against it', () => {
    const a = new Browser();
    a.set(keyOf(0), { position: 7 }, 100);
    const old = a.sync({}, 101);
    a.clear(200);
    const stored = a.sync(old, 201);
    const again = { ...stored, ...old };
    expect(a.sync(again, 300)).toEqual(again);
    expect(a.positions(1)).toEqual([null]);
    a.set(keyOf(0), { position: 3 }, 400);
    const b = new Browser();
    b.sync(a.sync(again, 401), 402);
    expect(b.positions(1)).toEqual([3]);
  });

  it('reaches another browser, and a place that is given later comes back', async () => {
    const [a, b] = [await syncedBrowser('a'), await syncedBrowser('b')];
    const place = (browser: typeof a, position: number | null, at: number, key = KEY) =>
      browser.set((row) => ({ ...row, position }), at, key);
    const placesIn = async (browser: typeof a) =>
      (await browser.list()).map(({ profileKey, position }) => [profileKey, position]);
    for (const key of [KEY, OTHER]) await place(a, 1024, 100, key);
    for (const one of [a, b]) await one.reconcile();
    for (const key of [KEY, OTHER]) await place(b, null, 200, key);
    for (const one of [b, a]) await one.reconcile();
    expect(await placesIn(a)).toEqual([KEY, OTHER].map((key) => [key, null]));
    expect(await fakeBrowser.storage.sync.get(null)).toEqual({ [ORDER_RESET_ITEM]: { at: 200 } });
    await place(a, 2048, 300);
    for (const one of [a, b]) await one.reconcile();
    expect(await placesIn(b)).toEqual([
      [KEY, 2048],
      [OTHER, null],
    ]);
  });
});
