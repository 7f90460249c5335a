import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { clientOf, raw } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile((started) => {
  sandbox = started;
});
afterEach(() => sandbox.faults.clear());

const ines = () => accountOf(sandbox, 'plain');
const sdk = () => clientOf(sandbox, ines().token);
const get = (path: string) => raw(sandbox, path, { token: ines().token });
const [first, second] = [() => ines().profiles[0]!.id, () => ines().profiles[1]!.id];

describe('failure envelopes', () => {
  test.each([
    ['message', { status: false, message: 'No' }],
    ['result-message', { status: false, result: { message: 'No' } }],
    ['result-string', { status: false, result: 'No' }],
  ] as const)('%s, with an error status and with 200', async (shape, body) => {
    sandbox.faults.add({ path: '/profile', kind: 'failure', status: 418, message: 'No', shape, times: 1 });
    expect(await get('/profile')).toMatchObject({ status: 418, body });
    sandbox.faults.add({ path: '/profile', kind: 'status-false', message: 'No', shape, times: 1 });
    expect(await get('/profile')).toMatchObject({ status: 200, body });
  });

  test('the SDK rejects with the message of a 4xx, and does not reject a 200 with status false', async () => {
    sandbox.faults.add({ path: '/profile', kind: 'denied', times: 1 });
    await expect(sdk().profiles.list()).rejects.toBe('Authorization Denied');
    sandbox.faults.add({ path: '/profile', kind: 'unauthorized', shape: 'result-message', times: 1 });
    await expect(sdk().profiles.list()).rejects.toEqual({ message: 'Authorization denied' });
    sandbox.faults.add({ path: '/account', kind: 'status-false', times: 1 });
    // The SDK takes the message for the account, and spreads its characters.
    expect(await sdk().account.info()).toMatchObject({ 0: 'S', 1: 'o' });
  });

  test('429: the wait is in the message, and in the header only when configured', async () => {
    sandbox.faults.add({ path: '/profile', kind: 'rate-limit', retryAfter: 8, times: 1 });
    const bare = await get('/profile');
    expect(bare).toMatchObject({ status: 429, body: { message: 'Too many requests (Retry-After: 8)' } });
    expect(bare.headers.get('retry-after')).toBeNull();
    sandbox.faults.add({ path: '/profile', kind: 'rate-limit', retryAfter: 3, header: true, times: 1 });
    expect((await get('/profile')).headers.get('retry-after')).toBe('3');
    sandbox.faults.add({ path: '/profile', kind: 'rate-limit', times: 1 });
    await expect(sdk().profiles.list()).rejects.toBe('Too many requests (Retry-After: 8)');
  });

  test('an earlier response comes only where there is one; what has none doesn’t use it up', async () => {
    sandbox.faults.remembersResponses = true;
    onTestFinished(() => {
      sandbox.faults.remembersResponses = false;
    });
    const stale = sandbox.faults.add({ kind: 'stale', times: 1 });
    await sdk().profiles.edit(second(), { name: 'Before' } as object);
    const { body } = await get('/profile');
    expect(stale.hits).toBe(0);
    await sdk().profiles.edit(second(), { name: 'After' } as object);
    expect((await get('/profile')).body).toEqual(body);
    expect(stale.hits).toBe(1);
    expect((await get('/profile')).body).not.toEqual(body);
  });

  test('500 in JSON, a gateway’s page, and any raw response', async () => {
    sandbox.faults.add({ path: '/profile', kind: 'server-error', times: 1 });
    expect(await get('/profile')).toMatchObject({ status: 500, body: { status: false } });
    sandbox.faults.add({ path: '/profile', kind: 'server-error', times: 1 });
    await expect(sdk().profiles.list()).rejects.toMatchObject({ code: 'HTTP_ERROR', status: 500 });
    sandbox.faults.add({ path: '/profile', kind: 'garbage', status: 200, times: 1 });
    const page = await fetch(`${sandbox.origin}/profile`, { headers: { token: ines().token! } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('<html>');
    sandbox.faults.add({
      path: '/profile',
      kind: 'raw',
      status: 204,
      headers: { 'x-why': 'test' },
      times: 1,
    });
    const empty = await fetch(`${sandbox.origin}/profile`);
    expect([empty.status, empty.headers.get('x-why'), await empty.text()]).toEqual([204, 'test', '']);
  });

  test('a connection cut before and in the middle of the response', async () => {
    sandbox.faults.add({ path: '/profile', kind: 'cut', times: 1 });
    await expect(get('/profile')).rejects.toThrow('fetch failed');
    sandbox.faults.add({ path: '/profile', kind: 'truncate', times: 1 });
    await expect(get('/profile')).rejects.toThrow('terminated');
    sandbox.faults.add({ path: '/profile', kind: 'cut', times: 1 });
    await expect(sdk().profiles.list()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    await expect(sdk().profiles.list()).resolves.toHaveLength(8);
  });
});

test('a response has the date of the sandbox’s clock, unless a rule says another', async () => {
  sandbox.clock.advance(-3 * 864e5);
  onTestFinished(() => sandbox.clock.advance(3 * 864e5));
  const ahead = async (path: string) => Date.now() - Date.parse((await get(path)).headers.get('date') ?? '');
  for (const path of ['/profile', `/profile/${first()}/summary`, '/profile/current/nothing'])
    expect((await ahead(path)) / 864e5).toBeCloseTo(3, 3);
  sandbox.faults.add({ path: '/profile', kind: 'denied', times: 1 });
  expect((await ahead('/profile')) / 864e5).toBeCloseTo(3, 3);
  sandbox.faults.add({
    path: '/profile',
    kind: 'raw',
    headers: { date: 'Mon, 16 Nov 2026 10:00:00 GMT' },
    body: '{}',
    times: 1,
  });
  expect((await get('/profile')).headers.get('date')).toBe('Mon, 16 Nov 2026 10:00:00 GMT');
});

test('a body is read as JSON only where its type says so', async () => {
  const send = (type?: string) =>
    raw(sandbox, '/account/login', {
      method: 'POST',
      body: { email: ines().email, password: ines().password },
      ...(type ? { headers: { 'content-type': type } } : {}),
    });
  expect((await send()).status).toBe(200);
  expect((await send('application/json; charset=utf-8')).status).toBe(200);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonl'])
    expect(await send(type)).toMatchObject({ status: 415, body: { status: false } });
});

describe('a fault applies', () => {
  test('to one profile, on one route, as often as configured', async () => {
    const fault = sandbox.faults.add({
      path: '/profile/:id/summary',
      profile: first(),
      kind: 'denied',
      times: 2,
    });
    expect((await get(`/profile/${first()}/summary`)).status).toBe(403);
    expect((await get(`/profile/${second()}/summary`)).status).toBe(200);
    expect((await get(`/profile/${first()}`)).status).toBe(200);
    expect((await get(`/profile/${first()}/summary`)).status).toBe(403);
    expect((await get(`/profile/${first()}/summary`)).status).toBe(200);
    expect(fault.hits).toBe(2);
  });

  test('to a token, a method, a path with wildcard, and after skipped requests', async () => {
    sandbox.faults.add({ token: ines().tokens!.bare!, kind: 'unauthorized' });
    expect((await raw(sandbox, '/profile', { token: ines().tokens!.bare })).status).toBe(401);
    expect((await get('/profile')).status).toBe(200);
    sandbox.faults.clear();
    sandbox.faults.add({ method: 'POST', path: '/profile/*', kind: 'server-error' });
    expect((await get(`/profile/${first()}`)).status).toBe(200);
    expect(
      (await raw(sandbox, `/profile/${first()}/team`, { method: 'POST', token: ines().token, body: {} }))
        .status,
    ).toBe(500);
    sandbox.faults.clear();
    sandbox.faults.add({ path: '/profile', kind: 'denied', skip: 1 });
    expect([(await get('/profile')).status, (await get('/profile')).status]).toEqual([200, 403]);
  });

  test('until it is removed, then a held request continues', async () => {
    const fault = sandbox.faults.add({ path: '/profile', kind: 'hold' });
    const slow = get('/profile');
    const other = await get('/account');
    expect(other.status).toBe(200);
    expect(sandbox.requests.list({ route: '/profile' }).at(-1)?.fault).not.toBe('hold');
    fault.remove();
    expect((await slow).status).toBe(200);
    expect(sandbox.requests.list({ route: '/profile' }).at(-1)).toMatchObject({ fault: 'hold', status: 200 });
  });

  test('to the response alone, which arrives late with what was true before', async () => {
    for (const late of [{ kind: 'hold' }, { kind: 'latency', latency: 500 }] as const) {
      const fault = sandbox.faults.add({ ...late, method: 'GET', path: '/profile', after: true, times: 1 });
      const slow = sdk().profiles.list();
      await expect.poll(() => fault.waiting).toBe(1);
      const name = `Renamed before ${late.kind} ended`;
      await sdk().profiles.edit(second(), { name } as object);
      fault.remove();
      expect((await slow).map((one) => one.name)).not.toContain(name);
      expect((await sdk().profiles.list()).map((one) => one.name)).toContain(name);
      expect(fault.waiting).toBe(0);
    }
  });

  test('to a change that was made, whose response is held until all rules are removed', async () => {
    const fault = sandbox.faults.add({
      kind: 'hold',
      method: 'PUT',
      path: '/profile/:id',
      after: true,
      times: 1,
    });
    const slow = sdk().profiles.edit(second(), { name: 'Changed already' } as object);
    await expect.poll(() => fault.waiting).toBe(1);
    expect((await sdk().profiles.list()).map(({ name }) => name)).toContain('Changed already');
    sandbox.faults.clear();
    await slow;
  });

  test('not where it would be ignored', () => {
    expect(() => sandbox.faults.add({ kind: 'elsewhere', after: true })).toThrow('after');
  });

  test('together with another, after its latency', async () => {
    sandbox.faults.add({ path: '/profile', kind: 'latency', latency: 200 });
    sandbox.faults.add({ path: '/profile', kind: 'denied' });
    const responses: string[] = [];
    const slow = get('/profile').then(({ status }) => responses.push(`slow ${status}`));
    await get('/account').then(({ status }) => responses.push(`quick ${status}`));
    await slow;
    expect(responses).toEqual(['quick 200', 'slow 403']);
  });

  test('after the change was made, when its response is lost', async () => {
    sandbox.faults.add({ method: 'POST', path: '/profile/:id/team', kind: 'cut', after: true, times: 1 });
    await expect(sdk().profiles.addTeamMember(first(), 'sam@field.example')).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
    });
    expect((await sdk().profiles.teamList(first())).map(({ email }) => email)).toContain('sam@field.example');
  });

  test('when it is added over HTTP; it is listed without token values, and removed', async () => {
    const admin = (path: string, method: string, body?: object) =>
      raw(sandbox, `/__sandbox${path}`, { method, body });
    const { body } = await admin('/faults', 'POST', {
      path: '/profile',
      kind: 'denied',
      token: ines().token,
    });
    const { id } = body as unknown as { id: number };
    expect((await get('/profile')).status).toBe(403);
    const listed = await admin('/faults', 'GET');
    expect(listed.body).toEqual([{ id, hits: 1, rule: { path: '/profile', kind: 'denied', token: '…' } }]);
    expect((await admin(`/faults/${id}`, 'DELETE')).body).toEqual({ hits: 1 });
    expect((await get('/profile')).status).toBe(200);
  });
});
