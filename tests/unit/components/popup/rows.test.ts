import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveHighlight } from '../../../../components/popup/rows.ts';

describe('moving the highlight', () => {
  it('wraps around by row and stops at the ends by page', () => {
    expect(moveHighlight('ArrowDown', 4, 5, 3)).toBe(0);
    expect(moveHighlight('ArrowUp', 0, 5, 3)).toBe(4);
    expect(moveHighlight('PageDown', 3, 5, 3)).toBe(4);
    expect(moveHighlight('PageUp', 1, 5, 3)).toBe(0);
    expect(moveHighlight('End', 0, 5, 3)).toBe(4);
  });

  it('starts at an end of the list when no row is highlighted', () => {
    expect(moveHighlight('ArrowDown', -1, 5, 3)).toBe(0);
    expect(moveHighlight('ArrowUp', -1, 5, 3)).toBe(4);
    expect(moveHighlight('PageDown', -1, 5, 3)).toBe(3);
    expect(moveHighlight('PageUp', -1, 5, 3)).toBe(0);
  });

  it('ignores other keys and empty lists', () => {
    expect(moveHighlight('a', 0, 5, 3)).toBeNull();
    expect(moveHighlight('ArrowDown', 0, 0, 3)).toBeNull();
  });

  it('never leaves the list', () => {
    const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
    fc.assert(
      fc.property(
        fc.array(key),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (keys, count, page) => {
          let index = 0;
          for (const each of keys) index = moveHighlight(each, index, count, page)!;
          return index >= 0 && index < count;
        },
      ),
    );
  });
});
