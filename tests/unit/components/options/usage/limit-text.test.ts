import { expect, it } from 'vitest';
import { limitLineText } from '../../../../../components/options/usage/limit-text.ts';

it('the limit’s line has the unit that doesn’t go without saying', () => {
  expect(limitLineText('file_storage', 200)).toBe('Limit now: 200\u00a0MB');
  expect(limitLineText('analysis', 3000)).toBe('Limit now: 3,000\u00a0min');
  expect(limitLineText('input', 350_000)).toBe('Limit now: 350,000');
});
