import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Failure, FailureError } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { deleteToken } from '../../../lib/platform/change-tokens.ts';
import {
  type Api,
  path,
  queryString,
  request,
  setRequestGuard,
  setRequestObserver,
} from '../../../lib/platform/request.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';

let sandbox: Sandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox();
  api = { origin: sandbox.origin as ApiOrigin, token: sandbox.accounts[0]?.token ?? '' };
});
afterEach(() => {
  vi.unstubAllGlobals();
  sandbox.faults.clear();
  sandbox.limits.clear();
});
afterAll(() => sandbox.close());

const readAccount = (more: Partial<Api> = {}, timeoutMs?: number) =>
  request({ ...api, ...more }, { method: 'GET', path: path`/account`, timeoutMs });

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('did not fail');
}

describe('a call', () => {
  it('is authenticated by the token header and returns the result', async () => {
    expect(await readAccount()).toMatchObject({ email: 'ines@acme.example' });
  });

  it('sends a body as JSON', async () => {
    const { email, password } = sandbox.accounts[0]!;
    const call = { method: 'POST', path: path`/account/login`, body: { email, password } } as const;
    expect(await request({ origin: api.origin, token: null }, call)).toMatchObject({ email });
  });
});

describe('what is counted for diagnostics', () => {
  const routes: string[] = [];
  beforeAll(() => setRequestObserver(({ route }) => routes.push(route)));
  afterEach(() => {
    routes.length = 0;
    setRequestGuard(async () => {});
  });

  it('is a call that was sent, whatever became of it', async () => {
    await readAccount();
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    await failureOf(readAccount());
    expect(routes).toEqual(['GET /account', 'GET /account']);
  });

  it('is not one that was refused or aborted before it was sent', async () => {
    await expect(readAccount({ signal: AbortSignal.abort() })).rejects.toThrow();
    setRequestGuard(() => Promise.reject(new FailureError({ code: 'policy' })));
    await expect(readAccount()).rejects.toThrow('policy');
    expect(routes).toEqual([]);
  });
});

describe('a failure', () => {
  it.each([
    ['unauthorized', { code: 'unauthorized', status: 401 }],
    ['denied', { code: 'denied', status: 403 }],
    ['server-error', { code: 'server', status: 500 }],
    ['garbage', { code: 'server' }],
    ['cut', { code: 'offline' }],
    ['truncate', { code: 'malformed' }],
  ] as const)('for the fault "%s" is %j', async (kind, expected) => {
    await readAccount();
    sandbox.faults.add({ kind, path: '/account' });
    expect(await failureOf(readAccount())).toMatchObject(expected);
  });

  it('of a rate limit has how long to wait, by message and by header', async () => {
    sandbox.faults.add({ kind: 'rate-limit', path: '/account', retryAfter: 8, header: false, times: 1 });
    expect(await failureOf(readAccount())).toMatchObject({
      code: 'rate-limited',
      status: 429,
      retryAfterMs: 8000,
    });
    sandbox.faults.add({ kind: 'rate-limit', path: '/account', retryAfter: 9, header: true, times: 1 });
    expect(await failureOf(readAccount())).toMatchObject({ retryAfterMs: 9000 });
  });

  it('is read in each shape of the envelope', async () => {
    for (const shape of ['message', 'result-message', 'result-string'] as const) {
      sandbox.faults.add({
        kind: 'failure',
        path: '/account',
        status: 400,
        message: 'No such thing',
        shape,
        times: 1,
      });
      expect(await failureOf(readAccount())).toMatchObject({ code: 'refused', detail: 'No such thing' });
    }
    sandbox.faults.add({ kind: 'status-false', path: '/account', message: 'No such thing', times: 1 });
    expect(await failureOf(readAccount())).toMatchObject({ status: 200 });
  });

  it('is a timeout when no response comes in time', async () => {
    const held = sandbox.faults.add({ kind: 'hold', path: '/account' });
    expect(await failureOf(readAccount({}, 30))).toEqual({ code: 'timeout' });
    held.remove();
  });

  it('is the reason that the caller aborted it with', async () => {
    const held = sandbox.faults.add({ kind: 'hold', path: '/account' });
    const end = new AbortController();
    const call = failureOf(readAccount({ signal: end.signal }));
    end.abort(new FailureError({ code: 'not-connected' }));
    expect(await call).toEqual({ code: 'not-connected' });
    held.remove();
  });

  it('of a read after three 5xx in a row is the platform’s, since Chromium may not have sent it', async () => {
    for (const errors of [1, 2, 3]) {
      await readAccount();
      sandbox.faults.add({ kind: 'server-error', path: '/account', times: errors });
      for (let error = 0; error < errors; error += 1)
        expect(await failureOf(readAccount())).toMatchObject({ code: 'server' });
      const cut = sandbox.faults.add({ kind: 'cut', path: '/account' });
      const expected = errors < 3 ? { code: 'offline' } : { code: 'server', status: 500 };
      expect(await failureOf(readAccount()), `${errors}`).toEqual(expected);
      cut.remove();
    }
  });

  it('is "offline" when the connection is refused', async () => {
    expect(await failureOf(readAccount({ origin: 'http://127.0.0.1:9' as ApiOrigin }))).toEqual({
      code: 'offline',
    });
  });

  it('is a malformed response when reading it throws anything unexpected, which diagnostics get', async () => {
    const error = new RangeError('Maximum call stack size exceeded');
    const thrown = () => {
      throw error;
    };
    const observed = vi.fn();
    setRequestObserver(observed);
    const responses = [
      { get: 'status' },
      { get: 'headers', status: 200 },
      { get: 'type', status: 200, headers: new Headers() },
      { get: 'text', status: 200, headers: new Headers(), type: 'basic' },
    ];
    for (const { get, ...response } of responses) {
      vi.stubGlobal('fetch', async () => Object.defineProperty(response, get, { get: thrown }));
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const)
        expect(await failureOf(request(api, { method, path: path`/account` }))).toEqual({
          code: 'malformed',
        });
    }
    expect(observed).toHaveBeenCalledTimes(16);
    for (const [call] of observed.mock.calls)
      expect(call).toMatchObject({ failure: { code: 'internal' }, unexpected: error });
  });

  it('is a redirect, which is never followed: it would receive the token', async () => {
    const elsewhere = await startSandbox();
    sandbox.faults.add({
      kind: 'raw',
      path: '/account',
      status: 302,
      headers: { location: `${elsewhere.origin}/account` },
      body: '',
    });
    expect((await failureOf(readAccount())).code).toBe('malformed');
    expect(elsewhere.requests.list(() => true)).toEqual([]);
    await elsewhere.close();
  });

  it('never quotes a token to revoke, whatever its shape', async () => {
    const token = 'tok_5f/1 c';
    const message = `Cannot DELETE /profile/1/token/${encodeURIComponent(token)}: no ${token}`;
    sandbox.faults.add({ path: '/profile/:id/token/*', kind: 'failure', status: 404, message });
    const failure = JSON.stringify(await failureOf(deleteToken(api, '1', token)));
    expect(failure).toContain('Cannot DELETE');
    expect(failure).not.toContain('tok_5f');
  });

  it('never has a secret that the platform quotes, nor a token in the path', async () => {
    const token = 'p-99999999-1111-4222-8333-123456789abc';
    const call = {
      method: 'DELETE',
      path: path`/profile/${'a1'}/token/${token}`,
      body: { password: 'open sesame', pin_code: '123456' },
    } as const;
    sandbox.faults.add({
      kind: 'failure',
      status: 400,
      message: `DELETE /profile/a1/token/${token} with ${api.token}, "open sesame" and 123456 failed`,
    });
    const failure = JSON.stringify(await failureOf(request(api, call)));
    for (const secret of [token, api.token!, 'open sesame', '123456']) expect(failure).not.toContain(secret);
    expect(failure).toContain('failed');
  });
});

describe('an address', () => {
  it('has its parameters encoded', () => {
    expect(path`/profile/${'../account'}/token/${'a/b?c#d'}`).toEqual({
      text: '/profile/..%2Faccount/token/a%2Fb%3Fc%23d',
      pattern: '/profile/:id/token/:id',
    });
    for (const value of ['.', '..']) expect(() => path`/profile/${value}/token`).toThrow(FailureError);
    expect(path`/account`).toEqual({ text: '/account', pattern: '/account' });
  });

  it('has lists with indexed brackets, and no undefined or null parameters', () => {
    const query = { page: 1, fields: ['name', 'token'], find: undefined, none: null, all: true };
    expect(queryString(query)).toBe('?page=1&fields%5B0%5D=name&fields%5B1%5D=token&all=true');
    expect(queryString({})).toBe('');
    expect(queryString(undefined)).toBe('');
  });
});
