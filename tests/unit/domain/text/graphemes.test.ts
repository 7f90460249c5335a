import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphemesOf } from '../../../../lib/domain/text/graphemes.ts';

const segmentsOf = (text: string) =>
  Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.trim()),
    ({ segment }) => segment,
  );

/** Texts in which shortcuts go wrong: Latin with accents of their own and combining ones, line breaks, emoji. */
const texts = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x2ff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('\r\n', 'e\u0301', '\u0300', '👨‍👩‍👧', '🇧🇷', '👍🏽', '\u200d', '\ud800'),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  .map((parts) => parts.join(''));

test('are those of the language’s rules', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(graphemesOf(text)).toEqual(segmentsOf(text));
    }),
    { numRuns: 3000 },
  );
});
