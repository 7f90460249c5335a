import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { FailureError } from '../../../lib/domain/failure.ts';
import { numbersIn, parseList, parseOne, plainIn, platformId, timeOf } from '../../../lib/platform/parse.ts';
import { profileListOf } from '../../../lib/platform/profiles.ts';

const row = z.object({ id: z.string() });

describe('a list', () => {
  it('leaves out a malformed row, not the others', () => {
    const bad = fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.string(),
      fc.record({ id: fc.integer() }),
      fc.constant({}),
    );
    const good = fc.record({ id: fc.string(), extra: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(fc.oneof(good, bad)), fc.record({ id: fc.string() }), (rows, sure) => {
        const all = [...rows, sure];
        const ids = all.flatMap((one) =>
          typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string'
            ? [one.id]
            : [],
        );
        expect(parseList(row, all).map(({ id }) => id)).toEqual(ids);
      }),
    );
  });

  it('may be empty; anything but a list is malformed', () => {
    expect(parseList(row, [])).toEqual([]);
    for (const value of [null, {}, 'text', 7, undefined])
      expect(() => parseList(row, value)).toThrow(FailureError);
  });

  it('of malformed rows only is malformed', () => {
    expect(() => parseList(row, [{ name: 'x' }])).toThrow(FailureError);
  });
});

describe('the list of profiles', () => {
  it('is partial when a row was left out', () => {
    const good = { id: 'a', name: 'A', logo_url: null };
    expect(profileListOf([good, { name: 'no id' }])).toMatchObject({ partial: true, rows: [{ id: 'a' }] });
    expect(profileListOf([good])).toMatchObject({ partial: false });
    expect(profileListOf([])).toEqual({ partial: false, rows: [] });
  });

  it('has one row a profile, with the better rights, and no profile without a name', () => {
    const shared = { id: 'a', name: 'A', from_share: true };
    const list = profileListOf([shared, { id: 'b', name: '' }, { ...shared, from_share: false }, shared]);
    expect(list).toMatchObject({
      partial: false,
      rows: [
        { id: 'a', shared: false, position: 0 },
        { id: 'b', name: 'b', position: 1 },
      ],
    });
  });

  it.each(['', '   ', '\u0000', '\u200b\u2800\n', 5])(
    'names a profile whose name is %j by its id',
    (name) => {
      expect(profileListOf([{ id: 'a', name }]).rows).toMatchObject([{ name: 'a' }]);
    },
  );

  it('cuts a name that is longer than any, and not in the middle of a character', () => {
    const [profile] = profileListOf([{ id: 'a', name: `x${'\u{1f600}'.repeat(500_000)}` }]).rows;
    expect(profile?.name).toBe(`x${'\u{1f600}'.repeat(249)}`);
  });

  it.each(['true', 1, 0, 'false', {}])('gives no rights of an owner when from_share is %j', (from_share) => {
    expect(profileListOf([{ id: 'a', name: 'A', from_share }]).rows).toMatchObject([{ shared: true }]);
  });

  it.each([
    ['', null],
    [null, null],
    ['https://acme.example/a.png', 'https://acme.example/a.png'],
    [5, undefined],
  ])('has of a logo %j the address %j', (logo_url, logoUrl) => {
    expect(profileListOf([{ id: 'a', name: 'A', logo_url }]).rows[0]?.logoUrl).toBe(logoUrl);
  });

  it('accepts any optional field missing or of another type', () => {
    const optional = fc.record(
      { name: fc.jsonValue(), logo_url: fc.jsonValue(), from_share: fc.jsonValue() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(optional, (fields) => {
        const [profile] = profileListOf([{ id: 'a', ...fields }]).rows;
        const isOwn = fields.from_share == null || fields.from_share === false;
        expect(profile).toMatchObject({ id: 'a', shared: !isOwn });
        expect(typeof profile?.name).toBe('string');
      }),
    );
  });
});

describe('fields', () => {
  it('of another type are malformed, and unknown ones are left out', () => {
    expect(() => parseOne(row, { id: 7 })).toThrow(FailureError);
    expect(parseOne(row, { id: 'a', unknown: 1 })).toEqual({ id: 'a' });
  });

  it('with numbers are the amounts', () => {
    expect(numbersIn({ a: -1, b: 1e308, c: Number.POSITIVE_INFINITY, d: 2 ** 53, e: 0.5 })).toEqual({
      e: 0.5,
    });
    expect(numbersIn({ a: 1, b: '2', c: null, d: Number.NaN, e: { f: 1 }, g: 0 })).toEqual({ a: 1, g: 0 });
    for (const value of [null, undefined, [1], 'x']) expect(numbersIn(value)).toEqual({});
  });

  it('of add-ons are booleans, numbers and texts', () => {
    expect(plainIn({ custom_dns: true, seats: 3, tier: 'gold', more: {}, most: 1e308, less: -1 })).toEqual({
      custom_dns: true,
      seats: 3,
      tier: 'gold',
    });
  });

  it('with times are milliseconds, and null for "never" or another text', () => {
    expect(timeOf('2026-11-24T12:00:00.000Z')).toBe(Date.UTC(2026, 10, 24, 12));
    for (const value of ['never', null, undefined, '', 'soon', 12, '12', 'Never 1', '1970-01-01T00:00:00Z'])
      expect(timeOf(value)).toBeNull();
  });
});

describe('an id of the platform', () => {
  it.each(['5f1a2b3c4d5e6f7a8b9c0d1e', 'a1b2c3', '0c0e9d1e-2f9a-4f4e-8d5b-0a1b2c3d4e5f', 'email_1'])(
    'may be %s',
    (id) => {
      expect(z.safeParse(platformId, id).success).toBe(true);
    },
  );

  it.each([
    '',
    '.',
    '..',
    'a/b',
    '../account',
    'a\\b',
    '%2e%2e',
    'current',
    'switch',
    '__proto__',
    'constructor',
    'a?b',
    'a#b',
    'a|b',
    "a' -x evil",
    '$(evil)',
    '`evil`',
    'a b',
    'a\n',
    'ａ',
    'a\u202e',
    'x'.repeat(129),
    7,
    null,
  ])('is not %j, and only its row is left out', (id) => {
    const good = { id: 'a', name: 'A' };
    expect(profileListOf([{ id, name: 'B' }, good])).toMatchObject({ partial: true, rows: [{ id: 'a' }] });
  });

  it('is one segment of a path, one word of a shell and one part of a key', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.stringMatching(/^[a-z0-9./\\$`'"#|&;<>{}%-]{1,8}$/),
    );
    fc.assert(
      fc.property(odd, (id) => {
        if (!z.safeParse(platformId, id).success) return;
        expect(new URL(`https://api.tago.io/profile/${id}/x`).pathname).toBe(`/profile/${id}/x`);
        expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
      { numRuns: 3000 },
    );
  });
});
