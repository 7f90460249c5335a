import { expect, it } from 'vitest';
import { namesUpTo } from '../../../lib/i18n/names-up-to.ts';

it('a list that is cut says how many more there are', () => {
  expect(namesUpTo(['a', 'b', 'c', 'd'], 2)).toEqual(['a', 'b', '2 more profiles']);
  expect(namesUpTo(['a', 'b'], 2)).toEqual(['a', 'b']);
});
