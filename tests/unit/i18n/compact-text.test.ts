import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compactText } from '../../../lib/i18n/compact-text.ts';

it('a number is only abbreviated where that is exact', () => {
  expect([0, 1500, 12_500_000, 17_500_000, 350_000, -2_500].map(compactText)).toEqual([
    '0',
    '1.5K',
    '12.5M',
    '17.5M',
    '350K',
    '-2.5K',
  ]);
  expect([12_345, 1_250_500, 0.25, 0.1 + 0.2].map(compactText)).toEqual([
    '12,345',
    '1,250,500',
    '0.25',
    '0.3',
  ]);
});

it('different numbers never have the same text', () => {
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.nat(100_000_000), (one, other) => {
      if (one !== other) expect(compactText(one)).not.toBe(compactText(other));
    }),
    { numRuns: 1000 },
  );
});
