import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectConsole } from '../../../../lib/actions/console/connect-console.ts';
import { followAllowedConsoles, recordMove, recordToken } from '../../../../lib/actions/console/session.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import type { ApiOrigin } from '../../../../lib/domain/identity/keys.ts';
import { putTokenSwitch } from '../../../../lib/platform/profiles.ts';
import { refreshIdle } from '../../../../lib/refresh/refresh.ts';
import { getConnection, putConnection, updateConnection } from '../../../../lib/store/connections.ts';
import { getConsoleSessions, getConsoleTokens } from '../../../../lib/store/console-session.ts';
import { listRevocations } from '../../../../lib/store/revocations.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import type { Role } from '../../../sandbox/state.ts';
import { connectionRow } from '../../store/rows.ts';
import { connectByPassword, connectByToken } from '../connected-account.ts';
import { keyFor, originOf } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
withSandbox((fresh) => {
  sandbox = fresh;
});

let now = 0;
/** Lets the pause after a token that couldn't be read pass. */
const passPause = () => {
  now += 16_000;
};
beforeEach(() => {
  passPause();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

const console = () => consoleOf(originOf(sandbox));
const tokenOf = (role: Role) => ({ api: originOf(sandbox), token: accountOf(sandbox, role).token! });

/** The token that calls would use, and the account in whose name. */
async function stored() {
  const [tokens, sessions] = [await getConsoleTokens(), await getConsoleSessions()];
  return { token: tokens[console()]?.token, account: sessions[console()]?.connectionKey };
}

const pairOf = (role: Role) => ({ token: tokenOf(role).token, account: keyFor(sandbox, role) });

describe('a console where another account signs in', () => {
  it('has the new token only together with its account', async () => {
    await recordToken(console(), tokenOf('plain'));
    expect(await stored()).toEqual(pairOf('plain'));
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    await expect(recordToken(console(), tokenOf('shares'))).rejects.toThrow();
    // Calls in the name of the first account would be made as the second.
    expect(await stored()).toEqual(pairOf('plain'));
  });

  it('is asked again after a failure, when it sends the same token', async () => {
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    await expect(recordToken(console(), tokenOf('plain'))).rejects.toThrow();
    expect(await stored()).toEqual({ token: undefined, account: undefined });
    sandbox.faults.clear();
    passPause();
    await recordToken(console(), tokenOf('plain'));
    expect(await stored()).toEqual(pairOf('plain'));
  });

  it('asks once for all the requests that a page sends, also when that fails', async () => {
    sandbox.faults.add({ path: '/account', kind: 'rate-limit' });
    const page = () => Array.from({ length: 30 }, () => recordToken(console(), tokenOf('plain')));
    await Promise.allSettled([...page(), ...page()]);
    await Promise.allSettled(page());
    expect(sandbox.requests.count({ route: '/account' })).toBe(1);
    // Another account's session isn't kept waiting.
    await recordToken(console(), tokenOf('shares')).catch(() => {});
    expect(sandbox.requests.count({ route: '/account' })).toBe(2);
  });

  it('reads the console’s profile again at its next request, after the read that followed a switch failed', async () => {
    const seen = tokenOf('plain');
    await recordToken(console(), seen);
    const profile = async () => (await getConsoleSessions())[console()]?.profileName;
    const before = await profile();
    const other = accountOf(sandbox, 'plain').profiles.find(({ name }) => name === 'Demo')!;
    await putTokenSwitch({ origin: seen.api, token: seen.token }, other.id);
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    await expect(recordMove(console())).rejects.toThrow();
    sandbox.faults.clear();
    expect(await profile()).toBe(before);
    // Every request of the console has its token.
    await recordToken(console(), seen);
    expect(await profile()).toBe(other.name);
  });

  it('resumes an account that was connected through it and refused once, as soon as its token is accepted again', async () => {
    const key = keyFor(sandbox, 'plain');
    await recordToken(console(), tokenOf('plain'));
    await connectConsole({ origin: originOf(sandbox) });
    await updateConnection(key, (row) => ({ ...row, state: 'needs-sign-in' }));
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    await expect(recordToken(console(), tokenOf('plain'))).rejects.toThrow();
    expect((await getConnection(key))?.state).toBe('needs-sign-in');
    sandbox.faults.clear();
    passPause();
    await recordToken(console(), tokenOf('plain'));
    expect((await getConnection(key))?.state).toBe('ok');
    await refreshIdle();
    const asked = sandbox.requests.count({ route: '/account' });
    await recordToken(console(), tokenOf('plain'));
    expect(sandbox.requests.count({ route: '/account' })).toBe(asked);
  });

  it('signs an account in again that it has resumed by then; connecting it as another one is refused', async () => {
    const key = keyFor(sandbox, 'plain');
    await recordToken(console(), tokenOf('plain'));
    await connectConsole({ origin: originOf(sandbox) });
    await updateConnection(key, (row) => ({ ...row, state: 'needs-sign-in' }));
    await recordToken(console(), tokenOf('plain'));
    expect((await getConnection(key))?.state).toBe('ok');
    expect(await connectConsole({ origin: originOf(sandbox), expected: key })).toEqual({
      connectionKey: key,
    });
    const refusal = { failure: { code: 'already-connected' } };
    await expect(connectConsole({ origin: originOf(sandbox) })).rejects.toMatchObject(refusal);
  });

  it('doesn’t replace the token of an account that is signed in', async () => {
    const { key } = await connectByToken(sandbox, accountOf(sandbox, 'plain'));
    await recordToken(console(), tokenOf('plain'));
    await expect(connectConsole({ origin: originOf(sandbox), expected: key })).rejects.toMatchObject({
      failure: { code: 'already-connected' },
    });
    expect((await getConnection(key))?.credential.kind).toBe('pasted');
  });

  it('connects an account whose sign-in was refused, and its token is revoked at once', async () => {
    const { key } = await connectByPassword(sandbox, accountOf(sandbox, 'plain'));
    await updateConnection(key, (row) => ({ ...row, state: 'needs-sign-in' }));
    await recordToken(console(), tokenOf('plain'));
    await connectConsole({ origin: originOf(sandbox), expected: key });
    expect((await getConnection(key))?.credential.kind).toBe('console');
    await vi.waitFor(async () => expect(await listRevocations()).toEqual([]));
    expect(sandbox.requests.count({ method: 'DELETE' })).toBe(1);
  });

  it('is forgotten when the platform refuses its token, but not when it refuses another', async () => {
    await recordToken(console(), tokenOf('plain'));
    await recordToken(console(), { ...tokenOf('plain'), token: 'p-00000000-0000-4000-8000-000000000000' });
    expect(await stored()).toEqual(pairOf('plain'));
    sandbox.faults.add({ path: '/account', kind: 'unauthorized' });
    await recordMove(console());
    expect(await stored()).toEqual({ token: undefined, account: undefined });
  });
});

describe('the watched consoles', () => {
  const register = vi.fn<(scripts: { matches: string[] }[]) => Promise<void>>();
  const watched = () => register.mock.lastCall?.[0].flatMap(({ matches }) => matches);
  beforeEach(() => {
    register.mockReset().mockResolvedValue();
    Object.assign(fakeBrowser.tabs, { query: async () => [] });
    Object.assign(fakeBrowser.scripting, { registerContentScripts: register });
  });

  it('are those that can be followed: not the host of an instance that may have its console elsewhere', async () => {
    const id = '5f5a8f3351d4db99c40ded2d';
    await putConnection(connectionRow(1, `https://api.${id}.tagoio.net` as ApiOrigin));
    await putConnection(connectionRow(2, 'https://iot.factory.example' as ApiOrigin));
    await followAllowedConsoles();
    expect(watched()).toEqual(['https://admin.tago.io/*', `https://admin.${id}.tagoio.net/*`]);
  });

  it('are determined again when an account is connected', async () => {
    await connectByToken(sandbox, accountOf(sandbox, 'plain'));
    await vi.waitFor(() => expect(register).toHaveBeenCalled());
  });
});
