import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import type { Role } from '../sandbox/state.ts';
import { Account, clientOf, credentialsOf, raw, regionOf } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile((started) => {
  sandbox = started;
});
beforeEach(() => sandbox.clock.advance(10 * 60_000));

const login = (role: Role, pin: { otp_type?: string; pin_code?: string } = {}) =>
  Account.login(credentialsOf(accountOf(sandbox, role), pin), regionOf(sandbox));
const createToken = (role: Role, pin: { otp_type?: string; pin_code?: string }) => {
  const account = accountOf(sandbox, role);
  const request = { ...credentialsOf(account, pin), profile_id: account.profiles[0]!.id, name: 'Extension' };
  return Account.tokenCreate(request as Parameters<typeof Account.tokenCreate>[0], regionOf(sandbox));
};
const appCode = () =>
  new TOTP({ secret: Secret.fromBase32(accountOf(sandbox, 'authenticator').otp!.secret!) }).generate({
    timestamp: sandbox.clock.now(),
  });
const sentCode = async (role: Role) => {
  const query = new URLSearchParams({ email: accountOf(sandbox, role).email });
  const response = await fetch(`${sandbox.origin}/__sandbox/otp?${query}`);
  return ((await response.json()) as { code: string | null }).code;
};

describe('two-factor', () => {
  test.each<Role>(['authenticator', 'sms', 'email'])(
    'by %s is requested by a message in JSON',
    async (type) => {
      const refused = (await login(type).catch((message) => message)) as string;
      expect(JSON.parse(refused)).toEqual({ otp_enabled: true, otp_autosend: type });
    },
  );

  test('accepts a pin for one sign-in and one token only', async () => {
    const pin = { otp_type: 'authenticator', pin_code: appCode() };
    await expect(login('authenticator', pin)).resolves.toHaveProperty('profiles');
    await expect(createToken('authenticator', pin)).resolves.toHaveProperty('token');
    await expect(login('authenticator', pin)).rejects.toBe('Pin code already used');
    await expect(createToken('authenticator', pin)).rejects.toBe('Pin code already used');
  });

  test('refuses a wrong pin and an old one, without using up the right one', async () => {
    const pin = { otp_type: 'authenticator', pin_code: appCode() };
    const wrong = pin.pin_code === '000000' ? '000001' : '000000';
    await expect(login('authenticator', { ...pin, pin_code: wrong })).rejects.toBe('Invalid pin code');
    await expect(login('authenticator', pin)).resolves.toHaveProperty('profiles');
    sandbox.clock.advance(5 * 60_000);
    await expect(createToken('authenticator', pin)).rejects.toBe('Invalid pin code');
  });

  test('refuses a wrong password before it requests a pin', async () => {
    const ask = Account.login(
      { ...credentialsOf(accountOf(sandbox, 'sms')), password: 'wrong' },
      regionOf(sandbox),
    );
    await expect(ask).rejects.toBe('Invalid password');
  });

  test.each(['sms', 'email'] as const)('by %s sends a code on request, which expires', async (type) => {
    const account = accountOf(sandbox, type);
    const send = () => Account.requestLoginPINCode(account, type, regionOf(sandbox));
    await send();
    const pin = { otp_type: type, pin_code: (await sentCode(type))! };
    expect(pin.pin_code).toMatch(/^\d{6}$/);
    await expect(login(type, pin)).resolves.toHaveProperty('profiles');
    await expect(createToken(type, pin)).resolves.toHaveProperty('token');
    await expect(login(type, pin)).rejects.toBe('Pin code already used');
    await send();
    const late = { otp_type: type, pin_code: (await sentCode(type))! };
    sandbox.clock.advance(11 * 60_000);
    await expect(login(type, late)).rejects.toBe('Invalid pin code');
  });

  test('sends no code of a kind that is off, nor for a wrong password', async () => {
    const account = accountOf(sandbox, 'sms');
    const ask = (change: object, type: 'sms' | 'email') =>
      Account.requestLoginPINCode({ ...account, ...change }, type, regionOf(sandbox));
    await expect(ask({}, 'email')).rejects.toBe('Two-factor by email is not enabled');
    await expect(ask({ password: 'wrong' }, 'sms')).rejects.toBe('Invalid password');
  });

  test('requires a pin for a profile’s token and for deleting a profile', async () => {
    const account = accountOf(sandbox, 'authenticator');
    const { profiles } = clientOf(sandbox, account.token);
    const [first, second] = account.profiles;
    const request = {
      name: 'Export',
      permission: 'read' as const,
      email: account.email,
      password: account.password,
    };
    await expect(profiles.tokenCreate(first!.id, request)).rejects.toContain('otp_enabled');
    const pin = { otp_type: 'authenticator' as const, pin_code: appCode() };
    await expect(profiles.tokenCreate(first!.id, { ...request, ...pin })).resolves.toHaveProperty('token');
    sandbox.clock.advance(60_000);
    await expect(profiles.delete(second!.id, { password: account.password })).rejects.toContain(
      'otp_enabled',
    );
    const fresh = { password: account.password, pin_code: appCode() };
    await expect(profiles.delete(second!.id, fresh)).resolves.toBe('Profile Successfully Removed');
  });

  test('has the authenticator’s code on the sandbox’s admin route', async () => {
    const email = accountOf(sandbox, 'authenticator').email;
    const { body } = await raw(sandbox, `/__sandbox/otp?email=${encodeURIComponent(email)}`);
    expect(body).toEqual({ type: 'authenticator', code: appCode() });
  });
});
