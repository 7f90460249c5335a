import { TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectToken, sendCode, signIn } from '../../../../lib/actions/connect/connect.ts';
import { extensionTokenName } from '../../../../lib/actions/connect/extension-token.ts';
import { connectConsole } from '../../../../lib/actions/console/connect-console.ts';
import { recordToken } from '../../../../lib/actions/console/session.ts';
import { abortForLock } from '../../../../lib/calls/connection-queue.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import { profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../lib/domain/time.ts';
import * as platform from '../../../../lib/platform/sign-in.ts';
import { getConnection, listConnections, updateConnection } from '../../../../lib/store/connections.ts';
import { closeDatabase } from '../../../../lib/store/database.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { listProfiles } from '../../../../lib/store/profiles.ts';
import { updateCopy } from '../../../../lib/store/recovery-copy.ts';
import { listRevocations } from '../../../../lib/store/revocations.ts';
import { getActive } from '../../../../lib/store/settings.ts';
import { listTokenRequests } from '../../../../lib/store/token-requests.ts';
import { listUsage } from '../../../../lib/store/usage.ts';
import { setPassphrase } from '../../../../lib/vault/change-passphrase.ts';
import { lock, onLock } from '../../../../lib/vault/passphrase.ts';
import * as vault from '../../../../lib/vault/vault.ts';
import { credentialIdOf, readCredential } from '../../../../lib/vault/vault.ts';
import { accountOf } from '../../../sandbox/accounts-list.ts';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import type { Role } from '../../../sandbox/state.ts';
import { issueToken } from '../../../sandbox/tokens.ts';
import { speedUpKeyDerivation } from '../../vault/fast-key-derivation.ts';
import { damageRows } from '../damage-rows.ts';
import { granted, keyFor, originOf, waitForStore } from '../fresh-browser.ts';
import { withSandbox } from '../with-sandbox.ts';

let sandbox: Sandbox;
withSandbox(
  (fresh) => {
    speedUpKeyDerivation();
    sandbox = fresh;
  },
  { profiles: 8 },
);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const tokensNamed = (name: RegExp) => sandbox.state.tokens.filter((token) => name.test(token.name));
const OURS = /^Profiles for TagoIO extension \(.* on Linux\)$/;

function signInAs(role: Role, more: { password?: string; otpType?: never; pinCode?: string } = {}) {
  const { email, password } = accountOf(sandbox, role);
  return signIn({ origin: originOf(sandbox), email, password, ...more });
}

async function allRead(): Promise<void> {
  await waitForStore(async () => {
    const [profiles, usage] = await Promise.all([listProfiles(), listUsage()]);
    return usage.length === profiles.length && usage.every((row) => row.fetchedAt !== null);
  });
}

describe('signing in', () => {
  it('again refuses another account before a token is issued', async () => {
    const { connectionKey } = await signInAs('plain');
    const before = sandbox.state.tokens.length;
    const { email, password } = accountOf(sandbox, 'shares');
    const other = signIn({ origin: originOf(sandbox), email, password, expected: connectionKey });
    await expect(other).rejects.toMatchObject({
      failure: { code: 'not-allowed', detail: 'ruleOtherAccount' },
    });
    expect(sandbox.state.tokens).toHaveLength(before);
    expect((await listConnections()).map(({ key }) => key)).toEqual([connectionKey]);
  });

  it('again replaces nothing while the token that it would restore can’t be read', async () => {
    const { connectionKey } = await signInAs('plain');
    const before = await readCredential(credentialIdOf(connectionKey));
    // Also where the first sign-in's numbers are still being read.
    vi.spyOn(vault, 'readCredential').mockRejectedValue(new DOMException('', 'UnknownError'));
    await expect(signInAs('plain')).rejects.toThrow();
    vi.restoreAllMocks();
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(before);
    expect((await getConnection(connectionKey))?.state).toBe('ok');
  });

  it('restores a lost database first, which one with an account wouldn’t be', async () => {
    const { connectionKey } = await signInAs('plain');
    await updateCopy();
    await closeDatabase();
    indexedDB.deleteDatabase('profiles');
    await signInAs('shares');
    expect((await listConnections()).map(({ key }) => key)).toContain(connectionKey);
    expect((await listJournal()).map(({ what }) => what)).toEqual(['connected', 'connected']);
    await caches.delete('recovery-copy');
  });

  it('issues a recognizable token for an owned profile and stores account, profiles and active profile', async () => {
    const { connectionKey } = await signInAs('plain');
    expect(connectionKey).toBe(keyFor(sandbox, 'plain'));

    const [issued, ...more] = tokensNamed(OURS);
    expect(more).toEqual([]);
    const connection = await getConnection(connectionKey);
    expect(connection).toMatchObject({
      state: 'ok',
      email: 'ines@acme.example',
      plan: 'scale',
      region: 'deploy',
      credential: { kind: 'issued', name: issued?.name, profileId: issued?.profile },
    });
    expect(
      accountOf(sandbox, 'plain').profiles.find(({ id }) => id === issued?.profile)?.shared,
    ).toBeUndefined();
    const days = ((connection?.credential.expiresAt ?? 0) - sandbox.clock.now()) / 86_400_000;
    expect(days).toBeGreaterThan(85);
    expect(days).toBeLessThan(95);
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(issued?.token);

    const profiles = await listProfiles();
    expect(profiles.map(({ name }) => name)).toEqual(
      accountOf(sandbox, 'plain').profiles.map(({ name }) => name),
    );
    expect(profiles.filter(({ shared }) => shared)).toHaveLength(2);
    expect((await getActive()).active).toEqual({
      connectionKey,
      profileKey: profileKeyOf(originOf(sandbox), issued?.profile ?? ''),
    });
    expect((await listJournal())[0]).toMatchObject({ what: 'connected', subject: 'ines@acme.example' });
  });

  it('has recorded the token for revocation before it reads when that expires: the worker may end', async () => {
    const { profiles, token } = accountOf(sandbox, 'plain');
    const result = { token, permission: 'full', profile: profiles[0]!.id };
    const body = JSON.stringify({ status: true, result });
    sandbox.faults.add({ kind: 'raw', path: '/account/profile/token', status: 200, body, times: 1 });
    const hold = sandbox.faults.add({ method: 'GET', path: '/profile/:id/token', kind: 'hold' });
    const signingIn = signInAs('plain');
    await vi.waitFor(() => expect(hold.hits).toBeGreaterThan(0));
    expect(await listRevocations()).toMatchObject([{ profileId: profiles[0]!.id }]);
    hold.remove();
    await signingIn;
    expect(await listRevocations()).toEqual([]);
  });

  it('reads in the list when a token expires whose response does not say it', async () => {
    const { profiles, token } = accountOf(sandbox, 'plain');
    const profile = profiles[0]!.id;
    const listed = sandbox.state.tokens.find((one) => one.token === token)!;
    listed.expire_time = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const daysUntilExpiry = async (expiry: { expire_time?: string }) => {
      const result = { token, permission: 'full', profile, ...expiry };
      const body = JSON.stringify({ status: true, result });
      const path = '/account/profile/token';
      sandbox.faults.add({ kind: 'raw', path, status: 200, body, times: 1 });
      const { connectionKey } = await signInAs('plain');
      const { expiresAt } = (await getConnection(connectionKey))!.credential;
      return expiresAt === null ? null : Math.round((expiresAt - Date.now()) / 86_400_000);
    };
    expect(await daysUntilExpiry({})).toBe(30);
    expect(await daysUntilExpiry({ expire_time: 'soon' })).toBe(30);
    expect(await daysUntilExpiry({ expire_time: 'never' })).toBeNull();
    sandbox.faults.add({ method: 'GET', path: '/profile/:id/token', kind: 'server-error', times: 2 });
    expect(await daysUntilExpiry({})).toBe(30);
    sandbox.faults.add({ method: 'GET', path: '/profile/:id/token', kind: 'server-error', times: 10 });
    expect(await daysUntilExpiry({})).toBeNull();
  });

  it('with another password is tried on its own, after the first', async () => {
    const { email, password } = accountOf(sandbox, 'plain');
    const request = { origin: originOf(sandbox), email };
    const outcomes = await Promise.allSettled(
      ['wrong', password, 'wrong', password].map((one) => signIn({ ...request, password: one })),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(sandbox.requests.list({ route: '/account/login' })).toHaveLength(2);
    await allRead();
  });

  it('reads the usage of every profile once', async () => {
    await signInAs('plain');
    await allRead();
    expect(sandbox.requests.list({ route: '/profile/:id/summary' })).toHaveLength(8);
    expect(sandbox.requests.list({ route: '/profile' })).toHaveLength(0);
  });

  it('stores neither the password nor the token in plain text', async () => {
    await signInAs('plain');
    await allRead();
    const { password } = accountOf(sandbox, 'plain');
    const rows = JSON.stringify([
      await listConnections(),
      await listProfiles(),
      await listUsage(),
      await listJournal(),
    ]);
    expect(rows).not.toContain(password);
    expect(rows).not.toContain(tokensNamed(OURS)[0]?.token);
  });

  it('fails for a wrong password and stores nothing', async () => {
    await expect(signInAs('plain', { password: 'nope' })).rejects.toMatchObject({
      failure: { code: 'wrong-password', field: 'password' },
    });
    expect(await listConnections()).toEqual([]);
    expect(tokensNamed(OURS)).toEqual([]);
  });

  it('asks for the second factor and uses one pin for both of its requests', async () => {
    await expect(signInAs('authenticator')).rejects.toMatchObject({
      failure: { code: 'two-factor-needed', otpType: 'authenticator' },
    });
    const { email, password, otp } = accountOf(sandbox, 'authenticator');
    const pin = new TOTP({ secret: otp?.secret ?? '' }).generate({ timestamp: sandbox.clock.now() });
    const typed = `${pin.slice(0, 3)} ${pin.slice(3)}`;
    const credentials = { origin: originOf(sandbox), email, password, otpType: 'authenticator' as const };
    await signIn({ ...credentials, pinCode: typed });
    expect(tokensNamed(OURS)).toHaveLength(1);
    await expect(signIn({ ...credentials, pinCode: pin })).rejects.toMatchObject({
      failure: { code: 'wrong-pin', field: 'pinCode' },
    });
  });

  it('has a code sent by email', async () => {
    const { email, password } = accountOf(sandbox, 'email');
    await sendCode({ origin: originOf(sandbox), email, password, otpType: 'email' });
    expect(sandbox.requests.list({ route: '/account/login/otp' })).toMatchObject([{ status: 200 }]);
    await expect(
      sendCode({ origin: originOf(sandbox), email, password: 'nope', otpType: 'email' }),
    ).rejects.toMatchObject({ failure: { code: 'wrong-password' } });
  });

  it.each<[Role, string]>([
    ['blocked', 'account-blocked'],
    ['no-profiles', 'not-allowed'],
  ])('refuses an account that is %s', async (role, code) => {
    await expect(signInAs(role)).rejects.toMatchObject({ failure: { code } });
    expect(await listConnections()).toEqual([]);
  });

  it('sends nothing without permission for the host', async () => {
    granted.all = false;
    await expect(signInAs('plain')).rejects.toMatchObject({ failure: { code: 'host-permission' } });
    expect(sandbox.requests.list()).toEqual([]);
  });

  it('revokes the token it issued when it cannot be stored', async () => {
    vi.spyOn(vault, 'storeCredential').mockRejectedValue(new Error('disk'));
    await expect(signInAs('plain')).rejects.toThrow();
    expect(tokensNamed(OURS)).toEqual([]);
    expect(await listConnections()).toEqual([]);
    expect(await getActive()).toEqual({ active: null, recents: [] });
  });

  it.each(['truncate', 'cut', 'garbage', 'server-error'] as const)(
    'leaves no second token behind when the response to the token request is lost (%s)',
    async (kind) => {
      const path = '/account/profile/token';
      sandbox.faults.add({ path, kind, after: true, times: 2 });
      for (let i = 0; i < 2; i += 1)
        await expect(signInAs('plain')).rejects.toMatchObject({
          failure: { code: 'outcome-unknown', detail: 'ruleTokenMayExist' },
        });
      expect(await listConnections()).toEqual([]);
      expect(tokensNamed(OURS)).toHaveLength(2);
      expect(sandbox.requests.count({ route: path })).toBe(2);

      // The next sign-in revokes the lost tokens and nothing else of that name.
      const [spare] = tokensNamed(OURS);
      const used = { ...spare!, token: `${spare!.token}-2`, last_authorization: sandbox.clock.iso() };
      const older = { ...spare!, token: `${spare!.token}-3`, created_at: '2026-01-01T00:00:00.000Z' };
      sandbox.state.tokens.push(used, older);
      const { connectionKey } = await signInAs('plain');
      await expect.poll(() => tokensNamed(OURS)).toHaveLength(3);
      const kept = await readCredential(credentialIdOf(connectionKey));
      expect(tokensNamed(OURS).map(({ token }) => token)).toEqual([used.token, older.token, kept]);
      await expect.poll(listTokenRequests).toEqual([]);
    },
  );

  const loseToken = async () => {
    sandbox.faults.add({ path: '/account/profile/token', kind: 'cut', after: true, times: 1 });
    await expect(signInAs('plain')).rejects.toMatchObject({ failure: { code: 'outcome-unknown' } });
    return tokensNamed(OURS)[0]!;
  };

  it('revokes a lost token later where its row in the list can’t be read now', async () => {
    const lost = await loseToken();
    const repair = damageRows(/\/token$/, (row) =>
      row.token === lost.token ? { ...row, created_at: null } : row,
    );
    await signInAs('plain');
    await allRead();
    await expect.poll(() => sandbox.requests.count({ route: '/profile/:id/token' })).toBeGreaterThan(0);
    repair();
    expect(tokensNamed(OURS)).toContain(lost);
    await signInAs('plain');
    await expect.poll(() => tokensNamed(OURS)).not.toContain(lost);
  });

  it('doesn’t revoke a token whose last use can’t be read', async () => {
    const lost = await loseToken();
    damageRows(/\/token$/, (row) => ({ ...row, last_authorization: 1_700_000_000 }));
    await signInAs('plain');
    await expect.poll(listTokenRequests).toEqual([]);
    expect(tokensNamed(OURS)).toContain(lost);
  });

  it('revokes a token whose response was lost while the clock was an hour ahead, once it is right again', async () => {
    const { clock } = sandbox;
    clock.advance(-HOUR_MS);
    sandbox.faults.add({ path: '/account/profile/token', kind: 'cut', after: true, times: 1 });
    await expect(signInAs('plain')).rejects.toMatchObject({ failure: { code: 'outcome-unknown' } });
    clock.advance(HOUR_MS);
    const [lost] = tokensNamed(OURS);
    const older = new Date(Date.parse(lost!.created_at) - 10 * MINUTE_MS).toISOString();
    sandbox.state.tokens.push({ ...lost!, token: `${lost!.token}-2`, created_at: older });
    const { connectionKey } = await signInAs('plain');
    await expect.poll(listTokenRequests).toEqual([]);
    const kept = await readCredential(credentialIdOf(connectionKey));
    expect(tokensNamed(OURS).map(({ token }) => token)).toEqual([`${lost!.token}-2`, kept]);
  });

  it('revokes a second token that was issued because the browser repeated what a server without streams needs', async () => {
    const path = '/account/profile/token';
    const { id, profiles } = accountOf(sandbox, 'plain');
    const name = await extensionTokenName();
    sandbox.faults.add({ path, kind: 'failure', status: 411, message: 'Length Required', times: 1 });
    const run = () => {
      const created_at = sandbox.clock.iso();
      issueToken(sandbox.state, {
        name,
        region: 'us-e1',
        profile: profiles[0]!.id,
        created_by: id,
        created_at,
      });
    };
    sandbox.faults.add({ path, kind: 'elsewhere', run, times: 1 });
    const { connectionKey } = await signInAs('plain');
    await expect.poll(() => tokensNamed(OURS)).toHaveLength(1);
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(tokensNamed(OURS)[0]?.token);
    await expect.poll(listTokenRequests).toEqual([]);
  });

  it('uses a token whose response was lost when the previous token can read it', async () => {
    const { connectionKey } = await signInAs('plain');
    await allRead();
    sandbox.faults.add({ path: '/account/profile/token', kind: 'cut', after: true, times: 1 });
    await signInAs('plain');
    await expect.poll(() => tokensNamed(OURS)).toHaveLength(1);
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(tokensNamed(OURS)[0]?.token);
    expect(sandbox.requests.count({ route: '/account/profile/token' })).toBe(2);
  });

  it('uses the issued token, whatever was thrown after the request for it was sent', async () => {
    const { connectionKey } = await signInAs('plain');
    await allRead();
    const send = platform.issueToken;
    vi.spyOn(platform, 'issueToken').mockImplementationOnce(async (...call) => {
      await send(...call);
      throw new RangeError('Maximum call stack size exceeded');
    });
    await signInAs('plain');
    await expect.poll(() => tokensNamed(OURS)).toHaveLength(1);
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(tokensNamed(OURS)[0]?.token);
  });

  it('succeeds although a repetition was refused', async () => {
    const { connectionKey } = await signInAs('plain');
    await allRead();
    const message = 'Pin code already used';
    sandbox.faults.add({
      path: '/account/profile/token',
      kind: 'failure',
      status: 401,
      message,
      after: true,
      times: 1,
    });
    await signInAs('plain');
    await expect.poll(() => tokensNamed(OURS)).toHaveLength(1);
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(tokensNamed(OURS)[0]?.token);
  });

  it('connects even when the account cannot be read at that moment', async () => {
    sandbox.faults.add({ path: '/account', method: 'GET', kind: 'server-error' });
    const { connectionKey } = await signInAs('plain');
    expect(await getConnection(connectionKey)).toMatchObject({ email: 'ines@acme.example', state: 'ok' });
  });

  it('keeps what is known of the account when it can’t be read at the next sign-in', async () => {
    const { connectionKey } = await signInAs('plain');
    await allRead();
    const { plan, timezone, company } = (await getConnection(connectionKey))!;
    sandbox.faults.add({ path: '/account', method: 'GET', kind: 'server-error' });
    await signInAs('plain');
    expect(plan).toBe('scale');
    expect(await getConnection(connectionKey)).toMatchObject({ plan, timezone, company });
  });

  it('replaces the token of an earlier sign-in and keeps the stored usage', async () => {
    const { connectionKey } = await signInAs('plain');
    await allRead();
    const first = tokensNamed(OURS)[0];
    const usage = await listUsage();
    const gone = sandbox.requests.next({ method: 'DELETE' });
    await signInAs('plain');
    await gone;
    expect(tokensNamed(OURS)).toHaveLength(1);
    expect(tokensNamed(OURS)[0]?.token).not.toBe(first?.token);
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(tokensNamed(OURS)[0]?.token);
    expect((await listUsage()).map(({ services }) => Object.keys(services))).toEqual(
      usage.map(({ services }) => Object.keys(services)),
    );
    expect(await listConnections()).toHaveLength(1);
  });
});

describe('connecting with a token', () => {
  const paste = (token: string | undefined) =>
    connectToken({ origin: originOf(sandbox), token: token ?? '' });

  it('stores the connection and the token’s details', async () => {
    const { token } = accountOf(sandbox, 'plain');
    const { connectionKey } = await paste(`  ${token}\n`);
    expect(await getConnection(connectionKey)).toMatchObject({
      state: 'ok',
      email: 'ines@acme.example',
      credential: {
        kind: 'pasted',
        profileId: accountOf(sandbox, 'plain').profiles[0]?.id,
        expiresAt: null,
      },
    });
    expect(await listProfiles()).toHaveLength(8);
  });

  it('refuses the same token twice and accepts another one instead', async () => {
    const { token, tokens } = accountOf(sandbox, 'plain');
    await paste(token);
    await expect(paste(token)).rejects.toMatchObject({ failure: { code: 'already-connected' } });
    const { connectionKey } = await paste(tokens?.bare);
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(tokens?.bare);
    expect(await listConnections()).toHaveLength(1);
  });

  it('replaces a working sign-in only when the person agreed, and then revokes its token', async () => {
    const { connectionKey } = await signInAs('plain');
    const signedIn = await readCredential(credentialIdOf(connectionKey));
    const { token } = accountOf(sandbox, 'plain');
    await expect(paste(token)).rejects.toMatchObject({
      failure: { code: 'not-allowed', detail: 'ruleReplacesSignIn' },
    });
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(signedIn);
    expect(tokensNamed(OURS)).toHaveLength(1);
    await connectToken({ origin: originOf(sandbox), token: token ?? '', replaceSignIn: true });
    expect(await readCredential(credentialIdOf(connectionKey))).toBe(token);
    await vi.waitFor(() => expect(tokensNamed(OURS)).toEqual([]));
  });

  it('replaces a sign-in that is no longer accepted without asking', async () => {
    const { connectionKey } = await signInAs('plain');
    await updateConnection(connectionKey, (row) => ({ ...row, state: 'needs-sign-in' }));
    await paste(accountOf(sandbox, 'plain').token);
    expect(await getConnection(connectionKey)).toMatchObject({ state: 'ok', credential: { kind: 'pasted' } });
  });

  it('never revokes a pasted token when the person signs in instead', async () => {
    const { token } = accountOf(sandbox, 'plain');
    await paste(token);
    await signInAs('plain');
    await allRead();
    expect(sandbox.requests.list({ method: 'DELETE' })).toEqual([]);
  });

  it('lists only the token’s profile when the account cannot be read', async () => {
    sandbox.faults.add({ path: '/account', kind: 'denied' });
    sandbox.faults.add({ path: '/profile', kind: 'denied' });
    const { token, profiles } = accountOf(sandbox, 'plain');
    const { connectionKey } = await paste(token);
    expect(connectionKey).toBe(keyFor(sandbox, 'plain'));
    expect((await listProfiles()).map(({ id }) => id)).toEqual([profiles[0]?.id]);
  });

  it('joins the request under way for the same token, but not for another one', async () => {
    const origin = originOf(sandbox);
    const [ines = '', marta = ''] = (['plain', 'shares'] as const).map(
      (role) => accountOf(sandbox, role).token ?? '',
    );
    const results = await Promise.all([ines, marta, ines].map((token) => connectToken({ origin, token })));
    expect(results.map(({ connectionKey }) => connectionKey)).toEqual([
      keyFor(sandbox, 'plain'),
      keyFor(sandbox, 'shares'),
      keyFor(sandbox, 'plain'),
    ]);
  });
});

describe('a lock during a sign-in', () => {
  beforeEach(async () => {
    onLock(abortForLock);
    await setPassphrase('violet tractors hum at noon', null);
  });

  it.each(['/account/login', '/account/profile/token'])('ends it at %s and stores nothing', async (path) => {
    const held = sandbox.faults.add({ method: 'POST', path, kind: 'hold' });
    const signingIn = signInAs('plain');
    signingIn.catch(() => {});
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await lock();
    await expect(signingIn).rejects.toMatchObject({
      failure: path === '/account/login' ? { code: 'locked' } : { code: 'outcome-unknown' },
    });
    held.remove();
    expect(await listConnections()).toEqual([]);
    // Nothing is read or revoked once the vault is locked.
    expect(sandbox.requests.list(({ method }) => method !== 'POST')).toEqual([]);
  });

  it.each([
    // The first request reads whose session it is.
    ['/account', 1],
    ['/profile', 0],
  ])('ends connecting through the console at %s', async (path, skip) => {
    const api = originOf(sandbox);
    await recordToken(consoleOf(api), { api, token: accountOf(sandbox, 'plain').token! });
    const held = sandbox.faults.add({ method: 'GET', path, kind: 'hold', skip });
    const connecting = connectConsole({ origin: api });
    connecting.catch(() => {});
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await lock();
    await expect(connecting).rejects.toMatchObject({ failure: { code: 'locked' } });
    held.remove();
    expect(await listConnections()).toEqual([]);
  });

  it('ends the check of a pasted token', async () => {
    const held = sandbox.faults.add({ path: '/profile/:id', kind: 'hold' });
    const checking = connectToken({
      origin: originOf(sandbox),
      token: accountOf(sandbox, 'plain').token ?? '',
      replaceSignIn: false,
    });
    checking.catch(() => {});
    await vi.waitFor(() => expect(held.hits).toBe(1));
    await lock();
    await expect(checking).rejects.toMatchObject({ failure: { code: 'locked' } });
    held.remove();
    expect(await listConnections()).toEqual([]);
  });
});
