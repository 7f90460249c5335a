import { afterEach, describe, expect, it, vi } from 'vitest';
import { moveExtensionToken } from '../../../../lib/actions/connect/move-token.ts';
import { generateProfileToken } from '../../../../lib/actions/connect/profile-token.ts';
import { connectConsole } from '../../../../lib/actions/console/connect-console.ts';
import { recordToken } from '../../../../lib/actions/console/session.ts';
import { copyToken } from '../../../../lib/actions/tokens/copy.ts';
import { createToken, readTokens, revokeTokens } from '../../../../lib/actions/tokens/tokens.ts';
import { consoleOf } from '../../../../lib/console/console-site.ts';
import type { Connection } from '../../../../lib/domain/identity/connection.ts';
import { refreshIdle } from '../../../../lib/refresh/refresh.ts';
import { getConnection, putConnection, updateConnection } from '../../../../lib/store/connections.ts';
import { getConsoleSessions, putConsole } from '../../../../lib/store/console-session.ts';
import { listJournal } from '../../../../lib/store/journal.ts';
import { getTokens } from '../../../../lib/store/tokens.ts';
import { credentialIdOf, storeCredential } from '../../../../lib/vault/vault.ts';
import { issueToken } from '../../../sandbox/tokens.ts';
import { authenticatorCode } from '../../../sandbox/two-factor.ts';
import { connectionRow } from '../../store/rows.ts';
import { accountNamed, connectByToken, failureOf, lastInJournal } from '../connected-account.ts';
import { damageRows } from '../damage-rows.ts';
import { freshBrowser, originOf } from '../fresh-browser.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

withConnectedAccount('password');

const tokensOf = (name: string) =>
  sandbox.state.tokens.filter(({ profile, kind }) => profile === ines.id(name) && kind === 'profile');
const stored = async (name: string) => (await getTokens(ines.ref(name)))!;

function addToken(name: string, more: { created_at?: string } = {}) {
  return issueToken(sandbox.state, {
    region: 'us-e1',
    name,
    profile: ines.id('Demo'),
    created_by: ines.account.id,
    created_at: sandbox.clock.iso(),
    ...more,
  });
}

/** Returns the stored tokens of all profiles as text, which must contain no token's value. */
async function storedTokensText(): Promise<string> {
  const lists = await Promise.all(ines.account.profiles.map(({ name }) => getTokens(ines.ref(name))));
  return JSON.stringify(lists);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const TOKENS = /^\/profile\/\w+\/token$/;
/** Whether the platform was asked for a change: what follows is the reading of its outcome. */
const isSent = (method: string) => sandbox.requests.count({ method }) > 0;

describe('reading tokens', () => {
  it('reads all pages, stores no value and marks the extension’s token', async () => {
    for (let index = 0; index < 130; index++) addToken(`Token ${index}`);
    await readTokens({ refs: ines.account.profiles.map(({ name }) => ines.ref(name)) });
    expect((await stored('Demo')).tokens).toHaveLength(tokensOf('Demo').length);
    const text = await storedTokensText();
    for (const { token } of sandbox.state.tokens) expect(text).not.toContain(token);
    const home = ines.account.profiles.find(
      ({ id }) =>
        id === sandbox.state.tokens.find(({ name }) => name.startsWith('Profiles for TagoIO'))?.profile,
    )!;
    const { tokens } = await stored(home.name);
    expect(tokens.filter(({ ours }) => ours)).toHaveLength(1);
  });

  it('stores a failure with the profile that failed only', async () => {
    sandbox.faults.add({ kind: 'denied', path: '/profile/:id/token', profile: ines.id('Demo') });
    await readTokens({ refs: [ines.ref('Demo'), ines.ref('Acme Farms')] });
    expect((await stored('Demo')).failure?.failure.code).toBe('denied');
    expect((await stored('Acme Farms')).failure).toBeNull();
    expect((await getConnection(ines.key))?.state).toBe('ok');
    expect(await failureOf(readTokens({ refs: [ines.ref('Demo')] }))).toMatchObject({ code: 'denied' });
  });
});

describe('generating a token', () => {
  const request = (more = {}) => ({
    ...ines.ref('Demo'),
    name: 'Dashboards',
    permission: 'read' as const,
    expireTime: '1 month',
    password: ines.account.password,
    ...more,
  });

  it('returns the value, which is stored nowhere, and adds the token to the list', async () => {
    const { token, expiresAt } = await createToken(request());
    expect(tokensOf('Demo').find((one) => one.token === token)).toMatchObject({
      name: 'Dashboards',
      permission: 'read',
    });
    expect(expiresAt).toBeGreaterThan(sandbox.clock.now());
    expect((await stored('Demo')).tokens[0]).toMatchObject({ name: 'Dashboards', ours: false });
    expect(await storedTokensText()).not.toContain(token);
    expect(await lastInJournal()).toEqual({ what: 'token-created', subject: 'Dashboards' });
  });

  it('is not asked for without the account’s email, which would be called a wrong password', async () => {
    await updateConnection(ines.key, (row) => ({ ...row, email: '' }));
    const unreadable = sandbox.faults.add({ path: '/account', kind: 'denied' });
    expect(await failureOf(createToken(request()))).toMatchObject({ detail: 'ruleEmailUnread' });
    unreadable.remove();
    expect(await createToken(request())).toMatchObject({ copies: 0 });
  });

  it('creates one token for a double click', async () => {
    const before = tokensOf('Demo').length;
    const [first, second] = await Promise.all([createToken(request()), createToken(request())]);
    expect(first.token).toBe(second.token);
    expect(tokensOf('Demo')).toHaveLength(before + 1);
  });

  it('is refused for a wrong password, an empty name or an expiration in the past', async () => {
    expect(await failureOf(createToken(request({ password: 'no' })))).toMatchObject({
      code: 'wrong-password',
    });
    expect(await failureOf(createToken(request({ name: ' ' })))).toMatchObject({
      code: 'invalid-input',
      field: 'name',
    });
    expect(await failureOf(createToken(request({ expireTime: '2001-01-01T00:00:00Z' })))).toMatchObject({
      code: 'refused',
      detail: expect.stringContaining('future'),
    });
  });

  it('asks for the pin with two-factor authentication and accepts it with spaces', async () => {
    const tomas = await connectByToken(sandbox, accountNamed(sandbox, 'Tomas Berg'));
    const ask = { ...request(), ...tomas.ref(0), password: tomas.account.password };
    expect(await failureOf(createToken(ask))).toMatchObject({
      code: 'two-factor-needed',
      otpType: 'authenticator',
    });
    const account = sandbox.state.accounts.find(({ id }) => id === tomas.account.id)!;
    const code = authenticatorCode(account, sandbox.clock.now());
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await failureOf(createToken({ ...ask, otpType: 'authenticator', pinCode: wrong }))).toMatchObject({
      code: 'wrong-pin',
    });
    const pinCode = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect((await createToken({ ...ask, otpType: 'authenticator', pinCode })).token).toMatch(/^p-/);
  });

  it('finds the token when the response was lost', async () => {
    sandbox.faults.add({ kind: 'truncate', method: 'POST', path: '/profile/:id/token', times: 1 });
    const { token } = await createToken(request());
    expect(
      tokensOf('Demo')
        .filter(({ name }) => name === 'Dashboards')
        .map((one) => one.token),
    ).toEqual([token]);
  });

  it('reports copies when the browser repeated the request', async () => {
    const run = () => {
      addToken('Dashboards');
      sandbox.state.tokens.at(-1)!.permission = 'read';
    };
    sandbox.faults.add({ kind: 'elsewhere', run, method: 'POST', path: '/profile/:id/token', times: 1 });
    const { token, copies } = await createToken(request());
    expect(copies).toBe(1);
    expect(tokensOf('Demo').some((one) => one.token === token)).toBe(true);
  });

  it('has an unknown outcome when two tokens could be the new one', async () => {
    // Somebody else creates a token of the same name at the same moment.
    const run = () => {
      addToken('Dashboards');
      sandbox.state.tokens.at(-1)!.permission = 'read';
    };
    sandbox.faults.add({ kind: 'elsewhere', run, method: 'POST', path: '/profile/:id/token', times: 1 });
    sandbox.faults.add({ kind: 'cut', after: true, method: 'POST', path: '/profile/:id/token', times: 1 });
    expect(await failureOf(createToken(request()))).toEqual({ code: 'outcome-unknown', detail: 'not-seen' });
  });
});

describe('revoking', () => {
  it('removes the chosen tokens and returns one result each', async () => {
    const [a, b] = [addToken('A'), addToken('B')];
    await readTokens({ refs: [ines.ref('Demo')] });
    const tokens = [a, b].map(({ name, created_at }) => ({ name, createdAt: created_at }));
    const results = await revokeTokens({
      ...ines.ref('Demo'),
      tokens: [...tokens, { name: 'C', createdAt: 'x' }],
    });
    expect(results.map(({ failure }) => failure?.code ?? null)).toEqual([null, null, 'token-gone']);
    expect(tokensOf('Demo').some(({ name }) => name === 'A' || name === 'B')).toBe(false);
    expect((await stored('Demo')).tokens.some(({ name }) => name === 'A')).toBe(false);
    expect(await lastInJournal()).toEqual({ what: 'token-revoked', subject: 'B' });
  });

  it('sends no more after a failure that the next token would have too', async () => {
    const tokens = ['A', 'B', 'C'].map((name) => addToken(name));
    const revoke = () =>
      revokeTokens({
        ...ines.ref('Demo'),
        tokens: tokens.map(({ name, created_at }) => ({ name, createdAt: created_at })),
      });
    const codes = async () => (await revoke()).map(({ failure }) => failure?.code ?? null);
    const deletions = () => sandbox.requests.count({ method: 'DELETE' });
    const limit = sandbox.faults.add({ kind: 'rate-limit', method: 'DELETE' });
    expect(await codes()).toEqual(['rate-limited', 'rate-limited', 'rate-limited']);
    expect(deletions()).toBe(1);
    limit.remove();

    // No answer to the request, nor to what reads the outcome.
    const cuts = [
      sandbox.faults.add({ kind: 'cut', method: 'DELETE' }),
      sandbox.faults.add({ kind: 'cut', method: 'GET', path: '/profile/:id/token', skip: 1 }),
    ];
    expect(await codes()).toEqual(['outcome-unknown', 'timeout', 'timeout']);
    expect(deletions()).toBe(2);
    for (const cut of cuts) cut.remove();

    // An answer that was lost says nothing about the next token.
    sandbox.faults.add({ kind: 'cut', method: 'DELETE', times: 1 });
    expect(await codes()).toEqual(['outcome-unknown', null, null]);
  });

  it('revokes neither of two tokens with the same name and time', async () => {
    const created_at = sandbox.clock.iso();
    addToken('Twin', { created_at });
    addToken('Twin', { created_at });
    const results = await revokeTokens({
      ...ines.ref('Demo'),
      tokens: [{ name: 'Twin', createdAt: created_at }],
    });
    expect(results[0]?.failure?.code).toBe('token-ambiguous');
    expect(tokensOf('Demo').filter(({ name }) => name === 'Twin')).toHaveLength(2);
  });

  it('refuses a token that another account of this browser uses, and marks it as used', async () => {
    const other = await connectByToken(sandbox, sandbox.accounts.find(({ role }) => role === 'shares')!);
    const used = addToken('Profiles for TagoIO extension (Firefox)');
    await storeCredential(credentialIdOf(other.key), used.token);
    await updateConnection(other.key, (row) => ({
      ...row,
      credential: { ...row.credential, kind: 'issued' },
    }));
    await readTokens({ refs: [ines.ref('Demo')] });
    const row = (await stored('Demo')).tokens.find(({ name }) => name === used.name);
    expect(row?.ours).toBe(true);
    const token = { name: used.name, createdAt: used.created_at };
    const [result] = await revokeTokens({ ...ines.ref('Demo'), tokens: [token] });
    expect(result?.failure).toMatchObject({ code: 'not-allowed', detail: 'ruleTokenInUse' });
    expect(tokensOf('Demo')).toContain(used);
  });

  it('refuses tokens that the extension itself uses', async () => {
    const extensionToken = sandbox.state.tokens.find(({ name }) => name.startsWith('Profiles for TagoIO'))!;
    const home = ines.account.profiles.find(({ id }) => id === extensionToken.profile)!;
    const [result] = await revokeTokens({
      ...ines.ref(home.name),
      tokens: [{ name: extensionToken.name, createdAt: extensionToken.created_at }],
    });
    expect(result?.failure).toMatchObject({ code: 'not-allowed', detail: 'ruleTokenInUse' });
    await generateProfileToken({ ...ines.ref('Demo'), password: ines.account.password });
    const ofProfile = tokensOf('Demo').find(({ name }) => name.startsWith('Profiles for TagoIO'))!;
    const [other] = await revokeTokens({
      ...ines.ref('Demo'),
      tokens: [{ name: ofProfile.name, createdAt: ofProfile.created_at }],
    });
    expect(other?.failure?.code).toBe('not-allowed');
  });

  it('refuses the session of the console that an account is connected through, and doesn’t offer or copy it', async () => {
    await freshBrowser();
    const token = ines.account.token!;
    await recordToken(consoleOf(originOf(sandbox)), { api: originOf(sandbox), token });
    await connectConsole({ origin: originOf(sandbox) });
    await refreshIdle();
    const session = sandbox.state.tokens.find((one) => one.token === token)!;
    const ref = ines.ref(ines.account.profiles.find(({ id }) => id === session.profile)!.name);
    const id = { name: session.name, createdAt: session.created_at };

    await readTokens({ refs: [ref] });
    const listed = (await getTokens(ref))?.tokens.filter(({ ours }) => ours);
    expect(listed?.map(({ name, createdAt }) => ({ name, createdAt }))).toEqual([id]);
    const [result] = await revokeTokens({ ...ref, tokens: [id] });
    expect(result?.failure).toMatchObject({ code: 'not-allowed', detail: 'ruleTokenInUse' });
    expect(await failureOf(copyToken({ ...ref, token: id }))).toMatchObject({ code: 'not-allowed' });

    // Where the values can't be read, only tokens of the extension's name count as used. The session is still refused.
    const fault = sandbox.faults.add({ kind: 'denied', method: 'GET', path: '/profile/:id/token', skip: 1 });
    await readTokens({ refs: [ref] });
    const protectedNames = (await getTokens(ref))?.tokens.flatMap(({ name, ours }) => (ours ? [name] : []));
    expect(protectedNames).toEqual([expect.stringMatching(/^Profiles for TagoIO/)]);
    fault.remove();
    const [again] = await revokeTokens({ ...ref, tokens: [id] });
    expect(again?.failure).toMatchObject({ code: 'not-allowed', detail: 'ruleTokenInUse' });
  });

  it('doesn’t copy the session of the console that another account is connected through', async () => {
    const token = ines.account.token!;
    const api = originOf(sandbox);
    const row = connectionRow(2, api);
    const other: Connection = { ...row, credential: { ...row.credential, kind: 'console' } };
    await putConnection(other);
    await recordToken(consoleOf(api), { api, token });
    const { [consoleOf(api)]: session } = await getConsoleSessions();
    await putConsole(consoleOf(api), {
      token: { api, token },
      session: { ...session!, connectionKey: other.key },
    });
    const { name, created_at, profile } = sandbox.state.tokens.find((one) => one.token === token)!;
    const ref = ines.ref(ines.account.profiles.find(({ id }) => id === profile)!.name);
    const copied = copyToken({ ...ref, token: { name, createdAt: created_at } });
    expect(await failureOf(copied)).toMatchObject({ code: 'not-allowed' });
  });

  it('reads from the platform whether the token was revoked when the response is lost', async () => {
    const [a, b] = [addToken('A'), addToken('B')];
    const id = (token: typeof a) => ({ name: token.name, createdAt: token.created_at });
    sandbox.faults.add({ kind: 'cut', after: true, method: 'DELETE', times: 1 });
    expect(await revokeTokens({ ...ines.ref('Demo'), tokens: [id(a)] })).toMatchObject([{ failure: null }]);
    sandbox.faults.add({ kind: 'cut', method: 'DELETE', times: 1 });
    expect(await revokeTokens({ ...ines.ref('Demo'), tokens: [id(b)] })).toMatchObject([
      { failure: { code: 'outcome-unknown' } },
    ]);
    expect(tokensOf('Demo').some(({ name }) => name === 'B')).toBe(true);
  });
});

describe('a row of the list that can’t be read', () => {
  it.each([
    ['a value', { token: null }],
    ['a name', { name: null }],
    ['a time', { created_at: 7 }],
  ])('has no %s: doesn’t make a token that wasn’t revoked a revoked one', async (_what, damage) => {
    const lives = addToken('Lives');
    damageRows(TOKENS, (row) => (row.name === 'Lives' && isSent('DELETE') ? { ...row, ...damage } : row));
    sandbox.faults.add({ kind: 'server-error', method: 'DELETE' });
    const token = { name: lives.name, createdAt: lives.created_at };
    expect(await revokeTokens({ ...ines.ref('Demo'), tokens: [token] })).toMatchObject([
      { failure: { code: 'outcome-unknown', detail: 'not-read' } },
    ]);
    expect((await listJournal()).some(({ what }) => what === 'token-revoked')).toBe(false);
  });

  it('is not a token that is gone, for revoking or copying', async () => {
    const lives = addToken('Lives');
    damageRows(TOKENS, (row) => (row.name === 'Lives' ? { ...row, name: null } : row));
    const token = { name: lives.name, createdAt: lives.created_at };
    expect(await revokeTokens({ ...ines.ref('Demo'), tokens: [token] })).toMatchObject([
      { failure: { code: 'malformed' } },
    ]);
    expect(await failureOf(copyToken({ ...ines.ref('Demo'), token }))).toMatchObject({ code: 'malformed' });
  });

  it('leaves what is found as it was: another token is revoked', async () => {
    addToken('Lives');
    const other = addToken('Other');
    damageRows(TOKENS, (row) => (row.name === 'Lives' ? { ...row, name: null } : row));
    const token = { name: other.name, createdAt: other.created_at };
    expect(await revokeTokens({ ...ines.ref('Demo'), tokens: [token] })).toMatchObject([{ failure: null }]);
  });

  it('is not the one that was just created', async () => {
    addToken('Dashboards');
    sandbox.state.tokens.at(-1)!.permission = 'read';
    damageRows(TOKENS, (row) =>
      row.name === 'Dashboards' && !isSent('POST') ? { ...row, created_at: null } : row,
    );
    sandbox.faults.add({ kind: 'cut', method: 'POST', path: '/profile/:id/token', times: 1 });
    const { password } = ines.account;
    const request = { name: 'Dashboards', permission: 'read', expireTime: '1 month', password } as const;
    expect(await failureOf(createToken({ ...ines.ref('Demo'), ...request }))).toMatchObject({
      code: 'outcome-unknown',
      detail: 'not-read',
    });
    // It can't be known, whatever is read.
    expect(sandbox.requests.count(({ search }) => /\btoken\b/.test(decodeURIComponent(search)))).toBe(0);
    const { copies } = await createToken({ ...ines.ref('Demo'), ...request, name: 'Other' });
    expect(copies).toBe(0);
  });

  it('is not offered while it may be a token of this browser', async () => {
    const extensionToken = sandbox.state.tokens.find(({ name }) => name.startsWith('Profiles for TagoIO'))!;
    const home = ines.account.profiles.find(({ id }) => id === extensionToken.profile)!;
    damageRows(TOKENS, (row) => (row.token === extensionToken.token ? { ...row, token: null } : row));
    await readTokens({ refs: [ines.ref(home.name)] });
    const ours = (await stored(home.name)).tokens.filter((one) => one.ours);
    expect(ours.map(({ name }) => name)).toEqual([extensionToken.name]);
  });
});

describe('a token that the list has twice', () => {
  it('is revoked, and no copy of a new one', async () => {
    const twice = addToken('Twice');
    const real = globalThis.fetch;
    vi.stubGlobal('fetch', async (...sent: Parameters<typeof fetch>) => {
      const response = await real(...sent);
      if ((sent[1]?.method ?? 'GET') !== 'GET' || !TOKENS.test(new URL(String(sent[0])).pathname))
        return response;
      const body = (await response.json()) as { result: object[] };
      const result = body.result.flatMap((row) => [row, row]);
      return new Response(JSON.stringify({ ...body, result }), response);
    });
    const token = { name: twice.name, createdAt: twice.created_at };
    expect(await revokeTokens({ ...ines.ref('Demo'), tokens: [token] })).toMatchObject([{ failure: null }]);
    const { password } = ines.account;
    const request = { name: 'New', permission: 'read', expireTime: '1 month', password } as const;
    expect(await createToken({ ...ines.ref('Demo'), ...request })).toMatchObject({ copies: 0 });
  });
});

describe('moving the extension’s token', () => {
  it('assigns it to another profile', async () => {
    await moveExtensionToken({ connectionKey: ines.key, profileId: ines.id('Demo') });
    expect((await getConnection(ines.key))?.credential.profileId).toBe(ines.id('Demo'));
    expect((await stored('Demo')).tokens.some(({ ours }) => ours)).toBe(true);
    expect(await lastInJournal()).toEqual({ what: 'token-moved', subject: 'Demo' });
    // As from a second window: it is there already.
    await moveExtensionToken({ connectionKey: ines.key, profileId: ines.id('Demo') });
    expect((await listJournal()).filter(({ what }) => what === 'token-moved')).toHaveLength(1);
  });

  it('moves it although it is stored to be there already, when it was moved elsewhere', async () => {
    await moveExtensionToken({ connectionKey: ines.key, profileId: ines.id('Demo') });
    const token = sandbox.state.tokens.find(({ name }) => name.startsWith('Profiles for TagoIO extension'))!;
    token.profile = ines.id('Acme Farms');
    await moveExtensionToken({ connectionKey: ines.key, profileId: ines.id('Demo') });
    expect(token.profile).toBe(ines.id('Demo'));
  });

  it('reads the outcome from the platform when the response is lost', async () => {
    sandbox.faults.add({ kind: 'cut', after: true, path: '/profile/switch/:id', times: 1 });
    await moveExtensionToken({ connectionKey: ines.key, profileId: ines.id('Demo') });
    expect((await getConnection(ines.key))?.credential.profileId).toBe(ines.id('Demo'));
  });

  it('is refused for a pasted token', async () => {
    await freshBrowser();
    const pasted = await connectByToken(sandbox, ines.account);
    expect(
      await failureOf(moveExtensionToken({ connectionKey: pasted.key, profileId: pasted.id('Demo') })),
    ).toMatchObject({ code: 'not-allowed', detail: 'rulePastedToken' });
    expect(sandbox.requests.count({ route: '/profile/switch/:target' })).toBe(0);
  });
});
