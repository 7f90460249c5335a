import { expect, test, vi } from 'vitest';
import { holdResponse, shortenTimeouts } from '../../faults/late-response.ts';
import type { World } from '../../faults/world.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';

test('a change is made at once, its response is held until the worker is stopped, and reads are answered', async () => {
  const sandbox = await startSandbox();
  const account = accountOf(sandbox, 'plain');
  const profile = account.profiles[0]!;
  const request = (method: string) =>
    sandbox.fetch(
      new Request(`${sandbox.origin}/profile/${profile.id}`, {
        method,
        headers: { token: account.token!, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: JSON.stringify({ name: 'Renamed' }) }),
      }),
    );
  const stopWorker = vi.fn(async () => {
    expect(sandbox.state.profiles.find(({ id }) => id === profile.id)?.name).toBe('Renamed');
  });
  const world = { sandbox, extension: { stopWorker } } as unknown as World;
  try {
    const injected = await holdResponse(world, { kind: 'late-response', until: 'worker-stopped' }, {});
    expect((await request('GET')).status).toBe(200);
    expect(injected.hits?.()).toBe(false);
    expect((await request('PUT')).status).toBe(200);
    expect(stopWorker).toHaveBeenCalledOnce();
    expect(injected.hits?.()).toBe(true);
    await injected.end();
    expect(sandbox.faults.list()).toEqual([]);
  } finally {
    await sandbox.close();
  }
});

test('only timers as long as a time-out are shortened, until that ends', () => {
  const setTimeout = vi.fn();
  const scope = { setTimeout } as unknown as typeof globalThis;
  const work = () => {};
  shortenTimeouts(scope, { from: 30_000, to: 4000 });
  scope.setTimeout(work, 30_000);
  scope.setTimeout(work, 29_000);
  scope.setTimeout(work);
  shortenTimeouts(scope, null);
  scope.setTimeout(work, 90_000);
  expect(setTimeout.mock.calls.map(([, ms]) => ms)).toEqual([4000, 29_000, 0, 90_000]);
});
