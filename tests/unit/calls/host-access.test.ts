import { beforeEach, expect, it, vi } from 'vitest';
import { originOf } from '../../../lib/domain/identity/keys.ts';

const { contains, remove } = vi.hoisted(() => ({ contains: vi.fn(), remove: vi.fn() }));
vi.mock('../../../lib/browser.ts', () => ({ browser: { permissions: { contains, remove } } }));
vi.mock('../../../lib/diagnostics/error-log.ts', () => ({ logError: () => {} }));
vi.mock('../../../lib/store/connections.ts', () => ({ listConnections: async () => [] }));
vi.mock('../../../lib/store/revocations.ts', () => ({ listRevocations: async () => [] }));

const { keepHostAccess, releaseHost, requireHostAccess } = await import('../../../lib/calls/host-access.ts');
const host = originOf('https://api.acme.tagoio.net#1' as never);

beforeEach(() => remove.mockReset());

it('access to a host is kept while an account there is being connected, and given up after it failed', async () => {
  const connecting = keepHostAccess(host, async () => {
    await releaseHost(host);
    expect(remove).not.toHaveBeenCalled();
    throw new Error('wrong password');
  });
  await expect(connecting).rejects.toThrow('wrong password');
  await releaseHost(host);
  expect(remove).toHaveBeenCalledOnce();
});

it('access to an instance’s console goes with that to its API', async () => {
  await releaseHost(host);
  expect(remove.mock.lastCall).toEqual([
    { origins: ['https://api.acme.tagoio.net/*', 'https://admin.acme.tagoio.net/*'] },
  ]);
});

it('a browser that rejects the question, as one does that ends the worker, leaves it to the request', async () => {
  contains.mockRejectedValueOnce(new Error('No SW'));
  await requireHostAccess(host);
  contains.mockResolvedValueOnce(false);
  await expect(requireHostAccess(host)).rejects.toThrow('host-permission');
});
