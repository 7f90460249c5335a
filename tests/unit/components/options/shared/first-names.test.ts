import { expect, it } from 'vitest';
import { firstNames } from '../../../../../components/options/shared/first-names.ts';

it('a list that is cut says how many more there are', () => {
  expect(firstNames(['a', 'b', 'c', 'd'], 2)).toEqual(['a', 'b', '2 more profiles']);
  expect(firstNames(['a', 'b'], 2)).toEqual(['a', 'b']);
});
