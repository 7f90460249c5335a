import { afterEach, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { raw } from './clients.ts';

let sandbox: Sandbox;
const start = async (options: SandboxOptions = {}) => {
  sandbox = await startSandbox({ clock: { start: '2026-11-16T10:00:40Z', frozen: true }, ...options });
  return accountOf(sandbox, 'plain');
};
afterEach(() => sandbox.close());

const statuses = async (path: string, token: string | undefined, times: number) => {
  const responses = await Promise.all(Array.from({ length: times }, () => raw(sandbox, path, { token })));
  return {
    ok: responses.filter(({ status }) => status === 200).length,
    refused: responses.find(({ status }) => status === 429),
  };
};

test('requests are limited for each profile, route and minute of the clock', async () => {
  const ines = await start({ limits: { scale: 0.1 } });
  const [acme, greenhouse] = ines.profiles;
  const summary = await statuses(`/profile/${acme!.id}/summary`, ines.token, 23);
  expect(summary.ok).toBe(20);
  expect(summary.refused?.body).toEqual({ status: false, message: 'Too many requests (Retry-After: 20)' });
  expect((await statuses(`/profile/${greenhouse!.id}/summary`, ines.token, 1)).ok).toBe(1);
  expect((await statuses(`/profile/${acme!.id}`, ines.token, 1)).ok).toBe(1);
  sandbox.clock.set('2026-11-16T10:00:59.999Z');
  expect((await statuses(`/profile/${acme!.id}/summary`, ines.token, 1)).refused?.body.message).toContain(
    'Retry-After: 1)',
  );
  sandbox.clock.set('2026-11-16T10:01:00Z');
  expect((await statuses(`/profile/${acme!.id}/summary`, ines.token, 1)).ok).toBe(1);
});

test('the limit depends on the plan, and is another for GET /account', async () => {
  // A tenth of 60, 100 and 200; of 50 and 500.
  const ines = await start({ limits: { scale: 0.1 } });
  const free = accountOf(sandbox, 'invitable');
  const starter = accountOf(sandbox, 'at-limits');
  expect((await statuses('/profile', free.token, 9)).ok).toBe(6);
  expect((await statuses('/profile', starter.token, 13)).ok).toBe(10);
  expect((await statuses('/profile', ines.token, 23)).ok).toBe(20);
  expect((await statuses('/account', free.token, 9)).ok).toBe(5);
  expect((await statuses('/account', ines.token, 53)).ok).toBe(50);
});

test('requests count for the profile of the calling token when configured so', async () => {
  const ines = await start({ limits: { scale: 0.01, by: 'caller' } });
  const responses = [];
  for (const { id } of ines.profiles)
    responses.push((await raw(sandbox, `/profile/${id}/summary`, { token: ines.token })).status);
  expect(responses).toEqual([200, 200, 429, 429, 429, 429, 429, 429]);
});

test('the limits can be scaled and switched off', async () => {
  const ines = await start({ limits: { scale: 0.05 } });
  expect((await statuses('/profile', ines.token, 12)).ok).toBe(10);
  await raw(sandbox, '/__sandbox/limits', { method: 'POST', body: { scale: 'off' } });
  expect((await statuses('/profile', ines.token, 210)).ok).toBe(210);
});

test('refused requests do not count on another route', async () => {
  const ines = await start({ limits: { scale: 0.01 } });
  expect((await statuses('/profile', ines.token, 5)).ok).toBe(2);
  expect((await statuses('/account', ines.token, 1)).ok).toBe(1);
});
