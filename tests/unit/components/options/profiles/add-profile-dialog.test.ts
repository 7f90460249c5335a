import { expect, it, vi } from 'vitest';
import { freeLimitsText } from '../../../../../components/options/profiles/add-profile-dialog.tsx';
import { makeSubscription } from '../../../domain/make.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

it('what no profile has is said with every digit, and with its unit where that doesn’t go without saying', () => {
  const services = { input: 3_000_000, file_storage: 10_000, sms: 100 };
  const billing = {
    subscription: makeSubscription({ services }),
    allocation: { a: { input: 1_750_000, file_storage: 200, sms: 100 } },
  };
  expect(freeLimitsText(billing)).toBe(
    'Unallocated in the account: Data input 1,250,000\u00a0· File storage 9,800\u00a0MB',
  );
  expect(freeLimitsText({ ...billing, allocation: { a: null } })).toBeNull();
});
