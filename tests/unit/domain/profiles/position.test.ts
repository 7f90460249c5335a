import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isProfilePosition,
  type Placed,
  positionsAfterMove,
} from '../../../../lib/domain/profiles/position.ts';

const applied = (order: readonly Placed<string>[], changes: ReadonlyMap<string, number>) =>
  order.map(({ key, position }) => ({ key, position: changes.get(key) ?? position }));
/** As the switcher sorts: by position, those without one after them as they come. */
const sorted = (items: readonly Placed<string>[]) =>
  [...items].sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || 0).map(({ key }) => key);
const moved = (keys: readonly string[], key: string, to: number) => {
  const others = keys.filter((one) => one !== key);
  return [...others.slice(0, to), key, ...others.slice(to)];
};

describe('positionsAfterMove', () => {
  it('gives a list the order that a person made, move after move, with positions that can be synced', () => {
    const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
    const moves = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 60 });
    fc.assert(
      fc.property(keys, moves, (start, steps) => {
        let items: Placed<string>[] = start.map((key) => ({ key, position: null }));
        for (const [from, to] of steps) {
          const shown = sorted(items);
          const key = shown[from % shown.length]!;
          const wanted = moved(shown, key, to % shown.length);
          const order = wanted.map((one) => items.find((item) => item.key === one)!);
          items = applied(order, positionsAfterMove(order, key));
          expect(sorted(items)).toEqual(wanted);
          for (const { position } of items)
            expect(position === null || isProfilePosition(position)).toBe(true);
        }
      }),
    );
  });

  it('repairs positions that two browsers gave at once', () => {
    const positions = fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(positions, fc.nat(7), (given, at) => {
        const order = given.map((position, index) => ({ key: `${index}`, position }));
        const key = `${at % order.length}`;
        const after = applied(order, positionsAfterMove(order, key));
        const placed = after.slice(0, Number(key) + 1).map(({ position }) => position);
        expect(placed).not.toContain(null);
        expect(placed).toEqual([...new Set(placed)].sort((a, b) => a! - b!));
      }),
    );
  });

  it('changes one profile of a thousand', () => {
    const order = Array.from({ length: 1_000 }, (_, index) => ({
      key: `${index}`,
      position: (index + 1) * 1024 + (index > 500 ? 1024 : 0),
    }));
    expect(positionsAfterMove(order, '500')).toEqual(new Map([['500', 501 * 1024 + 512]]));
    const unplaced = order.map(({ key }) => ({ key, position: null }));
    expect(positionsAfterMove(unplaced, '0').size).toBe(1);
    expect(positionsAfterMove(unplaced, '2').size).toBe(3);
  });

  it('changes nothing for an item that is gone', () => {
    expect(positionsAfterMove([{ key: 'a', position: null }], 'b').size).toBe(0);
  });
});
