import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProfileRef, refId } from '../../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import {
  byConnectionThenPosition,
  oncePerProfile,
  orderProfiles,
} from '../../../../lib/domain/profiles/profile-order.ts';
import { EU, makeConnection, makeProfile } from '../make.ts';

const mine = makeConnection('ana', { accountName: 'Ana' });
const europe = makeConnection('ana-eu', { origin: EU, accountName: 'Ana' });
const profile = (id: string, name: string, change: Partial<Profile> = {}) =>
  makeProfile(mine, id, name, change);
const at = (row: Profile, percent: number) =>
  [refId(row), { services: { input: { used: percent, limit: 100 } }, fetchedAt: 1 }] as const;
const names = (rows: Profile[]) => rows.map(({ name }) => name);

describe('byConnectionThenPosition', () => {
  it('keeps the rows of a connection together, in the platform’s order', () => {
    const rows = [2, 0, 10].flatMap((position) =>
      [europe, mine].map((connection) => makeProfile(connection, `${position}`, 'Acme', { position })),
    );
    const sorted = rows.sort(byConnectionThenPosition);
    expect(sorted.map(({ position }) => position)).toEqual([0, 2, 10, 0, 2, 10]);
    expect(new Set(sorted.slice(0, 3).map(({ connectionKey }) => connectionKey)).size).toBe(1);
  });
});

describe('orderProfiles', () => {
  const [acme, bravo, coral, delta, echo, site9, site10] = [
    profile('1', 'Acme'),
    profile('2', 'Bravo'),
    profile('3', 'Coral'),
    profile('4', 'Délta'),
    profile('5', 'Echo'),
    profile('6', 'Site 9'),
    profile('7', 'site 10'),
  ] as [Profile, Profile, Profile, Profile, Profile, Profile, Profile];
  const rows = [site10, site9, echo, delta, coral, bravo, acme];

  it('lists the active profile, favourites, profiles at risk by level, recent ones, then the rest by name', () => {
    const ordered = orderProfiles(rows, {
      active: echo,
      recents: [site10, bravo],
      preferences: new Map([[delta.profileKey, { favourite: true }]]),
      usage: new Map([at(coral, 82), at(acme, 100), at(bravo, 79)]),
      now: 1,
    });
    expect(names(ordered)).toEqual(['Echo', 'Délta', 'Acme', 'Coral', 'site 10', 'Bravo', 'Site 9']);
  });

  it('puts moved profiles in their own order, after the favourites and before the others', () => {
    const preferences = new Map(
      [
        [echo, { favourite: true, position: 2048 }],
        [acme, { favourite: true, position: null }],
        [delta, { favourite: false, position: 1024 }],
        [bravo, { favourite: false, position: 512 }],
      ].map(([row, set]) => [(row as Profile).profileKey, set as { position: number | null }]),
    );
    const ordered = orderProfiles(rows, {
      active: null,
      recents: [site10],
      preferences,
      usage: new Map([at(coral, 82), at(delta, 120)]),
      now: 1,
    });
    expect(names(ordered)).toEqual(['Echo', 'Acme', 'Bravo', 'Délta', 'Coral', 'site 10', 'Site 9']);
  });

  it('sorts by name alone when nothing else is known: numbers by value, without regard to accents', () => {
    const nothing = { active: null, recents: [], preferences: new Map(), usage: new Map(), now: 1 };
    expect(names(orderProfiles(rows, nothing))).toEqual([
      'Acme',
      'Bravo',
      'Coral',
      'Délta',
      'Echo',
      'Site 9',
      'site 10',
    ]);
  });

  it('keeps every row, and does not depend on the order given', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.shuffledSubarray(rows as ProfileRef[]),
        fc.option(fc.constantFrom(...rows), { nil: null }),
        fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 7, maxLength: 7 }),
        (shuffled, recents, active, percents) => {
          const usage = new Map(rows.map((row, i) => at(row, percents[i]!)));
          const context = { active, recents, preferences: new Map(), usage, now: 1 };
          const ordered = orderProfiles(shuffled, context);
          expect(new Set(ordered)).toEqual(new Set(rows));
          expect(ordered).toEqual(orderProfiles(rows, context));
        },
      ),
    );
  });
});

describe('oncePerProfile', () => {
  const other = makeConnection('ben');
  const owned = profile('1', 'Acme');
  const seen = makeProfile(other, '1', 'Acme', { shared: true });

  it('keeps the owner’s row, unless the shared one is active or the only one a working connection can read', () => {
    const connections = [mine, other];
    expect(oncePerProfile([seen, owned], null, connections)).toEqual([owned]);
    expect(oncePerProfile([owned, seen], seen, connections)).toEqual([seen]);
    const denied = { ...owned, access: 'denied' as const };
    expect(oncePerProfile([denied, seen], null, connections)).toEqual([seen]);
    const withToken = { ...denied, ownCredential: 'pasted' as const };
    expect(oncePerProfile([seen, withToken], null, connections)).toEqual([withToken]);
    const signedOut = { ...mine, state: 'needs-sign-in' as const };
    expect(oncePerProfile([owned, seen], null, [signedOut, other])).toEqual([seen]);
  });
});
