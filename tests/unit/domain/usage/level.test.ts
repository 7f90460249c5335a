import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOf, percentOf } from '../../../../lib/domain/usage/service-level.ts';

const amount = fc.oneof(fc.nat(1_000_000_000), fc.double({ min: 0, max: 1e9, noNaN: true }));
const allocated = fc.record({ used: amount, limit: fc.integer({ min: 1, max: 1_000_000_000 }) });

describe('percentOf and levelOf', () => {
  it.each([
    [0, 100, 0, 'ok'],
    [79.999, 100, 79, 'ok'],
    [80, 100, 80, 'warning'],
    [89.99, 100, 89, 'warning'],
    [90, 100, 90, 'high'],
    [349_999, 350_000, 99, 'high'],
    [350_000, 350_000, 100, 'blocked'],
    [365_000, 350_000, 104, 'blocked'],
    [109.56, 132, 83, 'warning'],
    [0.29, 1, 29, 'ok'],
    [-3, 10, 0, 'ok'],
  ])('%d of %d is %d %% and %s', (used, limit, percent, level) => {
    expect(percentOf({ used, limit })).toBe(percent);
    expect(levelOf({ used, limit })).toBe(level);
  });

  it('are null where nothing is allocated', () => {
    expect(percentOf({ used: 5, limit: 0 })).toBeNull();
    expect(levelOf({ used: 5, limit: 0 })).toBeNull();
    expect(levelOf({ used: 0, limit: -1 })).toBeNull();
  });

  it('are blocked and 100 % exactly when the limit is reached', () => {
    fc.assert(
      fc.property(allocated, (usage) => {
        const full = usage.used >= usage.limit;
        expect(percentOf(usage)! >= 100).toBe(full);
        expect(levelOf(usage) === 'blocked').toBe(full);
      }),
    );
  });

  it('never fall while use grows', () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 1e9 }), (a, b, limit) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(percentOf({ used: more, limit })!).toBeGreaterThanOrEqual(percentOf({ used: less, limit })!);
      }),
    );
  });
});
