import { describe, expect, it } from 'vitest';
import { fetchAllocation } from '../../../lib/platform/billing.ts';
import { fetchProfileInfo } from '../../../lib/platform/profiles.ts';
import { api, respondWith, sandbox, withSandboxApi } from './sandbox-api.ts';

withSandboxApi();

describe('the allocation', () => {
  it('has null for a profile whose limits can’t be read, and leaves out what is no row', async () => {
    respondWith('/account/allocation', [
      { profile: 'a', input: 5, sms: null, updated_at: 'x' },
      { input: 7 },
      'b',
      { profile: 'c', input: '5', sms: 3 },
      { profile: 'd', input: 2, holograms: 'many' },
      { profile: 'e', input: -50, sms: 3 },
      { profile: 'f', input: 0, holograms: -1 },
      { profile: 'g', input: 1e308 },
    ]);
    expect(await fetchAllocation(api)).toEqual({
      a: { input: 5 },
      c: null,
      d: { input: 2 },
      e: null,
      f: { input: 0 },
      g: null,
    });
  });

  it.each([
    [{ input: 5, sms: null, holograms: 'many' }, { input: 5 }],
    [{ input: '5', sms: 3 }, null],
    [['5'], null],
    [undefined, null],
  ])('is read by the same rule from the details of one profile: %j', async (allocation, limits) => {
    respondWith('/profile/:id', { info: { id: 'a' }, allocation });
    expect((await fetchProfileInfo(api, 'a')).allocation).toEqual(limits);
  });

  it('is of the profile that was asked for', async () => {
    respondWith('/profile/:id', { info: { id: 'b' }, allocation: { input: 5 } });
    await expect(fetchProfileInfo(api, 'a')).rejects.toMatchObject({ failure: { code: 'malformed' } });
    expect((await fetchProfileInfo(api, 'current')).id).toBe('b');
  });

  it('has null for a profile with a number that is too large to be one', async () => {
    const body = '{"status":true,"result":[{"profile":"a","input":1e999}]}';
    sandbox.faults.add({ kind: 'raw', path: '/account/allocation', status: 200, body });
    expect(await fetchAllocation(api)).toEqual({ a: null });
  });
});
