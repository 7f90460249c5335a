import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toggleSelection } from '../../../../../components/options/tokens/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const pressed = (chosen: string[], id: string, from: string | null) =>
  [...toggleSelection(new Set(chosen), order, id, from)].sort().join('');

describe('a selection', () => {
  it('changes one row', () => {
    expect(pressed(['a'], 'c', null)).toBe('ac');
    expect(pressed(['a', 'c'], 'c', null)).toBe('a');
  });

  it('changes the rows between two presses, in either direction', () => {
    expect(pressed(['b'], 'd', 'b')).toBe('bcd');
    expect(pressed(['d'], 'a', 'd')).toBe('abcd');
    expect(pressed(['a', 'b', 'c', 'd'], 'c', 'a')).toBe('d');
  });

  it('changes one row when the row of the first press is gone', () => {
    expect(pressed([], 'c', 'gone')).toBe('c');
  });

  it('never changes rows outside the range', () => {
    const row = fc.constantFrom(...order);
    fc.assert(
      fc.property(fc.uniqueArray(row), row, row, (chosen, id, from) => {
        const result = toggleSelection(new Set(chosen), order, id, from);
        const [low, high] = [order.indexOf(id), order.indexOf(from)].sort();
        order.forEach((one, index) => {
          if (index < low! || index > high!) expect(result.has(one)).toBe(chosen.includes(one));
          else expect(result.has(one)).toBe(!chosen.includes(id));
        });
      }),
    );
  });
});
