import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  areProfileThresholds,
  areThresholds,
  parseProfileThresholds,
  parseThresholds,
  profileThresholdsText,
  thresholdsText,
} from '../../../../lib/domain/alerts/thresholds.ts';

const lists = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 });
const ascending = (list: number[]) => [...list].sort((a, b) => a - b);

it('percentages are parsed as they were written', () => {
  fc.assert(
    fc.property(lists, (list) => {
      expect(parseThresholds(thresholdsText(list))).toEqual(ascending(list));
    }),
  );
  expect(parseThresholds(' 90%, 80 % ; 90 ')).toEqual([80, 90]);
});

it('a list is accepted exactly if it is one that could have been typed', () => {
  const any = fc.array(fc.oneof(fc.integer({ min: -1, max: 202 }), fc.constant(80.5)), { maxLength: 8 });
  fc.assert(
    fc.property(fc.oneof(any, lists), (list) => {
      expect(areThresholds(list)).toBe(parseThresholds(list.join(',')) !== null);
      expect(areProfileThresholds(list)).toBe(list.length === 0 || areThresholds(list));
    }),
  );
});

it('a text that is no list of percentages is refused', () => {
  for (const text of ['', ' , ', 'eighty', '80, x', '0', '-5', '80.5', '201', '1,2,3,4,5,6,7']) {
    expect(parseThresholds(text), text).toBeNull();
  }
});

it('one service may follow the defaults (empty) or never notify (0)', () => {
  expect(parseProfileThresholds('  ')).toBeNull();
  expect(parseProfileThresholds('0')).toEqual([]);
  expect(parseProfileThresholds('95')).toEqual([95]);
  expect(parseProfileThresholds('soon')).toBeUndefined();
  fc.assert(
    fc.property(fc.option(fc.oneof(lists, fc.constant<number[]>([]))), (profileThresholds) => {
      expect(parseProfileThresholds(profileThresholdsText(profileThresholds ?? undefined))).toEqual(
        profileThresholds && ascending(profileThresholds),
      );
    }),
  );
});
