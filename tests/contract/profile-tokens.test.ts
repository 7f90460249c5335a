import { describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { clientOf } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile(
  (started) => {
    sandbox = started;
  },
  // No year of it has the 29th of February.
  { clock: { start: '2026-11-16T10:00:00Z' } },
);

const ines = () => accountOf(sandbox, 'plain');
const acme = () => ines().profiles[0]!.id;
const profiles = (token = ines().token) => clientOf(sandbox, token).profiles;
type Permission = 'full' | 'read' | 'write';
// The SDK's type for expire_time has no relative times; the platform accepts them.
const make = (name: string, expire_time: unknown = 'never', permission: Permission = 'read') =>
  profiles().tokenCreate(acme(), {
    name,
    permission,
    expire_time: expire_time as 'never',
    email: ines().email,
    password: ines().password,
  });

describe('Profiles.tokenList', () => {
  test('returns the requested fields only, by default with token values', async () => {
    const rows = await profiles().tokenList(acme(), {
      fields: ['name', 'permission', 'created_at', 'expire_time'],
    });
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows)
      expect(Object.keys(row).sort()).toEqual(['created_at', 'expire_time', 'name', 'permission']);
    const [first] = await profiles().tokenList(acme());
    expect(Object.keys(first!).sort()).toEqual(['name', 'permission', 'token']);
  });

  test('is paged and ordered', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      sandbox.clock.advance(1000);
      await make(`Paged ${n}`);
    }
    const names = async (page: number, orderBy?: ['name' | 'created_at', 'asc' | 'desc']) =>
      (
        await profiles().tokenList(acme(), {
          page,
          amount: 3,
          fields: ['name'],
          ...(orderBy ? { orderBy } : {}),
        })
      ).map((row) => row.name);
    expect(await names(1)).toEqual(['Paged 5', 'Paged 4', 'Paged 3']);
    expect((await names(2)).slice(0, 2)).toEqual(['Paged 2', 'Paged 1']);
    expect(await names(99)).toEqual([]);
    const whole = await profiles().tokenList(acme(), {
      amount: 100,
      fields: ['name'],
      orderBy: ['name', 'asc'],
    });
    const all = whole.map((row) => row.name!);
    expect(all).toEqual([...all].sort());
    expect([...(await names(1, ['name', 'asc'])), ...(await names(2, ['name', 'asc']))]).toEqual(
      all.slice(0, 6),
    );
  });

  test('is filtered by name, with wildcards', async () => {
    const found = await profiles().tokenList(acme(), { fields: ['name'], filter: { name: '*backend*' } });
    expect(found).toEqual([{ name: 'Production backend' }]);
  });

  test('has no other kind of token', async () => {
    const rows = await profiles().tokenList(acme(), { amount: 100, fields: ['token'] });
    const { tokens } = ines();
    const values = rows.map((row) => row.token);
    expect(values).toContain(tokens?.full);
    for (const kind of ['analysis', 'device', 'network', 'service'] as const) {
      expect(tokens?.[kind], kind).toBeDefined();
      expect(values).not.toContain(tokens?.[kind]);
    }
  });
});

describe('Profiles.tokenCreate', () => {
  test('requires the password of the profile’s owner', async () => {
    const request = { name: 'X', permission: 'read' as const, email: ines().email, password: 'wrong' };
    await expect(profiles().tokenCreate(acme(), request)).rejects.toBe('Invalid password');
    const other = accountOf(sandbox, 'shares');
    const foreign = { ...request, email: other.email, password: other.password };
    await expect(profiles().tokenCreate(acme(), foreign)).rejects.toBe('Authorization Denied');
  });

  test('issues a token that works with its permission until it expires', async () => {
    const { token, permission, expire_date } = await make('An hour', '1 hour');
    expect(permission).toBe('read');
    expect(expire_date).toBeInstanceOf(Date);
    await expect(profiles(token).info('current')).resolves.toHaveProperty('info');
    sandbox.clock.advance(61 * 60_000);
    await expect(profiles(token).info('current')).rejects.toBe('Invalid token');
  });

  test.each([
    ['never', null],
    ['3 hours', 3 / 24],
    ['1 day', 1],
    ['2 weeks', 14],
    ['1 year', 365],
  ])('accepts the expire_time %s', async (request, days) => {
    const { expire_date } = await make(`Until ${request}`, request);
    if (days === null) expect(expire_date).toBe('never');
    else expect(((expire_date as Date).getTime() - sandbox.clock.now()) / 86_400_000).toBeCloseTo(days, 1);
  });

  test('accepts an exact expire_time; refuses one in the past, another text, and an unknown permission', async () => {
    const at = new Date(sandbox.clock.now() + 5 * 86_400_000);
    expect((await make('Until then', at.toISOString())).expire_date).toEqual(at);
    await expect(make('Bad', 'soon')).rejects.toBe('Invalid expire_time');
    await expect(make('Past', '2020-01-01T00:00:00Z')).rejects.toMatch(/in the future/);
    await expect(make('Denied', 'never', 'deny' as Permission)).rejects.toBe('Invalid permission');
  });

  test('issues a token whose last use is recorded', async () => {
    const { token } = await make('Used');
    const lastUse = async () => {
      const rows = await profiles().tokenList(acme(), {
        amount: 100,
        fields: ['name', 'last_authorization'],
      });
      return rows.find((row) => row.name === 'Used')!.last_authorization;
    };
    expect(await lastUse()).toBeNull();
    await profiles(token).list();
    expect(await lastUse()).toBeInstanceOf(Date);
  });
});

describe('Profiles.tokenDelete', () => {
  test('revokes a token by its value, at once', async () => {
    const { token } = await make('Gone');
    await expect(profiles().tokenDelete(acme(), token)).resolves.toBe('Token Successfully Removed');
    await expect(profiles(token).info('current')).rejects.toBe('Authorization denied');
    await expect(profiles().tokenDelete(acme(), token)).rejects.toBe('Token not found');
  });

  test('lets a token revoke itself', async () => {
    const { token } = await make('Leaving', 'never', 'full');
    await profiles(token).tokenDelete(acme(), token);
    await expect(profiles(token).list()).rejects.toBe('Authorization denied');
  });

  test('leaves no token value or password in the request log', async () => {
    const { token } = await make('Logged');
    await profiles().tokenDelete(acme(), token);
    const log = JSON.stringify(sandbox.requests.list());
    expect(log).toContain('/token/…');
    for (const row of sandbox.state.tokens) expect(log).not.toContain(row.token);
    expect(log).not.toContain(token);
    expect(log).not.toContain(ines().password);
  });
});
