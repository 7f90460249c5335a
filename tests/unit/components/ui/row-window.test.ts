import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, rowsInSight } from '../../../../components/ui/row-window.ts';

describe('rendered rows', () => {
  const view = fc.record({ top: fc.nat(200_000), height: fc.integer({ min: 36, max: 600 }) });

  it('include every visible row once, in order, and few others', () => {
    fc.assert(
      fc.property(view, fc.nat(5000), fc.nat(5000), ({ top, height }, count, kept) => {
        const indexes = rowsInSight({ top, height }, 36, count, kept);
        expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
        for (let row = Math.floor(top / 36); row < Math.min(count, (top + height) / 36); row++)
          expect(indexes).toContain(row);
        expect(indexes.length).toBeLessThanOrEqual(Math.ceil(height / 36) + 14);
        if (kept < count) expect(indexes).toContain(kept);
        else expect(indexes).not.toContain(kept);
      }),
    );
  });

  it('include the ones before and after the focused one, however far it is scrolled away', () => {
    const view = { top: 36_000, height: 360 };
    expect(rowsInSight(view, 36, 5000, 10).slice(0, 3)).toEqual([9, 10, 11]);
    expect(rowsInSight(view, 36, 5000, 4999).slice(-2)).toEqual([4998, 4999]);
    const last = Math.max(...rowsInSight(view, 36, 5000, -1));
    expect(rowsInSight(view, 36, 5000, last)).toContain(last + 1);
  });

  it('are kept only when they include every visible row', () => {
    const near = view.chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        top: fc.integer({ min: -200, max: 200 }).map((by) => Math.max(0, drawn.top + by)),
        height: fc.integer({ min: 36, max: 700 }),
      }),
    );
    fc.assert(
      fc.property(near, fc.integer({ min: 1, max: 5000 }), ({ drawn, top, height }, count) => {
        fc.pre(covers(drawn, { top, height }, 36));
        const indexes = rowsInSight(drawn, 36, count, -1);
        for (let row = Math.floor(top / 36); row < Math.min(count, (top + height) / 36); row++)
          expect(indexes).toContain(row);
      }),
    );
    expect(covers({ top: 360, height: 400 }, { top: 396, height: 390 }, 36)).toBe(true);
    expect(covers({ top: 360, height: 400 }, { top: 720, height: 400 }, 36)).toBe(false);
  });
});
