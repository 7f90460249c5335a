import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAtRanges } from '../../../../components/ui/foreign-text.tsx';
import { prepareSearch } from '../../../../lib/domain/text/plain-search.ts';
import { searchProfiles } from '../../../../lib/domain/text/search.ts';

/** What the person sees as one character, whatever it is made of. */
const PARTS = [
  '👨‍👩‍👧',
  '🇧🇷',
  '🇪🇸',
  '👍🏽',
  '❤️',
  '1️⃣',
  'é',
  'ã',
  'ị̂',
  'नि',
  '각',
  'ff',
  'A',
  'b',
  ' ',
  '-',
  'ß',
];
const texts = fc
  .array(fc.oneof(fc.constantFrom(...PARTS), fc.string({ unit: 'grapheme', maxLength: 2 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

const rangesIn = (text: string, pairs: readonly (readonly [number, number])[]) =>
  pairs
    .map(([a, b]): [number, number] => [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)])
    .filter(([start, end]) => start < end)
    .sort((a, b) => a[0] - b[0]);
const pairs = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 5 });

/** Where characters begin, and the text's end. */
const boundariesOf = (text: string) =>
  new Set([...new Intl.Segmenter().segment(text)].map(({ index }) => index).concat(text.length));
const endsOf = (pieces: readonly { text: string }[]) => {
  let at = 0;
  return pieces.map((piece) => (at += piece.text.length));
};

describe('a text split at its highlighted ranges', () => {
  it('is the text, split at the ranges', () => {
    expect(splitAtRanges('Greenhouse', [[0, 5]])).toEqual([
      { text: 'Green', marked: true },
      { text: 'house', marked: false },
    ]);
    fc.assert(
      fc.property(fc.oneof(texts, fc.string()), pairs, (text, chosen) => {
        const pieces = splitAtRanges(text, rangesIn(text, chosen));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });

  it('is split between characters, and marks at least the ranges', () => {
    fc.assert(
      fc.property(texts, pairs, (text, chosen) => {
        const ranges = rangesIn(text, chosen);
        const pieces = splitAtRanges(text, ranges);
        const boundaries = boundariesOf(text);
        for (const end of endsOf(pieces)) expect(boundaries).toContain(end);
        const marked = pieces.flatMap((piece) => Array<boolean>(piece.text.length).fill(piece.marked));
        for (const [start, end] of ranges) expect(marked.slice(start, end)).not.toContain(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('marks no character of which no range has a part', () => {
    expect(splitAtRanges('a👨‍👩‍👧b', [[1, 3]]).map(({ text, marked }) => [text, marked])).toEqual([
      ['a', false],
      ['👨‍👩‍👧', true],
      ['b', false],
    ]);
    expect(splitAtRanges('🇧🇷🇪🇸', [[4, 6]]).at(0)).toEqual({ text: '🇧🇷', marked: false });
  });

  it.each([
    ['👩', 'Team 👩‍🌾 Iberia', ['👩‍🌾']],
    ['🇧', 'Farm 🇧🇷 🇪🇸', ['🇧🇷']],
    ['👍', '👍🏽 yes', ['👍🏽']],
    ['sa', 'Sa\u0303o Paulo', ['Sa\u0303']],
  ])('marks whole characters where %j is typed to find %j', (query, name, expected) => {
    const [hit] = searchProfiles(prepareSearch([{ id: '1', name, extra: [] }]), query);
    const marked = splitAtRanges(name, hit!.ranges).filter((piece) => piece.marked);
    expect(marked.map(({ text }) => text)).toEqual(expected);
  });
});
