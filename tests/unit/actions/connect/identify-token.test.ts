import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkToken } from '../../../../lib/actions/connect/identify-token.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { US } from '../../domain/make.ts';
import { originOf } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
withSandbox(
  (fresh) => {
    sandbox = fresh;
  },
  { profiles: 8 },
);
afterEach(() => vi.unstubAllGlobals());

const check = (token: string | undefined) => checkToken({ origin: originOf(sandbox), token: token ?? '' });

describe('checking a token', () => {
  it.each(['full', 'read', 'bare'] as const)(
    'returns profile and account of a %s profile token',
    async (which) => {
      const { tokens, profiles, id, email, name } = accountOf(sandbox, 'plain');
      expect(await check(tokens?.[which])).toMatchObject({
        profileId: profiles[0]?.id,
        profileName: profiles[0]?.name,
        accountId: id,
        accountName: name,
        email,
      });
    },
  );

  it('returns permission and expiration where the token may list tokens', async () => {
    expect(await check(accountOf(sandbox, 'plain').tokens?.full)).toMatchObject({
      permission: 'full',
      expiresAt: null,
    });
  });

  it.each([
    ['analysis', { code: 'token-not-profile', tokenKind: 'analysis', field: 'token' }],
    ['service', { code: 'token-not-profile', tokenKind: 'service', field: 'token' }],
    ['device', { code: 'token-not-profile', tokenKind: 'device', field: 'token' }],
    ['write', { code: 'unauthorized', field: 'token' }],
    ['expired', { code: 'token-expired', field: 'token' }],
  ] as const)('refuses a token of kind "%s" with a specific reason', async (which, failure) => {
    await expect(check(accountOf(sandbox, 'plain').tokens?.[which])).rejects.toMatchObject({ failure });
  });

  it('sends no request for what cannot be a profile token', async () => {
    await expect(check('not a token')).rejects.toMatchObject({ failure: { code: 'invalid-input' } });
    await expect(check(accountOf(sandbox, 'plain').tokens?.analysis)).rejects.toThrow();
    expect(sandbox.requests.list()).toEqual([]);
  });

  it('does not blame the token when the host is unreachable or returns garbage', async () => {
    const { token } = accountOf(sandbox, 'plain');
    sandbox.faults.add({ path: '/profile/:id', kind: 'garbage', times: 1 });
    await expect(check(token)).rejects.toMatchObject({ failure: { code: 'server' } });
    sandbox.faults.add({ path: '/profile/:id', kind: 'cut', times: 1 });
    await expect(check(token)).rejects.toMatchObject({ failure: { code: 'offline' } });
  });
});

describe('a token of another region', () => {
  /** Serves the platform's host names from the sandbox without a socket; returns the hosts that are requested. */
  function serveRegions(): string[] {
    const requested: string[] = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      requested.push(new URL(url).host);
      const headers = new Headers(init.headers);
      headers.set('host', new URL(url).host);
      return sandbox.fetch(new Request(url, { method: init.method, headers, body: init.body }));
    });
    return requested;
  }

  it('is sent to no other region than the one that was chosen', async () => {
    const requested = serveRegions();
    const european = sandbox.accounts.find(({ region, token }) => region === 'eu-w1' && token);
    await expect(checkToken({ origin: US, token: european?.token ?? '' })).rejects.toMatchObject({
      failure: { code: 'unauthorized', field: 'token' },
    });
    expect(new Set(requested)).toEqual(new Set(['api.us-e1.tago.io']));
  });

  it('is sent to no public host when it was typed for a TagoDeploy instance', async () => {
    const requested: string[] = [];
    const real = fetch;
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      requested.push(new URL(url).host);
      return real(url, init);
    });
    const european = sandbox.accounts.find(({ region, token }) => region === 'eu-w1' && token);
    await expect(check(european?.token)).rejects.toThrow();
    expect(new Set(requested)).toEqual(new Set([new URL(sandbox.origin).host]));
  });
});
