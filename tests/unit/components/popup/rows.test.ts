import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveHighlight } from '../../../../components/popup/rows.ts';
import { covers, rowsInSight } from '../../../../components/ui/row-window.ts';
import { searchEntries } from '../../../../components/ui/search-entries.ts';
import type { Connection } from '../../../../lib/domain/identity/connection.ts';
import {
  type ApiOrigin,
  connectionKeyOf,
  profileKeyOf,
  refId,
} from '../../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import { prepareSearch } from '../../../../lib/domain/text/plain-search.ts';
import { searchProfiles } from '../../../../lib/domain/text/search.ts';
import { countAtRisk } from '../../../../lib/domain/usage/at-risk.ts';
import type { Usage } from '../../../../lib/domain/usage/usage.ts';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const profile = (id: string, name: string, account = 'a1', ownerName: string | null = null) =>
  ({
    connectionKey: connectionKeyOf(ORIGIN, account),
    profileKey: profileKeyOf(ORIGIN, id),
    id,
    name,
    ownerName,
    shared: ownerName !== null,
  }) as Profile;
const connection = (account: string, accountName: string) =>
  ({
    key: connectionKeyOf(ORIGIN, account),
    origin: ORIGIN,
    region: 'us-e1',
    accountName,
    email: `${account}@acme.example`,
  }) as Connection;
const full = (used: number, fetchedAt: number | null = 1) =>
  ({ services: { input: { used, limit: 100 } }, fetchedAt }) as unknown as Usage;

describe('moving the highlight', () => {
  it('wraps around by row and stops at the ends by page', () => {
    expect(moveHighlight('ArrowDown', 4, 5, 3)).toBe(0);
    expect(moveHighlight('ArrowUp', 0, 5, 3)).toBe(4);
    expect(moveHighlight('PageDown', 3, 5, 3)).toBe(4);
    expect(moveHighlight('PageUp', 1, 5, 3)).toBe(0);
    expect(moveHighlight('End', 0, 5, 3)).toBe(4);
  });

  it('starts at an end of the list when no row is highlighted', () => {
    expect(moveHighlight('ArrowDown', -1, 5, 3)).toBe(0);
    expect(moveHighlight('ArrowUp', -1, 5, 3)).toBe(4);
    expect(moveHighlight('PageDown', -1, 5, 3)).toBe(3);
    expect(moveHighlight('PageUp', -1, 5, 3)).toBe(0);
  });

  it('ignores other keys and empty lists', () => {
    expect(moveHighlight('a', 0, 5, 3)).toBeNull();
    expect(moveHighlight('ArrowDown', 0, 0, 3)).toBeNull();
  });

  it('never leaves the list', () => {
    const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
    fc.assert(
      fc.property(
        fc.array(key),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (keys, count, page) => {
          let index = 0;
          for (const each of keys) index = moveHighlight(each, index, count, page)!;
          return index >= 0 && index < count;
        },
      ),
    );
  });
});

describe('rendered rows', () => {
  const view = fc.record({ top: fc.nat(200_000), height: fc.integer({ min: 36, max: 600 }) });

  it('include every visible row once, in order, and few others', () => {
    fc.assert(
      fc.property(view, fc.nat(5000), fc.nat(5000), ({ top, height }, count, kept) => {
        const indexes = rowsInSight({ top, height }, 36, count, kept);
        expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
        for (let row = Math.floor(top / 36); row < Math.min(count, (top + height) / 36); row++)
          expect(indexes).toContain(row);
        expect(indexes.length).toBeLessThanOrEqual(Math.ceil(height / 36) + 14);
        if (kept < count) expect(indexes).toContain(kept);
        else expect(indexes).not.toContain(kept);
      }),
    );
  });

  it('include the ones before and after the focused one, however far it is scrolled away', () => {
    const view = { top: 36_000, height: 360 };
    expect(rowsInSight(view, 36, 5000, 10).slice(0, 3)).toEqual([9, 10, 11]);
    expect(rowsInSight(view, 36, 5000, 4999).slice(-2)).toEqual([4998, 4999]);
    const last = Math.max(...rowsInSight(view, 36, 5000, -1));
    expect(rowsInSight(view, 36, 5000, last)).toContain(last + 1);
  });

  it('are kept only when they include every visible row', () => {
    const near = view.chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        top: fc.integer({ min: -200, max: 200 }).map((by) => Math.max(0, drawn.top + by)),
        height: fc.integer({ min: 36, max: 700 }),
      }),
    );
    fc.assert(
      fc.property(near, fc.integer({ min: 1, max: 5000 }), ({ drawn, top, height }, count) => {
        fc.pre(covers(drawn, { top, height }, 36));
        const indexes = rowsInSight(drawn, 36, count, -1);
        for (let row = Math.floor(top / 36); row < Math.min(count, (top + height) / 36); row++)
          expect(indexes).toContain(row);
      }),
    );
    expect(covers({ top: 360, height: 400 }, { top: 396, height: 390 }, 36)).toBe(true);
    expect(covers({ top: 360, height: 400 }, { top: 720, height: 400 }, 36)).toBe(false);
  });
});

describe('counting profiles at risk', () => {
  it('counts blocked profiles and those near a limit separately, without unread ones', () => {
    const profiles = ['a', 'b', 'c', 'd', 'e'].map((id) => profile(id, id));
    const usage = new Map(
      [full(100), full(85), full(95), full(12), full(100, null)].map((row, i) => [refId(profiles[i]!), row]),
    );
    expect(countAtRisk(profiles, usage, 1)).toEqual({ blocked: 1, near: 2 });
  });
});

describe('the filter', () => {
  const found = (profiles: Profile[], connections: Connection[], query: string) =>
    searchProfiles(prepareSearch(searchEntries(profiles, connections, new Map())), query).map(({ id }) => id);
  const north = profile('6500aa', 'Northwind', 'a1');
  const shared = profile('6500bb', 'Sandbox', 'a1', 'Marta Linden');
  const other = profile('6500cc', 'Tallinn', 'a2');

  it('finds by name, id and owner', () => {
    const one = [connection('a1', 'Ines')];
    expect(found([north, shared], one, 'north')).toEqual([refId(north)]);
    expect(found([north, shared], one, '6500bb')).toEqual([refId(shared)]);
    expect(found([north, shared], one, 'marta')).toEqual([refId(shared)]);
  });

  it('finds by account when there are several, and by email when their names are the same', () => {
    const two = [connection('a1', 'Ines'), connection('a2', 'Kaarel')];
    expect(found([north, other], two, 'kaarel')).toEqual([refId(other)]);
    const namesakes = [connection('a1', 'Ines'), connection('a2', 'Ines')];
    expect(found([north, other], namesakes, 'a2@acme')).toEqual([refId(other)]);
  });

  it('does not match by the account when there is only one', () => {
    expect(found([north, shared], [connection('a1', 'Ines')], 'ines')).toEqual([]);
  });
});
