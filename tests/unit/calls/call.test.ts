import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendAndConfirm } from '../../../lib/actions/confirmed-change.ts';
import { connectToken } from '../../../lib/actions/connect/connect.ts';
import { generateProfileToken, pasteProfileToken } from '../../../lib/actions/connect/profile-token.ts';
import { recordToken } from '../../../lib/actions/console/session.ts';
import { uploadLogo } from '../../../lib/actions/profiles/logo.ts';
import { callAsAccount, callAsProfile } from '../../../lib/calls/call.ts';
import { abortForLock } from '../../../lib/calls/connection-queue.ts';
import { stopUntilSignIn } from '../../../lib/calls/connection-state.ts';
import { recheckHosts } from '../../../lib/calls/recheck-hosts.ts';
import { consoleOf } from '../../../lib/console/console-site.ts';
import type { ConnectionKey, ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { HOUR_MS } from '../../../lib/domain/time.ts';
import { fetchAccount } from '../../../lib/platform/account.ts';
import { fetchProfileInfo } from '../../../lib/platform/profiles.ts';
import { setRequestObserver } from '../../../lib/platform/request.ts';
import { fetchTeam, postInvitation } from '../../../lib/platform/team.ts';
import { fetchSummary } from '../../../lib/platform/usage.ts';
import { refreshIdle } from '../../../lib/refresh/refresh.ts';
import { getConnection, updateConnection } from '../../../lib/store/connections.ts';
import { getProfile, listProfiles } from '../../../lib/store/profiles.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { lock, onLock, unlock } from '../../../lib/vault/passphrase.ts';
import { credentialIdOf, readCredential } from '../../../lib/vault/vault.ts';
import { accountOf } from '../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { issueToken } from '../../sandbox/tokens.ts';
import { connectByToken, issueProfileToken } from '../actions/connected-account.ts';
import { granted, originOf } from '../actions/fresh-browser.ts';
import { withSandbox } from '../actions/with-sandbox.ts';
import { speedUpKeyDerivation } from '../vault/fast-key-derivation.ts';

let sandbox: Sandbox;
let key: ConnectionKey;
let at: (n: number) => ProfileRef;
const summary = (ref: ProfileRef) =>
  callAsProfile(ref, fetchSummary, { purpose: () => 'refresh', refusal: 'profile' });

withSandbox(
  async (fresh) => {
    speedUpKeyDerivation();
    sandbox = fresh;
    ({ key, ref: at } = await connectByToken(sandbox, accountOf(sandbox, 'plain')));
  },
  { profiles: 8 },
);
afterEach(() => {
  vi.restoreAllMocks();
  sandbox.onlyOwnProfileTokens = false;
  sandbox.deadTokenStatus = 401;
});

describe('a refused credential', () => {
  it('stops the connection’s calls until a new sign-in', async () => {
    sandbox.faults.add({ path: '/*', kind: 'unauthorized' });
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'needs-sign-in' } });
    expect(await getConnection(key)).toMatchObject({
      state: 'needs-sign-in',
      failure: { failure: { code: 'unauthorized' } },
    });
    const asked = sandbox.requests.count();
    await expect(callAsAccount(key, fetchAccount)).rejects.toMatchObject({
      failure: { code: 'needs-sign-in' },
    });
    await expect(summary(at(2))).rejects.toMatchObject({ failure: { code: 'needs-sign-in' } });
    expect(sandbox.requests.count()).toBe(asked);
    expect((await listProfiles()).every(({ access }) => access === 'ok')).toBe(true);
  });

  it('is checked once for several refusals at the same time', async () => {
    sandbox.faults.add({ path: '/profile/:id/summary', kind: 'unauthorized' });
    const check = sandbox.faults.add({ path: '/account', kind: 'hold' });
    const calls = Promise.allSettled([0, 1, 2, 3].map((n) => summary(at(n))));
    await vi.waitFor(() => expect(sandbox.requests.count({ route: '/profile/:id/summary' })).toBe(4));
    check.remove();
    await calls;
    expect(sandbox.requests.count({ route: '/account' })).toBe(1);
  });

  it('is not assumed after a refusal while it cannot be checked', async () => {
    sandbox.faults.add({ path: '/profile/:id/summary', kind: 'unauthorized' });
    sandbox.faults.add({ path: '/account', kind: 'server-error' });
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'server' } });
    expect((await getConnection(key))?.state).toBe('ok');
    expect((await getProfile(at(1)))?.access).toBe('ok');
  });

  it('is found after the clock was set back, too', async () => {
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + HOUR_MS);
    await callAsAccount(key, fetchAccount);
    vi.restoreAllMocks();
    sandbox.faults.add({ path: '/*', kind: 'unauthorized' });
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'needs-sign-in' } });
    expect((await getConnection(key))?.state).toBe('needs-sign-in');
  });

  it('is not assumed when the refused token was replaced meanwhile', async () => {
    const hold = sandbox.faults.add({ path: '/profile/:id/summary', kind: 'hold' });
    sandbox.faults.add({
      path: '/*',
      tokenName: sandbox.state.tokens.find(({ token }) => token === accountOf(sandbox, 'plain').token)?.name,
      kind: 'unauthorized',
    });
    const old = summary(at(1));
    old.catch(() => {});
    await connectToken({
      origin: originOf(sandbox),
      token: accountOf(sandbox, 'plain').tokens?.bare ?? '',
    });
    hold.remove();
    await expect(old).rejects.toThrow();
    expect((await getConnection(key))?.state).toBe('ok');
  });

  it('doesn’t stop a connection that has another one by the time that this is stored', async () => {
    const refused = (await getConnection(key))!;
    await updateConnection(key, (row) => ({
      ...row,
      credential: { ...row.credential, name: 'New sign-in' },
    }));
    expect((await stopUntilSignIn(refused)).failure).toEqual({ code: 'unauthorized' });
    expect((await getConnection(key))?.state).toBe('ok');
  });
});

describe('a denied profile', () => {
  it('is the only one that is marked', async () => {
    sandbox.faults.add({
      path: '/profile/:id/summary',
      profile: accountOf(sandbox, 'plain').profiles[1]?.id,
      kind: 'unauthorized',
    });
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'denied' } });
    await summary(at(2));
    expect((await listProfiles()).filter(({ access }) => access === 'denied').map(({ id }) => id)).toEqual([
      accountOf(sandbox, 'plain').profiles[1]?.id,
    ]);
    expect((await getConnection(key))?.state).toBe('ok');
  });

  it('is no longer denied once a request succeeds', async () => {
    const fault = sandbox.faults.add({ path: '/profile/:id/summary', kind: 'denied' });
    await expect(summary(at(1))).rejects.toThrow();
    fault.remove();
    await summary(at(1));
    expect((await getProfile(at(1)))?.access).toBe('ok');
  });

  it('is not assumed when only an action is not allowed', async () => {
    const shared = accountOf(sandbox, 'plain').profiles.findIndex((profile) => profile.shared);
    await expect(
      callAsProfile(at(shared), (api, id) => postInvitation(api, id, 'noor@field.example')),
    ).rejects.toThrow();
    expect((await getProfile(at(shared)))?.access).toBe('ok');
    expect((await getConnection(key))?.state).toBe('ok');
  });

  it('is read with its own token, and again with the connection’s when that one is revoked', async () => {
    sandbox.onlyOwnProfileTokens = true;
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'denied' } });
    await issueProfileToken(at(1), accountOf(sandbox, 'plain').password);
    await summary(at(1));

    const profileToken = await readCredential(credentialIdOf(key, at(1).profileKey));
    sandbox.state.tokens = sandbox.state.tokens.filter(({ token }) => token !== profileToken);
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'denied' } });
    expect(await getProfile(at(1))).toMatchObject({ access: 'denied', ownCredential: 'none' });
    expect((await getConnection(key))?.state).toBe('ok');
    sandbox.onlyOwnProfileTokens = false;
    await summary(at(1));
    expect(await getProfile(at(1))).toMatchObject({ access: 'ok' });
  });
});

describe('a profile’s own token that ends', () => {
  const tokenOf = () => readCredential(credentialIdOf(key, at(1).profileKey));
  const end = (ended: string | null) => {
    sandbox.state.tokens = sandbox.state.tokens.filter(({ token }) => token !== ended);
  };
  beforeEach(async () => {
    await issueProfileToken(at(1), accountOf(sandbox, 'plain').password);
    end(await tokenOf());
    sandbox.requests.clear();
  });

  it('is replaced by the connection’s in the same call', async () => {
    await summary(at(1));
    expect(await tokenOf()).toBeNull();
    expect(await getProfile(at(1))).toMatchObject({ access: 'ok', ownCredential: 'none' });
    sandbox.requests.clear();
    await summary(at(1));
    expect(sandbox.requests.count()).toBe(1);
  });

  it('does not make a change fail, nor happen twice', async () => {
    await callAsProfile(at(1), (api, id) => postInvitation(api, id, 'sam@field.example'));
    expect(sandbox.requests.list({ method: 'POST' }).map(({ status }) => status)).toEqual([401, 200]);
  });

  it('does not put a logo into the files of another profile', async () => {
    const { id } = accountOf(sandbox, 'plain').profiles[1]!;
    await uploadLogo({ ...at(1), pngBase64: 'iVBORw0KGgo=' });
    expect((await getProfile(at(1)))?.logoUrl).toContain(`/file/${id}/`);
    expect(sandbox.state.files.map(({ profile }) => profile)).toEqual([id]);
  });
});

it('a shared profile’s token says nothing of whether the person’s account is blocked', async () => {
  const { id } = accountOf(sandbox, 'plain').profiles.find(({ shared }) => shared)!;
  const owner = sandbox.state.profiles.find((profile) => profile.id === id)!.account;
  const region = sandbox.state.tokens[0]!.region;
  const created_at = sandbox.clock.iso();
  const { token } = issueToken(sandbox.state, {
    name: 'Lent',
    region,
    profile: id,
    created_by: owner,
    created_at,
  });
  const ref = (await listProfiles()).find((profile) => profile.id === id)!;
  await pasteProfileToken({ connectionKey: key, profileKey: ref.profileKey, token });
  await refreshIdle();
  sandbox.state.accounts.find((account) => account.id === owner)!.blocked = true;
  await expect(summary(ref)).rejects.toMatchObject({ failure: { code: 'account-blocked' } });
  expect(await getConnection(key)).toMatchObject({ state: 'ok', failure: null });
  await expect(summary(at(1))).resolves.toBeTruthy();

  const accounts = sandbox.state.accounts;
  accounts.find((account) => account.id === owner)!.blocked = false;
  accounts.find((account) => account.id === accountOf(sandbox, 'plain').id)!.blocked = true;
  await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'account-blocked' } });
  await expect(summary(ref)).resolves.toBeTruthy();
  expect(await getConnection(key)).toMatchObject({ state: 'blocked' });
});

describe('a profile’s own token that is refused late', () => {
  it('does not take the token with it that was assigned meanwhile', async () => {
    const tokenOf = () => readCredential(credentialIdOf(key, at(1).profileKey));
    const { password } = accountOf(sandbox, 'plain');
    await issueProfileToken(at(1), password);
    const old = await tokenOf();
    const held = sandbox.faults.add({ path: '/profile/:id/team', token: old!, kind: 'hold' });
    const late = callAsProfile(at(1), fetchTeam);
    late.catch(() => {});
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await generateProfileToken({ ...at(1), password });
    const assigned = await tokenOf();
    expect(assigned).not.toBe(old);
    await vi.waitFor(() => expect(sandbox.state.tokens.some(({ token }) => token === old)).toBe(false));
    held.remove();
    await late.catch(() => {});
    expect(await tokenOf()).toBe(assigned);
    expect(await getProfile(at(1))).toMatchObject({ access: 'ok', ownCredential: 'issued' });
  });
});

it('a profile that is given a token while the connection’s is being refused is not denied', async () => {
  await refreshIdle();
  const held = sandbox.faults.add({ path: '/profile/:id/team', kind: 'hold' });
  sandbox.onlyOwnProfileTokens = true;
  const late = callAsProfile(at(1), fetchTeam);
  late.catch(() => {});
  await vi.waitFor(() => expect(held.hits).toBe(1));
  await issueProfileToken(at(1), accountOf(sandbox, 'plain').password);
  held.remove();
  await expect(late).rejects.toMatchObject({ failure: { code: 'denied' } });
  expect(await getProfile(at(1))).toMatchObject({ access: 'ok', ownCredential: 'issued' });
});

describe('the console’s session token', () => {
  it.each([401, 403] as const)(
    'that is refused late (%s) says nothing once the console has a new one',
    async (status) => {
      sandbox.deadTokenStatus = status;
      await updateConnection(key, (connection) => ({
        ...connection,
        credential: { ...connection.credential, kind: 'console' },
      }));
      const { tokens, token } = accountOf(sandbox, 'plain');
      const console = consoleOf(originOf(sandbox));
      const seen = (value: string) => recordToken(console, { api: originOf(sandbox), token: value });
      await seen(token!);
      const held = sandbox.faults.add({ path: '/profile/:id/summary', kind: 'hold', times: 1 });
      const late = summary(at(1));
      late.catch(() => {});
      await vi.waitFor(() => expect(held.hits).toBe(1));
      await seen(tokens!.bare!);
      sandbox.state.tokens = sandbox.state.tokens.filter((one) => one.token !== token);
      held.remove();
      await expect(late).rejects.toThrow();
      expect((await getConnection(key))?.state).toBe('ok');
      expect((await getProfile(at(1)))?.access).toBe('ok');
      expect(await summary(at(1))).toBeTruthy();
    },
  );
});

describe('a connection that cannot be used', () => {
  it('lacks permission for its host, and recovers when it is granted', async () => {
    granted.all = false;
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'host-permission' } });
    expect((await getConnection(key))?.state).toBe('host-permission');
    expect(sandbox.requests.count()).toBe(0);
    granted.all = true;
    await recheckHosts();
    expect((await getConnection(key))?.state).toBe('ok');
  });

  it('still needs a sign-in whatever the host permissions are', async () => {
    await updateConnection(key, (row) => ({ ...row, state: 'needs-sign-in' }));
    granted.all = false;
    await recheckHosts();
    granted.all = true;
    await recheckHosts();
    expect((await getConnection(key))?.state).toBe('needs-sign-in');
  });

  it('fails as locked without marking the credential as refused', async () => {
    await setPassphrase('correct horse battery', null);
    await lock();
    await expect(summary(at(1))).rejects.toMatchObject({ failure: { code: 'locked' } });
    expect((await getConnection(key))?.state).toBe('ok');
    await unlock('correct horse battery');
    await summary(at(1));
  });
});

it('sends at most four requests of a connection at a time, whatever they are for', async () => {
  const hold = sandbox.faults.add({ path: '/*', kind: 'hold' });
  const calls = [
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => summary(at(n))),
    callAsAccount(key, fetchAccount),
    callAsProfile(at(0), (api, id) => fetchProfileInfo(api, id)),
  ];
  await vi.waitFor(() => expect(hold.hits).toBe(4));
  hold.remove();
  await Promise.all(calls);
  expect(Math.max(...sandbox.requests.list().map(({ inFlight }) => inFlight))).toBe(4);
});

it('a call that waited in the queue is counted once, also if it takes several requests', async () => {
  const waits: number[] = [];
  setRequestObserver(({ waitedMs }) => waits.push(waitedMs));
  await callAsAccount(key, async (api) => {
    await fetchAccount(api);
    await fetchAccount(api);
  });
  expect(waits).toEqual([expect.toSatisfy((ms: number) => ms > 0), 0]);
});

describe('a lock', () => {
  const passphrase = 'violet tractors hum at noon';
  beforeEach(async () => {
    onLock(abortForLock);
    await setPassphrase(passphrase, null);
  });

  it('aborts running and queued requests with `locked`', async () => {
    const held = sandbox.faults.add({ path: '/*', kind: 'hold' });
    const calls = [1, 2, 3, 4, 5, 6].map((n) => summary(at(n)));
    const results = Promise.allSettled(calls);
    await vi.waitFor(() => expect(held.hits).toBe(4));
    await lock();
    for (const result of await results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { failure: { code: 'locked' } } });
    }
    held.remove();
    await unlock(passphrase);
    expect(await summary(at(1))).toBeTruthy();
  });

  it('stops a connection that uses the console’s session, too', async () => {
    await updateConnection(key, (connection) => ({
      ...connection,
      credential: { ...connection.credential, kind: 'console' },
    }));
    await lock();
    sandbox.requests.clear();
    await expect(callAsAccount(key, fetchAccount)).rejects.toMatchObject({ failure: { code: 'locked' } });
    expect((await getConnection(key))?.state).toBe('ok');
    expect(sandbox.requests.count()).toBe(0);
  });

  it('gives a change that was sent an unknown outcome, and sends no other', async () => {
    const change = () =>
      sendAndConfirm({
        send: () => callAsProfile(at(1), (api, id) => postInvitation(api, id, 'sam@field.example')),
        look: () => callAsProfile(at(1), fetchProfileInfo),
      });
    const held = sandbox.faults.add({ path: '/*', kind: 'hold' });
    const left = change();
    left.catch(() => {});
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await lock();
    await expect(left).rejects.toMatchObject({ failure: { code: 'outcome-unknown', detail: 'not-read' } });
    await expect(change()).rejects.toMatchObject({ failure: { code: 'locked' } });
    held.remove();
  });
});
