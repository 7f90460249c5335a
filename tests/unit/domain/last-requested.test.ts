import { expect, it } from 'vitest';
import { lastRequestedAt } from '../../../lib/domain/last-requested.ts';

it('the last request is the one that failed, as a success removes the failure, whatever the clock said', () => {
  expect(lastRequestedAt(undefined)).toBe(0);
  expect(lastRequestedAt({ fetchedAt: 5, failure: null })).toBe(5);
  expect(lastRequestedAt({ fetchedAt: 5, failure: { at: 7 } })).toBe(7);
  expect(lastRequestedAt({ fetchedAt: 900, failure: { at: 7 } })).toBe(7);
});
