import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOfTotal, splitByWeight } from '../../../../lib/domain/billing/shares.ts';

const total = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { minLength: 1, maxLength: 40 });
const sumOf = (parts: number[]) => parts.reduce((sum, part) => sum + part, 0);

describe('a split by weight', () => {
  it('gives the largest remainders what rounding down leaves', () => {
    expect(splitByWeight(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitByWeight(9000, [9_400_000, 600_000, 10_000_000])).toEqual([4230, 270, 4500]);
    expect(splitByWeight(10, [1, 2, 4])).toEqual([1, 3, 6]);
    expect(splitByWeight(2, [1, 1, 1])).toEqual([1, 1, 0]);
    expect(splitByWeight(1, [5, 10])).toEqual([0, 1]);
  });

  it('has no parts without weights, equal parts for weights of 0, and ignores what is no weight', () => {
    expect(splitByWeight(5, [])).toEqual([]);
    expect(splitByWeight(5, [0, 0])).toEqual([3, 2]);
    expect(splitByWeight(5, [Number.NaN, -3, 2])).toEqual([0, 0, 5]);
    // A limit by contract may have a fraction, which isn't given to anybody.
    expect(splitByWeight(99.7, [1, 1])).toEqual([50, 49]);
    expect(splitByWeight(0.5, [1, 1])).toEqual([0, 0]);
  });

  it('sums to the total, whatever the weights', () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        const parts = splitByWeight(amount, by).map(BigInt);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(BigInt(amount));
      }),
    );
  });

  it('keeps every part within one unit of its exact share, and never gives a larger weight less', () => {
    fc.assert(
      fc.property(total, weights, (amount, by) => {
        const sum = by.reduce((all, weight) => all + BigInt(weight), 0n);
        fc.pre(sum > 0n);
        const parts = splitByWeight(amount, by);
        for (const [index, part] of parts.entries()) {
          const floor = (BigInt(amount) * BigInt(by[index]!)) / sum;
          expect([floor, floor + 1n]).toContain(BigInt(part));
          if (by[index] === 0) expect(part).toBe(0);
          for (const [other, weight] of by.entries()) {
            if (by[index]! > weight) expect(part).toBeGreaterThanOrEqual(parts[other]!);
          }
        }
      }),
    );
  });

  it('takes weights with decimals (megabytes in use)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }),
        (amount, by) => {
          expect(sumOf(splitByWeight(amount, by))).toBe(amount);
        },
      ),
    );
  });
});

it('a percentage of a total is 0 only for nothing, 100 only for all, and more only for more', () => {
  const percent = (...parts: number[]) => parts.map((part) => percentOfTotal(part, 1_000_000));
  expect(percent(0, 1, 4999, 15_000)).toEqual([0, 1, 1, 2]);
  expect(percent(999_999, 1_000_000, 1_000_001, 2_500_000)).toEqual([99, 100, 101, 250]);
  expect(percentOfTotal(5, 0)).toBe(0);
});
