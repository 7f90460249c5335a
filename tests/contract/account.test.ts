import { describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { Role } from '../sandbox/state.ts';
import { Account, clientOf, credentialsOf, regionOf } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile((started) => {
  sandbox = started;
});

const login = (role: Role, change: object = {}) =>
  Account.login({ ...credentialsOf(accountOf(sandbox, role)), ...change }, regionOf(sandbox));

describe('Account.info and edit', () => {
  test('returns the account of the token, with its dates', async () => {
    const ines = accountOf(sandbox, 'plain');
    const info = await clientOf(sandbox, ines.token).account.info();
    expect(info).toMatchObject({
      id: ines.id,
      email: ines.email,
      name: 'Ines Duarte',
      plan: 'scale',
      blocked: false,
    });
    expect(info.otp).toEqual({ authenticator: false, sms: false, email: false });
    expect(info.created_at).toBeInstanceOf(Date);
    const twoFactor = await clientOf(sandbox, accountOf(sandbox, 'sms').token).account.info();
    expect(twoFactor.otp).toEqual({ authenticator: false, sms: true, email: false });
  });

  test('returns what was edited', async () => {
    const { account } = clientOf(sandbox, accountOf(sandbox, 'shares').token);
    await account.edit({ timezone: 'Asia/Tokyo' });
    expect((await account.info()).timezone).toBe('Asia/Tokyo');
  });
});

describe('Account.login', () => {
  test('lists owned and shared profiles', async () => {
    const ines = accountOf(sandbox, 'plain');
    const signedIn = await login('plain');
    expect(signedIn).toMatchObject({ type: 'user', id: ines.id, email: ines.email, company: 'Acme' });
    expect(signedIn.profiles.map(({ name }) => name).sort()).toEqual([
      'Acme Farms',
      'Demo',
      'Greenhouse Iberia',
      'Northwind Cold Chain',
      'Riverside Utilities',
      'Sandbox',
      'Sandbox',
      'Tallinn Metering',
    ]);
    const shared = signedIn.profiles.filter((profile) => profile.from_share);
    expect(shared.map(({ name }) => name).sort()).toEqual(['Sandbox', 'Tallinn Metering']);
    expect(new Set(shared.map(({ account }) => account))).toEqual(new Set([accountOf(sandbox, 'shares').id]));
  });

  test.each<[string, Role, object, string]>([
    ['a wrong password', 'plain', { password: 'wrong' }, 'Invalid password'],
    ['an unknown email', 'plain', { email: 'nobody@acme.example' }, 'Account not found'],
    ['a blocked account', 'blocked', {}, 'Account blocked'],
    ['an account not confirmed', 'unconfirmed', {}, 'Account not confirmed'],
    ['no email', 'plain', { email: '' }, 'email is required'],
  ])('refuses %s with a message of its own', async (_, role, change, message) => {
    await expect(login(role, change)).rejects.toBe(message);
  });

  test('signs in an account without profiles', async () => {
    expect((await login('no-profiles')).profiles).toEqual([]);
  });
});

describe('Account.tokenCreate', () => {
  const create = (role: Role, change: object) =>
    Account.tokenCreate(
      {
        ...credentialsOf(accountOf(sandbox, role)),
        profile_id: '',
        name: 'Extension',
        ...change,
      } as Parameters<typeof Account.tokenCreate>[0],
      regionOf(sandbox),
    );

  test('issues a full token that works at once and expires when requested', async () => {
    const [profile] = accountOf(sandbox, 'plain').profiles;
    const made = await create('plain', { profile_id: profile!.id, expire_time: '3 month' });
    expect(made).toMatchObject({ name: 'Extension', permission: 'full', profile: profile!.id });
    const info = await clientOf(sandbox, made.token).profiles.info('current');
    expect(info.info.id).toBe(profile!.id);
    const { expire_time } = made as unknown as { expire_time: string };
    const days = (Date.parse(expire_time) - sandbox.clock.now()) / 86_400_000;
    expect(days).toBeGreaterThan(88);
    expect(days).toBeLessThan(93);
  });

  test('issues a token of a profile shared with the account, and of no other account’s', async () => {
    const shared = accountOf(sandbox, 'plain').profiles.find((profile) => profile.shared);
    await expect(create('plain', { profile_id: shared!.id })).resolves.toHaveProperty('token');
    const [theirs] = accountOf(sandbox, 'at-limits').profiles;
    await expect(create('plain', { profile_id: theirs!.id })).rejects.toBe('Authorization Denied');
    await expect(create('plain', { profile_id: 'f'.repeat(24) })).rejects.toBe('Profile not found');
    await expect(create('plain', { profile_id: shared!.id, password: 'wrong' })).rejects.toBe(
      'Invalid password',
    );
  });
});

describe('tokens are refused', () => {
  const current = (token: string | undefined) => clientOf(sandbox, token).profiles.info('current');

  test('for their kind, their expiry, or a value that nobody has', async () => {
    const { tokens } = accountOf(sandbox, 'plain');
    for (const kind of ['analysis', 'device', 'network', 'service'] as const) {
      await expect(current(tokens?.[kind]), kind).rejects.toBe('Authorization Denied');
    }
    await expect(current(tokens?.expired)).rejects.toBe('Invalid token');
    await expect(current('not a token')).rejects.toBe('Invalid token');
    await expect(current('p-00000000-0000-4000-a000-000000000000')).rejects.toBe('Authorization denied');
    await expect(current(tokens?.bare)).resolves.toHaveProperty('info');
  });

  test('for their permission: a read token cannot write, a write token cannot read', async () => {
    const { tokens, profiles } = accountOf(sandbox, 'plain');
    const edit = (token?: string) => clientOf(sandbox, token).profiles.edit(profiles[0]!.id, {});
    await expect(current(tokens?.read)).resolves.toHaveProperty('info');
    await expect(edit(tokens?.read)).rejects.toBe('Authorization Denied');
    await expect(current(tokens?.write)).rejects.toBe('Authorization Denied');
    await expect(edit(tokens?.write)).resolves.toBe('Profile Successfully Updated');
  });

  test('when their account is blocked', async () => {
    await expect(current(accountOf(sandbox, 'blocked').token)).rejects.toBe('Account blocked');
  });
});

test('a plan that is not documented has an invoice of its own, and no place among the prices', async () => {
  const { billing, profiles } = clientOf(sandbox, accountOf(sandbox, 'contract').token);
  const { plan, services, upcoming_invoice_total } = await billing.getSubscription();
  expect([plan, services.input.limit, upcoming_invoice_total]).toEqual(['enterprise', 75_000_000, 275_500]);
  const prices = await billing.getPrices();
  expect(prices.plans.map(({ name }) => name)).not.toContain('enterprise');
  expect(prices.input.map(({ amount }) => amount)).not.toContain(75_000_000);
  expect((await profiles.info('current')).account_plan).toBe('enterprise');
});
