import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import type { SyncedRecord } from '../../../lib/store/schema.ts';
import { difference, pack, unpack } from '../../../lib/sync/chunks.ts';
import { fromWire, newer } from '../../../lib/sync/record.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const record: fc.Arbitrary<SyncedRecord> = fc.record({
  profileKey: fc
    .tuple(fc.constantFrom('https://api.us-e1.tago.io', 'https://api.eu-w1.tago.io'), hex(24))
    .map(([origin, id]) => profileKeyOf(origin as ApiOrigin, id)),
  value: fc.record({
    favourite: fc.boolean(),
    colour: fc.option(hex(6).map((digits) => `#${digits}`)),
    emoji: fc.option(fc.constantFrom('🌵', '👩‍👩‍👧‍👦', '🇧🇷')),
    thresholds: fc.dictionary(fc.constantFrom('input', 'output', 'sms'), fc.array(fc.nat(100))),
  }),
  updatedAt: fc.nat(2_000_000_000_000),
});
const distinct = (maxLength: number) =>
  fc.uniqueArray(record, { selector: ({ profileKey }) => profileKey, maxLength });

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const ordered = (records: SyncedRecord[]) =>
  [...records].sort((a, b) => (a.profileKey < b.profileKey ? -1 : 1));

describe('chunks', () => {
  it('give back what went in', () => {
    fc.assert(
      fc.property(distinct(60), (records) => {
        expect(ordered(unpack(pack(records)))).toEqual(ordered(records));
      }),
    );
  });

  it('stay under the quotas and keep the newest when there is too much', () => {
    const records: SyncedRecord[] = Array.from({ length: 5000 }, (_, n) => ({
      profileKey: profileKeyOf('https://api.us-e1.tago.io' as ApiOrigin, n.toString(16).padStart(24, '0')),
      value: { favourite: true, colour: '#123456', emoji: '👩‍👩‍👧‍👦', thresholds: { input: [70, 90] } },
      updatedAt: n,
    }));
    const items = pack(records);
    const sizes = Object.entries(items).map(([name, chunk]) => name.length + bytes(chunk));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8192);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(102_400);
    expect(sizes.length).toBeLessThanOrEqual(512);
    const kept = new Set(unpack(items).map(({ updatedAt }) => updatedAt));
    expect(kept.size).toBeGreaterThan(500);
    for (let n = 4999; n > 4999 - 400; n--) expect(kept.has(n)).toBe(true);
  });

  it('do not depend on the order of the records', () => {
    fc.assert(
      fc.property(distinct(40), (records) => {
        const { write, remove } = difference(pack(records), pack([...records].reverse()));
        expect([write, remove]).toEqual([{}, []]);
      }),
    );
  });

  it('are written one by one: a change touches one item', () => {
    const many = fc.uniqueArray(record, { selector: ({ profileKey }) => profileKey, minLength: 30 });
    const [first, ...rest] = fc.sample(many, { numRuns: 1, seed: 1 })[0] ?? [];
    if (!first) throw new Error('no sample');
    const changed = { ...first, value: { ...first.value, favourite: !first.value.favourite } };
    const { write, remove } = difference(pack([first, ...rest]), pack([changed, ...rest]));
    expect([Object.keys(write).length, remove]).toEqual([1, []]);
  });

  it('leave what is not ours alone, and survive anything in what is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (junk) => {
        const stored = { other: junk, 'profiles1.0': junk, 'profiles1.1': { origin: { id: junk } } };
        expect(() => unpack(stored)).not.toThrow();
        expect(difference(stored, {}).remove).toEqual(['profiles1.0', 'profiles1.1']);
      }),
    );
    expect(fromWire('x#y' as never, [1, 1, 'url(https://evil.example)', 0, 0])).toBeNull();
  });
});

describe('the newer of two records', () => {
  it('is the same for every machine, in whatever order they hear of each other', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        const twin = { ...b, profileKey: a.profileKey };
        expect(newer(a, twin)?.value).toEqual(newer(twin, a)?.value);
      }),
    );
  });
});
