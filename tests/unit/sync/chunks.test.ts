import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { profileKeyOf } from '../../../lib/domain/identity/keys.ts';
import type { SyncedRecord } from '../../../lib/store/schema.ts';
import { difference, pack as packWithin, sizeOf, unpack } from '../../../lib/sync/chunks.ts';
import { newerField } from '../../../lib/sync/field.ts';
import { fromWire } from '../../../lib/sync/record.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const NOW = 1_800_000_000_000;
function field<T>(value: fc.Arbitrary<T>) {
  return fc.record({ value, at: fc.nat(NOW) });
}
const pack = (...args: Parameters<typeof packWithin>) => packWithin(...args).items;
const read = (items: Record<string, unknown>) => [...unpack(items, NOW).records.values()];
const record: fc.Arbitrary<SyncedRecord> = fc.record({
  profileKey: fc
    .tuple(fc.constantFrom('https://api.us-e1.tago.io', 'https://api.eu-w1.tago.io'), hex(24))
    .map(([origin, id]) => profileKeyOf(origin as ApiOrigin, id)),
  fields: fc
    .record(
      {
        favourite: field(fc.boolean()),
        colour: field(fc.option(hex(6).map((digits) => `#${digits}`))),
        emoji: field(fc.option(fc.constantFrom('🌵', '👩‍👩‍👧‍👦', '🇧🇷'))),
        thresholds: field(
          fc.dictionary(
            fc.constantFrom('input', 'output', 'sms'),
            fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 6 }),
          ),
        ),
      },
      { requiredKeys: [] },
    )
    .filter((fields) => Object.keys(fields).length > 0),
});
const distinct = (maxLength: number) =>
  fc.uniqueArray(record, { selector: ({ profileKey }) => profileKey, maxLength });

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const ordered = (records: SyncedRecord[]) =>
  [...records].sort((a, b) => (a.profileKey < b.profileKey ? -1 : 1));

describe('chunks', () => {
  it('unpack to what was packed', () => {
    fc.assert(
      fc.property(distinct(60), (records) => {
        expect(ordered(read(pack(records)))).toEqual(ordered(records));
      }),
    );
  });

  it('stay within the quotas and keep the newest records', () => {
    const records: SyncedRecord[] = Array.from({ length: 5000 }, (_, n) => ({
      profileKey: profileKeyOf('https://api.us-e1.tago.io' as ApiOrigin, n.toString(16).padStart(24, '0')),
      fields: {
        favourite: { value: true, at: n },
        colour: { value: '#123456', at: n },
        emoji: { value: '👩‍👩‍👧‍👦', at: n },
        thresholds: { value: { input: [70, 90] }, at: n },
      },
    }));
    const items = pack(records);
    const sizes = Object.entries(items).map(([name, chunk]) => name.length + bytes(chunk));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8192);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(102_400);
    expect(sizes.length).toBeLessThanOrEqual(512);
    const kept = new Set(read(items).map(({ fields }) => fields.favourite?.at));
    expect(kept.size).toBeGreaterThan(500);
    for (let n = 4999; n > 4999 - 400; n--) expect(kept.has(n)).toBe(true);
  });

  it('return how many did not fit, and that 1,000 profiles with a favourite and a colour do', () => {
    const records = (count: number): SyncedRecord[] =>
      Array.from({ length: count }, (_, n) => ({
        profileKey: profileKeyOf('https://api.us-e1.tago.io' as ApiOrigin, n.toString(16).padStart(24, '0')),
        fields: {
          favourite: { value: true, at: NOW + n },
          colour: { value: '#123456', at: NOW + n },
        },
      }));
    expect(packWithin(records(1000)).leftOut).toBe(0);
    const { items, leftOut } = packWithin(records(3000));
    expect(read(items)).toHaveLength(3000 - leftOut);
    expect(leftOut).toBeGreaterThan(0);
    expect(packWithin(records(1000), undefined, 60_000).leftOut).toBeGreaterThan(0);
  });

  it.each([
    [1, 2],
    [1_795_751_234_567, 19],
    [4_294_967_296, 13],
    [1.5, 4],
    ['<a>', 11],
    ['a/b', 6],
    ['\u2028', 9],
    ['🌵', 7],
    [{ a: [1_795_751_234_567, '#2f7d5b'] }, 37],
  ])('count %j as no less than Chromium does (measured): %i bytes with its name', (value, measured) => {
    // Beside the name: its quotes, a colon, and a comma or brace on either side.
    expect(sizeOf('k', value) - 5).toBeGreaterThanOrEqual(measured - 1);
  });

  it('do not depend on the order of the records', () => {
    fc.assert(
      fc.property(distinct(40), (records) => {
        const { write, remove } = difference(pack(records), pack([...records].reverse()));
        expect([write, remove]).toEqual([{}, []]);
      }),
    );
  });

  it('are written one by one: a change writes one item', () => {
    const many = fc.uniqueArray(record, { selector: ({ profileKey }) => profileKey, minLength: 30 });
    const [first, ...rest] = fc.sample(many, { numRuns: 1, seed: 1 })[0] ?? [];
    if (!first) throw new Error('no sample');
    const changed: SyncedRecord = {
      ...first,
      fields: { ...first.fields, favourite: { value: !first.fields.favourite?.value, at: NOW } },
    };
    const { write, remove } = difference(pack([first, ...rest]), pack([changed, ...rest]));
    expect([Object.keys(write).length, remove]).toEqual([1, []]);
  });

  it('leave foreign and unknown items unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (junk, more) => {
        const stored = {
          other: junk,
          'profiles1.0': junk,
          'profiles1.1': { 'https://api.us-e1.tago.io': { abc: { x: junk, f: [1, 'maybe'] }, def: more } },
          'profiles1.77': { 'https://api.us-e1.tago.io': { ghi: [more] }, 'no origin': junk },
        };
        const unpacked = unpack(stored, NOW);
        expect([...unpacked.records]).toEqual([]);
        expect(difference(stored, pack([], unpacked))).toEqual({ write: {}, remove: [] });
      }),
    );
  });

  it.each([['v2:xyz'], [3], [null], [[1]]])('leave a record of another form as it is: %j', (other) => {
    const profileKey = profileKeyOf('https://api.us-e1.tago.io' as ApiOrigin, 'abc');
    const mine: SyncedRecord = { profileKey, fields: { favourite: { value: true, at: NOW } } };
    const [name] = Object.keys(pack([mine]));
    const stored = { [name!]: { 'https://api.us-e1.tago.io': { abc: other } } };
    expect(pack([mine], unpack(stored, NOW))).toEqual(stored);
  });

  it('keep a newer release’s fields of a record', () => {
    const origin = 'https://api.us-e1.tago.io';
    const stored = {
      'profiles1.9': { [origin]: { abc: { f: [5, 1], c: [900, 'hsl(1 2% 3%)'], z: [7, 'new'] } } },
    };
    const unpacked = unpack(stored, NOW);
    const [known] = unpacked.records.values();
    expect(known?.fields).toEqual({ favourite: { value: true, at: 5 } });
    const changed: SyncedRecord = {
      ...known!,
      fields: { favourite: { value: false, at: 8 }, colour: { value: '#abcdef', at: 800 } },
    };
    expect(pack([changed], unpacked)).toEqual({
      'profiles1.9': { [origin]: { abc: { f: [8, 0], c: [900, 'hsl(1 2% 3%)'], z: [7, 'new'] } } },
    });
  });

  it('read a record of the first release beside those of a later one, and keep every byte of what is not understood', () => {
    const origin = 'https://api.us-e1.tago.io';
    // Frozen: a record as people’s browsers hold it. It must stay readable forever.
    const first = { f: [100, 1], c: [100, '#aabbcc'], e: [100, '🌵'], t: [100, { input: [70] }] };
    const later = { f: [5, 1], note: [6, { by: 'a later release' }], '': null };
    const foreign = { ghi: [100, 1, '#aabbcc', '🌵', {}], $version: 9, jkl: { v: 2, sealed: 'xyz' } };
    const stored = {
      'profiles1.3': { [origin]: { abc: first, def: later, ...foreign }, 'https://api.new.example': 1 },
    };
    const unpacked = unpack(stored, NOW);
    const found = Object.fromEntries(
      [...unpacked.records.values()].map(({ profileKey, fields }) => [profileKey.split('#')[1], fields]),
    );
    expect(found).toEqual({
      abc: {
        favourite: { value: true, at: 100 },
        colour: { value: '#aabbcc', at: 100 },
        emoji: { value: '🌵', at: 100 },
        thresholds: { value: { input: [70] }, at: 100 },
      },
      def: { favourite: { value: true, at: 5 } },
    });
    const changed = [...unpacked.records.values()].map((one) =>
      one.fields.emoji ? { ...one, fields: { ...one.fields, emoji: { value: null, at: 200 } } } : one,
    );
    const items = Object.assign({}, ...Object.values(pack(changed, unpacked))) as Record<string, object>;
    expect(items['https://api.new.example']).toBe(1);
    expect(Object.assign({}, ...Object.values(pack(changed, unpacked)).map((item) => item[origin]))).toEqual({
      abc: { ...first, e: [200, 0] },
      def: later,
      ...foreign,
    });
  });

  it.each([
    ['a colour that is none', { c: [1, 'url(https://evil.example)'] }],
    ['two characters for an emoji', { e: [1, 'ab'] }],
    ['half a percent', { t: [1, { input: [0.5] }] }],
    ['more than may be typed', { t: [1, { input: [900] }] }],
    ['a time before all time', { f: [-1, 1] }],
    ['no time', { f: ['soon', 1] }],
  ])('refuse a value that no form accepts: %s', (_what, wire) => {
    expect(fromWire('https://x#y' as never, wire, NOW)).toBeNull();
  });
});

describe('the newer of two fields', () => {
  it('is the same in every browser, in any order', () => {
    const colour = field(hex(6));
    fc.assert(
      fc.property(colour, colour, (a, b) => {
        expect(newerField(a, b)?.value).toEqual(newerField(b, a)?.value);
      }),
    );
  });
});
