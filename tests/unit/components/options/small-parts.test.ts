import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastGrapheme } from '../../../../components/options/profile/appearance-section.tsx';
import {
  checkLogoFile,
  MAX_LOGO_BYTES,
  squareOf,
} from '../../../../components/options/profile/logo-image.ts';
import { parseSort, sortText } from '../../../../components/ui/table.tsx';
import { withGaps } from '../../../../components/ui/use-virtual-rows.ts';

describe('rows in sight', () => {
  it('the gaps and rows together are as high as the whole list, in order', () => {
    const shown = fc.uniqueArray(fc.nat(499), { maxLength: 60 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(shown, (indexes) => {
        const { visible, after } = withGaps(indexes, 500, 45);
        const height = visible.reduce((sum, { gap }) => sum + gap + 45, 0);
        expect(height + after).toBe(500 * 45);
        expect(visible.map(({ index }) => index)).toEqual(indexes);
      }),
    );
  });

  it('a row that is kept stands alone between two gaps', () => {
    expect(withGaps([3, 4, 90], 100, 10)).toEqual({
      visible: [
        { index: 3, gap: 30 },
        { index: 4, gap: 0 },
        { index: 90, gap: 850 },
      ],
      after: 90,
    });
  });
});

describe('a sort in an address', () => {
  const fallback = { key: 'name', descending: false };
  it('is found again, and nonsense is the fallback', () => {
    expect(parseSort(sortText({ key: 'created', descending: true }), ['name', 'created'], fallback)).toEqual({
      key: 'created',
      descending: true,
    });
    expect(parseSort('-nothing', ['name'], fallback)).toBe(fallback);
    expect(parseSort(undefined, ['name'], fallback)).toBe(fallback);
  });
});

describe('a logo from a file', () => {
  it('is a picture of a kind that can be drawn, and not too large', () => {
    expect(checkLogoFile({ type: 'image/png', size: MAX_LOGO_BYTES })).toBeNull();
    expect(checkLogoFile({ type: 'image/png', size: MAX_LOGO_BYTES + 1 })).toBe('size');
    expect(checkLogoFile({ type: 'application/pdf', size: 10 })).toBe('type');
  });

  it('keeps the largest square around the middle', () => {
    expect(squareOf(400, 300)).toEqual({ x: 50, y: 0, side: 300 });
    expect(squareOf(300, 401)).toEqual({ x: 0, y: 51, side: 300 });
  });
});

describe('a sign for a profile', () => {
  it.each([
    ['🚜', '🚜'],
    ['🚜👩‍🌾', '👩‍🌾'],
    ['ab', 'b'],
    [' ', ''],
    ['🇵🇹', '🇵🇹'],
  ])('%s becomes %s', (typed, shown) => {
    expect(lastGrapheme(typed)).toBe(shown);
  });
});
