import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
