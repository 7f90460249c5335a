import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refId } from '../../../../lib/domain/identity/keys.ts';
import { disambiguate } from '../../../../lib/domain/profiles/disambiguate.ts';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import { EU, makeConnection, makeProfile } from '../make.ts';

const mine = makeConnection('ana', { accountName: 'Ana' });
const europe = makeConnection('ana-eu', { origin: EU, accountName: 'Ana' });
const profile = (id: string, name: string, change: Partial<Profile> = {}) =>
  makeProfile(mine, id, name, change);

describe('disambiguate', () => {
  it('adds nothing to a unique name', () => {
    expect(disambiguate([profile('1', 'Acme'), profile('2', 'Bravo')], [mine]).size).toBe(0);
  });

  it('adds the owner, else the region, else the account', () => {
    const owned = profile('1', 'Sandbox');
    const shared = profile('2', 'sandbox ', { shared: true, ownerName: 'Ines' });
    const tags = disambiguate([owned, shared], [mine]);
    expect(tags.get(refId(owned))).toEqual([{ kind: 'yours' }]);
    expect(tags.get(refId(shared))).toEqual([{ kind: 'shared', owner: 'Ines' }]);

    const european = makeProfile(europe, '9', 'Sandbox');
    expect(disambiguate([owned, european], [mine, europe]).get(refId(european))).toEqual([
      { kind: 'region', region: 'eu-w1', host: 'api.eu-w1.tago.io' },
    ]);

    const ben = makeConnection('ben', { accountName: 'Ben' });
    expect(disambiguate([owned, makeProfile(ben, '9', 'Sandbox')], [mine, ben]).get(refId(owned))).toEqual([
      { kind: 'account', account: 'Ana' },
    ]);
  });

  it('adds the email where two accounts have the same name', () => {
    const twin = makeConnection('ana2', { accountName: 'Ana' });
    const [a, b] = [profile('1', 'Sandbox'), makeProfile(twin, '2', 'Sandbox')];
    expect(disambiguate([a, b], [mine, twin]).get(refId(b))).toEqual([
      { kind: 'account', account: 'ana2@example.com' },
    ]);
  });

  it('adds the id only where nothing else distinguishes them', () => {
    const [a, b, c] = [
      profile('a1', 'X'),
      profile('b2', 'X'),
      profile('c3', 'X', { shared: true, ownerName: 'Ines' }),
    ];
    const tags = disambiguate([a, b, c], [mine]);
    expect(tags.get(refId(a))).toEqual([{ kind: 'yours' }, { kind: 'id', id: 'a1' }]);
    expect(tags.get(refId(b))).toEqual([{ kind: 'yours' }, { kind: 'id', id: 'b2' }]);
    expect(tags.get(refId(c))).toEqual([{ kind: 'shared', owner: 'Ines' }]);
    expect(disambiguate([a, b], [mine]).get(refId(a))).toEqual([{ kind: 'id', id: 'a1' }]);
  });

  it('distinguishes 10,000 profiles of one name', () => {
    const rows = Array.from({ length: 10_000 }, (_, number) => profile(`p${number}`, 'Sandbox'));
    const tags = disambiguate(rows, [mine]);
    expect(tags.get(refId(rows[9_999]!))).toEqual([{ kind: 'id', id: 'p9999' }]);
    expect(tags.size).toBe(10_000);
  });

  it('gives profiles of the same name different tags, whatever they are', () => {
    const row = fc.record({
      connection: fc.constantFrom(mine, europe, makeConnection('ben')),
      shared: fc.boolean(),
      ownerName: fc.option(fc.constantFrom('Ines', 'Rui'), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (many) => {
        const rows = many.map(({ connection, ...change }, i) =>
          makeProfile(connection, `id${i}`, 'Same', change),
        );
        const tags = disambiguate(rows, [mine, europe, makeConnection('ben')]);
        const labels = rows.map((one) => JSON.stringify(tags.get(refId(one))));
        expect(new Set(labels).size).toBe(rows.length);
      }),
    );
  });
});
