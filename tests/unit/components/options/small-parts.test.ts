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

describe('visible rows', () => {
  it('are as high as the whole list together with their gaps, in order', () => {
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

  it('include a kept row between two gaps', () => {
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
  it('is read back, and an invalid one is the fallback', () => {
    expect(parseSort(sortText({ key: 'created', descending: true }), ['name', 'created'], fallback)).toEqual({
      key: 'created',
      descending: true,
    });
    expect(parseSort('-nothing', ['name'], fallback)).toBe(fallback);
    expect(parseSort(undefined, ['name'], fallback)).toBe(fallback);
  });
});

describe('a logo from a file', () => {
  it('must be an image of a supported type and size', () => {
    expect(checkLogoFile({ type: 'image/png', size: MAX_LOGO_BYTES })).toBeNull();
    expect(checkLogoFile({ type: 'image/png', size: MAX_LOGO_BYTES + 1 })).toBe('size');
    expect(checkLogoFile({ type: 'application/pdf', size: 10 })).toBe('type');
  });

  it('is cropped to the largest square at its centre', () => {
    expect(squareOf(400, 300)).toEqual({ x: 50, y: 0, side: 300 });
    expect(squareOf(300, 401)).toEqual({ x: 0, y: 51, side: 300 });
  });
});

describe('a profile’s emoji', () => {
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
