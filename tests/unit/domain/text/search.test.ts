import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSearch } from '../../../../lib/domain/text/plain-search.ts';
import { searchProfiles } from '../../../../lib/domain/text/search.ts';

const entries = [
  { id: 'acme', name: 'Acme Farms', extra: ['5f1a2b3c4d5e6f7a8b9c0d1e', 'Ana'] },
  { id: 'green', name: 'Greenhouse Iberia', extra: ['60aa2b3c4d5e6f7a8b9c0d1e', 'Ana'] },
  { id: 'agua', name: 'Água Fresca — São Paulo', extra: ['61bb', 'Inês Conceição'] },
  { id: 'north', name: 'Northwind Cold Chain', extra: ['62cc', 'Ben'] },
  { id: 'strasse', name: 'Straße 9', extra: ['63dd', 'Ben'] },
  { id: 'tokyo', name: '東京 温室', extra: ['64ee', 'Ben'] },
  { id: 'farm', name: 'Old Farm', extra: ['65ff', 'Ben'] },
];
const index = prepareSearch(entries);
const ids = (query: string) => searchProfiles(index, query).map(({ id }) => id);
const marked = (query: string, id: string) => {
  const name = entries.find((entry) => entry.id === id)!.name;
  const hit = searchProfiles(index, query).find((one) => one.id === id);
  return hit?.ranges.map(([start, end]) => name.slice(start, end));
};

describe('searchProfiles', () => {
  it('finds everything, in the given order, for an empty query', () => {
    expect(ids('  ')).toEqual(entries.map(({ id }) => id));
  });

  it.each([
    ['acme', 'acme'],
    ['ACME', 'acme'],
    ['agua', 'agua'],
    ['sao paulo', 'agua'],
    ['SÃO', 'agua'],
    ['strasse', 'strasse'],
    ['温室', 'tokyo'],
    ['cold', 'north'],
    ['chain north', 'north'],
    ['grenhouse', 'green'],
    ['nortwhind', 'north'],
    ['acf', 'acme'],
    ['5f1a2b', 'acme'],
    ['5f1a2b3c4d5e6f7a8b9c0d1e', 'acme'],
    ['ines', 'agua'],
    ['conceicao', 'agua'],
  ])('for %j returns %s first', (query, first) => {
    expect(ids(query)[0]).toBe(first);
  });

  it('returns a match at the beginning of a name before one of a word, and both before one in the middle', () => {
    const list = prepareSearch(
      ['Unfarmed', 'Old Farm', 'Farm'].map((name) => ({ id: name, name, extra: [] })),
    );
    expect(searchProfiles(list, 'farm').map(({ id }) => id)).toEqual(['Farm', 'Old Farm', 'Unfarmed']);
  });

  it('finds nothing for a query that no entry has', () => {
    expect(ids('zzqx')).toEqual([]);
    expect(ids('***')).toEqual([]);
    expect(ids('\\')).toEqual([]);
  });

  it.each([
    ['-prod', ['acme-prod']],
    ['acme -prod', ['acme-prod']],
    ['– prod', ['acme-prod']],
    ['"prod" acme', ['acme-prod']],
    ["'zq", []],
    ['acme --', ['Acme Farms', 'acme-prod', 'acme-test']],
    ['-stg', []],
    ['-', ['acme-prod', 'acme-test']],
  ])('takes the hyphens and quotes of %j as characters of a name, not as an exclusion', (query, found) => {
    const names = ['Acme Farms', 'Beta Farms', 'Gamma', 'acme-prod', 'acme-test'];
    const list = prepareSearch(names.map((name) => ({ id: name, name, extra: [] })));
    expect(searchProfiles(list, query).map(({ id }) => id)).toEqual(found);
  });

  it('finds nothing by letters that no entry has, whatever is around them', () => {
    const list = prepareSearch(
      ['Acme Farms', 'Gamma', 'Site 9'].map((name) => ({ id: name, name, extra: [] })),
    );
    const unit = fc.constantFrom(...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~zqx');
    const query = fc.string({ unit, minLength: 1 }).filter((text) => /[zqx]/.test(text));
    fc.assert(
      fc.property(query, (text) => {
        expect(searchProfiles(list, text)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('marks what matched in the original name, and nothing for a match of owner or id', () => {
    expect(marked('sao', 'agua')).toEqual(['São']);
    expect(marked('ASSE', 'strasse')).toEqual(['aße']);
    expect(marked('acf', 'acme')).toEqual(['Ac', 'F']);
    expect(marked('ines', 'agua')).toEqual([]);
  });

  it('finds every entry by its whole name and by any piece of it, within bounds', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 24 })
      .filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (all, n, a, b) => {
          const list = prepareSearch(all.map((one, i) => ({ id: String(i), name: one, extra: [] })));
          const chosen = n % all.length;
          const graphemes = [...all[chosen]!];
          const [from, to] = [a % graphemes.length, b % graphemes.length].sort((x, y) => x - y) as [
            number,
            number,
          ];
          const piece = graphemes.slice(from, to + 1).join('');
          for (const query of [all[chosen]!, piece]) {
            const hits = searchProfiles(list, query);
            // Spaces and combining accents alone are no query; several spaces count as one.
            if (/^[^\s\p{M}]+$/u.test(query)) expect(hits.map(({ id }) => id)).toContain(String(chosen));
            for (const { id, ranges } of hits) {
              const { length } = all[Number(id)]!;
              let last = 0;
              for (const [start, end] of ranges) {
                expect(start).toBeGreaterThanOrEqual(last);
                expect(end).toBeGreaterThan(start);
                expect(end).toBeLessThanOrEqual(length);
                last = end;
              }
            }
            expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
          }
        },
      ),
    );
  });

  it('finds a name with typographic punctuation by what a keyboard types', () => {
    const names = prepareSearch([{ id: 'alq', name: 'L’Alqueria  Blanca', extra: [] }]);
    expect(searchProfiles(names, "l'alq").map(({ id }) => id)).toEqual(['alq']);
    expect(searchProfiles(names, 'alqueria blanca')[0]!.ranges).toEqual([[2, 18]]);
  });

  it.each([
    ['12,000 characters', 'Acme Farms '.repeat(1100)],
    ['5,000 letters', 'abcde'.repeat(1000)],
    ['3,000 words', 'a b c '.repeat(1000)],
    ['a pattern', '[(.*+?^$'.repeat(500)],
  ])('is quick for %s that somebody pasted', (_, query) => {
    const many = prepareSearch(
      Array.from({ length: 5000 }, (_, i) => ({ id: String(i), name: `Acme Farms abcde ${i}`, extra: [] })),
    );
    const before = performance.now();
    searchProfiles(many, query);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe('tags', () => {
  const tagged = prepareSearch([
    { id: 'a', name: 'Acme Prod', tag: 'Água Ltda', extra: [] },
    { id: 'b', name: 'Prod #5', tag: null, extra: [] },
    { id: 'c', name: 'Coral', tag: 'Prod', extra: [] },
    { id: 'd', name: 'Delta', extra: [] },
  ]);
  const found = (query: string) => searchProfiles(tagged, query).map(({ id }) => id);

  it('are found by their text, and alone after a #', () => {
    expect(found('prod')).toEqual(['b', 'a', 'c']);
    expect(found('#prod')).toEqual(['c']);
    expect(found('# AGUA l')).toEqual(['a']);
    expect(found('#')).toEqual(['a', 'c']);
  });

  it('that begin like another are found alone once they are typed whole', () => {
    const both = prepareSearch([
      { id: 'a', name: 'One', tag: 'Prod', extra: [] },
      { id: 'b', name: 'Two', tag: 'Production', extra: [] },
    ]);
    const ids = (query: string) => searchProfiles(both, query).map(({ id }) => id);
    expect(ids('#pro')).toEqual(['a', 'b']);
    expect(ids('#prod')).toEqual(['a']);
    expect(ids('#produ')).toEqual(['b']);
  });

  it('don’t hide a name with a # in it', () => {
    expect(found('#5')).toEqual(['b']);
    expect(found('#nothing like it')).toEqual([]);
  });
});
