import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithOffsets, looksSame } from '../../../../lib/domain/text/fold.ts';

describe('texts that look the same', () => {
  it.each([
    ['Acme Farms', 'Acme  Farms'],
    ['Acme Farms', 'Acme\u00a0Farms '],
    ['Acme', 'Ac\u200bme'],
    ['Acme Farms', 'Acme\u2800Farms'],
    ['Acme', '\u202eAcme\u202c'],
    ['L’Alqueria', "L'Alqueria"],
    ['Acme', 'Асmе'],
    ['Kappa', 'Κappa'],
    ['North–South', 'North-South'],
    ['Ｆｕｌｌ', 'Full'],
  ])('%j and %j', (a, b) => {
    expect([looksSame(a, b), fold(a).trim()]).toEqual([true, fold(b).trim()]);
  });

  it.each([
    ['Acme', 'Acne'],
    ['Demo', 'demo'],
    ['São Paulo', 'Sao Paulo'],
    ['Site 1', 'Site 11'],
    ['東京', '京都'],
    ['Acme Farms', 'AcmeFarms'],
  ])('not %j and %j', (a, b) => {
    expect(looksSame(a, b)).toBe(false);
  });

  it('are the same to the search, without case and accents too', () => {
    expect(fold('São Paulo')).toBe(fold('SAO PAULO'));
  });

  it('have an offset for every code unit, in order, within the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: folded, offsets } = foldWithOffsets(text);
        expect(offsets).toHaveLength(folded.length + 1);
        expect(offsets.every((at, i) => i === 0 || at >= offsets[i - 1]!)).toBe(true);
        expect(offsets.at(-1)).toBe(text.length);
        expect(folded).toBe(fold(text));
      }),
    );
  });
});
