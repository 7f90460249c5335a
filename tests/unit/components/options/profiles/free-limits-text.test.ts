import { expect, it } from 'vitest';
import { freeLimitsText } from '../../../../../components/options/profiles/free-limits-text.ts';
import { makeSubscription } from '../../../domain/make.ts';

it('what no profile has is said with every digit, and with its unit where that doesn’t go without saying', () => {
  const services = { input: 3_000_000, file_storage: 10_000, sms: 100 };
  const billing = {
    subscription: makeSubscription({ services }),
    allocation: { a: { input: 1_750_000, file_storage: 200, sms: 100 } },
  };
  expect(freeLimitsText(billing)).toBe(
    'Unallocated in the account: Data input 1,250,000 · File storage 9,800\u00a0MB',
  );
  expect(freeLimitsText({ ...billing, allocation: { a: null } })).toBeNull();
});
