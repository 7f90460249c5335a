import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { fetchAccount } from '../../../lib/platform/account.ts';
import { pollAuditLog, startAuditLog } from '../../../lib/platform/audit-log.ts';
import { deleteToken, postToken } from '../../../lib/platform/change-tokens.ts';
import { postPublicFile } from '../../../lib/platform/files.ts';
import { fetchNotifications, putButton } from '../../../lib/platform/notifications.ts';
import {
  deleteProfile,
  fetchProfileInfo,
  fetchProfiles,
  postProfile,
  putProfile,
  putTokenSwitch,
} from '../../../lib/platform/profiles.ts';
import type { Api } from '../../../lib/platform/request.ts';
import { issueToken, login, sendOtp } from '../../../lib/platform/sign-in.ts';
import { deleteMember, fetchTeam, postInvitation } from '../../../lib/platform/team.ts';
import { fetchAllTokens, fetchTokenByValue, fetchTokenValues } from '../../../lib/platform/tokens.ts';
import { fetchStatistics, fetchSummary } from '../../../lib/platform/usage.ts';
import type { SandboxAccount } from '../../sandbox/accounts-list.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import type { Role } from '../../sandbox/state.ts';
import { issueToken as issueSandboxToken } from '../../sandbox/tokens.ts';
import { authenticatorCode } from '../../sandbox/two-factor.ts';

let sandbox: Sandbox;
let origin: ApiOrigin;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: { scale: 'off' } });
  origin = sandbox.origin as ApiOrigin;
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

/** Tokens come from the seed: they are the same after every reset. */
function apiOf(account: SandboxAccount): Api {
  return { origin, token: account.token ?? '' };
}

function account(role: Role, name?: string): SandboxAccount {
  const found = sandbox.accounts.find(
    (one) => one.role === role && one.region === 'us-e1' && (!name || one.name === name),
  );
  if (!found) throw new Error(`The sandbox has no account "${role}"`);
  return found;
}

const expectRejection = (call: Promise<unknown>) => expect(call).rejects;

describe('sign-in', () => {
  it('returns the account and its profiles, shared ones marked', async () => {
    const me = account('plain');
    const signedIn = await login({ origin }, me);
    expect(signedIn).toMatchObject({ accountId: me.id, accountName: 'Ines Duarte', email: me.email });
    expect(signedIn.profiles).toHaveLength(8);
    expect(signedIn.profiles.filter(({ shared }) => shared)).toHaveLength(2);
  });

  it('has its own failure for a wrong password, unknown, blocked and unconfirmed account', async () => {
    const me = account('plain');
    await expectRejection(login({ origin }, { ...me, password: 'no' })).toMatchObject({
      failure: { code: 'wrong-password', field: 'password' },
    });
    await expectRejection(login({ origin }, { email: 'who@nowhere.example', password: 'no' })).toMatchObject({
      failure: { code: 'wrong-password', field: 'email' },
    });
    await expectRejection(login({ origin }, account('blocked'))).toMatchObject({
      failure: { code: 'account-blocked' },
    });
    await expectRejection(login({ origin }, account('unconfirmed'))).toMatchObject({
      failure: { code: 'refused', field: 'email' },
    });
  });

  it('requires the second factor, and accepts its code once for sign-in and once for a token', async () => {
    const { email, password, id, profiles } = account('authenticator');
    const credentials = { email, password };
    const state = sandbox.state.accounts.find((one) => one.id === id)!;
    const right = authenticatorCode(state, sandbox.clock.now());
    const wrong = right === '000000' ? '000001' : '000000';
    await expectRejection(login({ origin }, credentials)).toMatchObject({
      failure: { code: 'two-factor-needed', otpType: 'authenticator' },
    });
    await expectRejection(
      login({ origin }, { ...credentials, otpType: 'authenticator', pinCode: wrong }),
    ).toMatchObject({
      failure: { code: 'wrong-pin', field: 'pinCode' },
    });
    const withPin = { ...credentials, otpType: 'authenticator' as const, pinCode: right };
    await login({ origin }, withPin);
    const request = { ...withPin, profileId: profiles[0]!.id, name: 'Mine', expireTime: '3 month' };
    const issued = await issueToken({ origin }, request);
    expect(issued).toMatchObject({ name: 'Mine', profileId: profiles[0]!.id });
    expect(issued.expiresAt! - sandbox.clock.now()).toBeGreaterThan(85 * 864e5);
    await expectRejection(issueToken({ origin }, request)).toMatchObject({ failure: { code: 'wrong-pin' } });
  });

  it('accepts a code that was sent by SMS', async () => {
    const { email, password, id } = account('sms');
    await sendOtp({ origin }, { email, password, otpType: 'sms' });
    const pinCode = sandbox.state.codes.find((code) => code.account === id)!.code;
    expect(await login({ origin }, { email, password, otpType: 'sms', pinCode })).toMatchObject({
      accountId: id,
    });
  });
});

describe('the account', () => {
  it('is returned with the fields of a connection', async () => {
    expect(await fetchAccount(apiOf(account('plain')))).toEqual({
      accountId: account('plain').id,
      accountName: 'Ines Duarte',
      email: 'ines@acme.example',
      company: 'Acme',
      plan: 'scale',
      timezone: 'America/New_York',
      twoFactor: { authenticator: false, sms: false, email: false },
      blocked: false,
    });
    expect((await fetchAccount(apiOf(account('sms')))).twoFactor?.sms).toBe(true);
  });

  it('is refused to unknown and expired tokens, and denied to other kinds', async () => {
    const { tokens } = account('plain');
    for (const token of ['p-00000000-0000-4000-8000-000000000000', tokens?.expired])
      await expectRejection(fetchAccount({ origin, token: token! })).toMatchObject({
        failure: { code: 'unauthorized' },
      });
    for (const token of [tokens?.device, tokens?.analysis])
      await expectRejection(fetchAccount({ origin, token: token! })).toMatchObject({
        failure: { code: 'denied' },
      });
  });
});

describe('profiles', () => {
  it('are added, listed, renamed, given a logo, and deleted', async () => {
    const me = account('plain');
    const api = apiOf(me);
    const id = await postProfile(api, { name: 'Orchard', allocateFreeResources: true });
    await putProfile(api, id, { name: 'Orchard North', logoUrl: 'https://acme.example/l.png' });
    const { rows, partial } = await fetchProfiles(api);
    expect(partial).toBe(false);
    expect(rows.find((row) => row.id === id)).toMatchObject({
      name: 'Orchard North',
      logoUrl: 'https://acme.example/l.png',
      shared: false,
      ownerAccountId: me.id,
    });
    const info = await fetchProfileInfo(api, id);
    expect(info).toMatchObject({ id, plan: 'scale', ownerAccountId: me.id });
    expect(info.allocation?.input).toBeGreaterThan(0);
    expect(info.createdAt).toBeGreaterThan(sandbox.clock.now() - 60_000);

    await putProfile(api, id, { logoUrl: null });
    expect((await fetchProfileInfo(api, id)).logoUrl).toBeNull();
    await expectRejection(deleteProfile(api, id, { password: 'no' })).toMatchObject({
      failure: { code: 'wrong-password' },
    });
    await deleteProfile(api, id, me);
    await expectRejection(fetchProfileInfo(api, id)).toMatchObject({ failure: { code: 'not-found' } });
  });

  it('are added without allocation unless requested', async () => {
    const api = apiOf(account('plain'));
    const id = await postProfile(api, { name: 'Bare', allocateFreeResources: false });
    expect((await fetchSummary(api, id)).services.input).toEqual({ used: 0, limit: 0 });
  });

  it('are refused above the plan’s number', async () => {
    await expectRejection(
      postProfile(apiOf(account('at-limits')), { name: 'One more', allocateFreeResources: false }),
    ).toMatchObject({ failure: { code: 'plan-limit' } });
  });

  it('are found as "current", which follows when the token is moved', async () => {
    const me = account('plain');
    const api = apiOf(me);
    expect((await fetchProfileInfo(api, 'current')).id).toBe(me.profiles[0]!.id);
    await putTokenSwitch(api, me.profiles[1]!.id);
    expect((await fetchProfileInfo(api, 'current')).id).toBe(me.profiles[1]!.id);
  });

  it('are denied to a token that works for its own profile only', async () => {
    sandbox.onlyOwnProfileTokens = true;
    const me = account('plain');
    await expectRejection(fetchSummary(apiOf(me), me.profiles[1]!.id)).toMatchObject({
      failure: { code: 'denied' },
    });
    await fetchSummary(apiOf(me), me.profiles[0]!.id);
    sandbox.onlyOwnProfileTokens = false;
  });
});

describe('usage', () => {
  it('has services and resources', async () => {
    const me = account('plain');
    const { services, resources } = await fetchSummary(apiOf(me), me.profiles[0]!.id);
    expect(Object.keys(services)).toHaveLength(9);
    expect(services.input!.used / services.input!.limit).toBeGreaterThan(0);
    expect(resources.device).toBeGreaterThan(0);
  });

  it('has a profile’s own limit of TagoCore', async () => {
    const me = account('plain');
    const id = me.profiles[0]!.id;
    sandbox.state.profiles.find((one) => one.id === id)!.tagoCoreLimit = 1;
    expect((await fetchSummary(apiOf(me), id)).resourceLimits).toEqual({ tcore: 1 });
  });

  it('has a history by day, in order of time', async () => {
    const me = account('plain');
    const to = sandbox.clock.now();
    const { rows } = await fetchStatistics(apiOf(me), me.profiles[0]!.id, {
      periodicity: 'day',
      from: to - 5 * 864e5,
      to,
    });
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect([...rows].sort((a, b) => a.time.localeCompare(b.time))).toEqual(rows);
    for (const row of rows) expect(new Date(row.time).toISOString()).toBe(row.time);
  });
});

describe('the team', () => {
  it('is invited, listed as pending, and removed', async () => {
    const me = account('plain');
    const guest = account('invitable', 'Sam Okoro');
    const id = me.profiles[1]!.id;
    await postInvitation(apiOf(me), id, guest.email);
    expect((await fetchTeam(apiOf(me), id)).rows).toMatchObject([
      { accountId: guest.id, email: guest.email, active: false },
    ]);
    await expectRejection(postInvitation(apiOf(me), id, guest.email)).toMatchObject({
      failure: { code: 'refused' },
    });
    await deleteMember(apiOf(me), id, guest.id);
    expect(await fetchTeam(apiOf(me), id)).toEqual({ rows: [], partial: false });
  });

  it('has its own failure for each refused invitation', async () => {
    const me = account('plain');
    const id = me.profiles[1]!.id;
    await expectRejection(postInvitation(apiOf(me), id, 'nobody@nowhere.example')).toMatchObject({
      failure: { code: 'no-account', field: 'email' },
    });
    await expectRejection(postInvitation(apiOf(me), id, 'not an address')).toMatchObject({
      failure: { code: 'invalid-input', field: 'email' },
    });
    const full = account('at-limits');
    await expectRejection(
      postInvitation(apiOf(full), full.profiles[0]!.id, account('invitable', 'Sam Okoro').email),
    ).toMatchObject({
      failure: { code: 'plan-limit' },
    });
    const shared = me.profiles.find((one) => one.shared)!;
    await expectRejection(
      postInvitation(apiOf(me), shared.id, account('invitable', 'Sam Okoro').email),
    ).toMatchObject({
      failure: { code: 'denied' },
    });
  });

  it('is joined through the notification of an invitation', async () => {
    const me = account('plain');
    const guest = account('invitable', 'Sam Okoro');
    await postInvitation(apiOf(me), me.profiles[1]!.id, guest.email);
    const [notification] = (await fetchNotifications(apiOf(guest))).rows;
    expect(notification).toMatchObject({ invitation: { refuseButtonId: expect.any(String) } });
    await putButton(apiOf(guest), notification!.id, notification!.invitation!.acceptButtonId);
    expect((await fetchNotifications(apiOf(guest))).rows[0]).toMatchObject({ invitation: null });
    expect((await fetchProfiles(apiOf(guest))).rows.filter(({ shared }) => shared)).toHaveLength(1);
  });
});

describe('tokens', () => {
  it('are listed without values', async () => {
    const me = account('plain');
    const { rows } = await fetchAllTokens(apiOf(me), me.profiles[0]!.id);
    const values = sandbox.state.tokens.map(({ token }) => token);
    for (const value of values) expect(JSON.stringify(rows)).not.toContain(value);
    expect(rows[0]).toMatchObject({ name: expect.any(String), createdAt: expect.stringMatching(/^\d{4}-/) });
  });

  it('are all listed, over several pages and with the same name', async () => {
    const me = account('plain');
    const profile = me.profiles[1]!.id;
    const before = (await fetchAllTokens(apiOf(me), profile)).rows.length;
    const created_at = sandbox.clock.iso();
    for (let index = 0; index < 245; index++) {
      const name = index < 3 ? 'Same' : `Token ${index}`;
      issueSandboxToken(sandbox.state, { region: 'us-e1', name, profile, created_by: me.id, created_at });
    }
    expect((await fetchTokenValues(apiOf(me), profile)).rows).toHaveLength(before + 245);
    expect((await fetchAllTokens(apiOf(me), profile)).rows.length).toBe(before + 245);
  });

  it('are issued, found by value, and revoked', async () => {
    const me = account('plain');
    const id = me.profiles[0]!.id;
    const request = {
      email: me.email,
      name: 'Dashboards',
      permission: 'read',
      expireTime: '1 month',
    } as const;
    await expectRejection(postToken(apiOf(me), id, { ...request, password: 'no' })).toMatchObject({
      failure: { code: 'wrong-password' },
    });
    const issued = await postToken(apiOf(me), id, { ...request, password: me.password });
    expect(issued.permission).toBe('read');
    expect(issued.expiresAt).toBeGreaterThan(sandbox.clock.now());
    const found = await fetchTokenByValue(apiOf(me), id, issued.token);
    expect(found).toMatchObject({ name: 'Dashboards', permission: 'read', expiresAt: issued.expiresAt });
    expect(JSON.stringify(found)).not.toContain(issued.token);
    await deleteToken(apiOf(me), id, issued.token);
    expect(await fetchTokenByValue(apiOf(me), id, issued.token)).toBeNull();
    await expectRejection(deleteToken(apiOf(me), id, issued.token)).toMatchObject({
      failure: { code: 'not-found' },
    });
  });

  it('never expire when that is requested', async () => {
    const me = account('plain');
    const request = { ...me, name: 'Forever', permission: 'write', expireTime: 'never' } as const;
    expect((await postToken(apiOf(me), me.profiles[0]!.id, request)).expiresAt).toBeNull();
  });
});

describe('the audit log', () => {
  it('is started, then polled until it is complete', async () => {
    const me = account('plain');
    const to = sandbox.clock.now() + 1000;
    const id = me.profiles[0]!.id;
    await putProfile(apiOf(me), id, { name: 'Renamed' });
    const started = await startAuditLog(apiOf(me), id, { from: to - 6 * 864e5, to });
    expect(started.status).toBe('Running');
    let log = started;
    for (let poll = 0; log.status === 'Running' && poll < 5; poll++)
      log = await pollAuditLog(apiOf(me), id, started.queryId);
    expect(log.status).toBe('Complete');
    expect(log.events).toContainEqual(expect.objectContaining({ message: 'Profile edited', who: me.id }));
  });

  it('is denied to everybody but the owner', async () => {
    const me = account('plain');
    const shared = me.profiles.find((one) => one.shared)!;
    const to = sandbox.clock.now();
    await expectRejection(startAuditLog(apiOf(me), shared.id, { from: to - 864e5, to })).toMatchObject({
      failure: { code: 'denied' },
    });
  });
});

describe('files', () => {
  it('are public, at the address that is returned', async () => {
    const me = account('plain');
    const profileId = me.profiles[0]!.id;
    const base64 = btoa('not quite a picture');
    const url = await postPublicFile(apiOf(me), { profileId, filePath: 'profiles/logo 1.png', base64 });
    expect(url).toBe(`${origin}/file/${profileId}/profiles/logo%201.png`);
    expect(await (await fetch(url)).text()).toBe('not quite a picture');
  });
});
