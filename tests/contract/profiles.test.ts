import { describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { clientOf } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile((started) => {
  sandbox = started;
});

const ines = () => accountOf(sandbox, 'plain');
const profiles = (token = ines().token) => clientOf(sandbox, token).profiles;
const named = (name: string) => ines().profiles.find((profile) => profile.name === name)!.id;

describe('Profiles.list, info and summary', () => {
  test('return the list, with shared profiles marked', async () => {
    const list = await profiles().list();
    expect(list).toHaveLength(8);
    expect(list.filter(({ from_share }) => from_share)).toHaveLength(2);
    expect(list.filter(({ name }) => name === 'Sandbox')).toHaveLength(2);
    for (const { id } of list) expect(id).toMatch(/^[0-9a-f]{24}$/);
  });

  test('return a profile by id, and the token’s profile as "current"', async () => {
    const current = await profiles().info('current');
    expect(current).toEqual(await profiles().info(named('Acme Farms')));
    expect(current.info).toMatchObject({ name: 'Acme Farms', account: ines().id, logo_url: null });
    expect(current.info.created_at).toBeInstanceOf(Date);
    expect(current).toMatchObject({ account_plan: 'scale', addons: { custom_dns: true, mobile: false } });
    expect(current.allocation.input).toBe(350_000);
  });

  test('return services at risk for the first account: 94 %, 83 %, full, and nothing allocated', async () => {
    const share = async (name: string, service: 'input' | 'analysis') => {
      const { limit, limit_used } = await profiles().summary(named(name));
      return Math.round((limit_used[service] / limit[service]) * 100);
    };
    expect(await share('Acme Farms', 'input')).toBe(94);
    expect(await share('Northwind Cold Chain', 'input')).toBe(83);
    expect(await share('Greenhouse Iberia', 'analysis')).toBe(100);
    const demo = await profiles().summary(named('Demo'));
    expect(
      Object.values((await profiles().info(named('Demo'))).allocation).every((limit) => limit === 0),
    ).toBe(true);
    expect(demo.limit_used.input).toBe(0);
    const healthy = await profiles().summary(named('Riverside Utilities'));
    for (const service of ['input', 'output', 'analysis', 'data_records'] as const) {
      expect(healthy.limit_used[service] / healthy.limit[service]).toBeLessThan(0.8);
    }
  });

  test('return the amounts only when requested', async () => {
    const whole = await profiles().summary(named('Acme Farms'));
    const amounts = await profiles().summary(named('Acme Farms'), { onlyAmount: true });
    expect(amounts).toEqual({ amount: whole.amount });
    expect(whole.amount.device).toBeGreaterThan(0);
    expect(whole.amount.run_users).toBe(whole.limit_used.run_users);
  });

  test('refuse an unknown profile and another account’s', async () => {
    await expect(profiles().info('f'.repeat(24))).rejects.toBe('Profile not found');
    const [theirs] = accountOf(sandbox, 'at-limits').profiles;
    await expect(profiles().summary(theirs!.id)).rejects.toBe('Authorization Denied');
  });
});

describe('Profiles.create, edit and delete', () => {
  test('add, rename and remove a profile', async () => {
    const { id } = await profiles().create({ name: 'Harbour Dairy' });
    const made = await profiles().info(id);
    expect(made.info.name).toBe('Harbour Dairy');
    expect(Object.values(made.allocation).every((limit) => limit === 0)).toBe(true);
    await profiles().edit(id, { name: 'Demo', logo_url: 'https://example.org/logo.png' } as object);
    expect((await profiles().info(id)).info).toMatchObject({
      name: 'Demo',
      logo_url: 'https://example.org/logo.png',
    });
    await expect(profiles().delete(id, { password: 'wrong' })).rejects.toBe('Invalid password');
    await expect(profiles().delete(id, { password: ines().password })).resolves.toBe(
      'Profile Successfully Removed',
    );
    await expect(profiles().info(id)).rejects.toBe('Profile not found');
  });

  test('allocate all that is free to a new profile when requested', async () => {
    const billing = clientOf(sandbox, ines().token).billing;
    const pool = (await billing.getSubscription()).services.input.limit;
    const { id } = await profiles().create({ name: 'Larch Mills' }, { allocate_free_resources: true });
    const rows = await billing.getAllocation();
    expect(rows.reduce((sum, row) => sum + row.input, 0)).toBe(pool);
    expect(rows.find((row) => row.profile === id)!.input).toBeGreaterThan(0);
    await profiles().delete(id, { password: ines().password });
  });

  test('refuse more profiles than the account may have', async () => {
    const made: string[] = [];
    for (let i = 0; i < 10; i++) made.push((await profiles().create({ name: `Extra ${i}` })).id);
    await expect(profiles().create({ name: 'Extra 10' })).rejects.toMatch(/limit of profiles/);
    for (const id of made) await profiles().delete(id, { password: ines().password });
    const full = accountOf(sandbox, 'at-limits');
    await expect(profiles(full.token).create({ name: 'Line C' })).rejects.toMatch(/limit of profiles/);
  });

  test('refuse an empty name', async () => {
    await expect(profiles().create({ name: '  ' })).rejects.toBe('name is required');
  });

  test('refuse everybody but the owner', async () => {
    const shared = ines().profiles.find((profile) => profile.shared)!.id;
    await expect(profiles().edit(shared, {})).rejects.toBe('Authorization Denied');
    await expect(profiles().delete(shared, { password: ines().password })).rejects.toBe(
      'Authorization Denied',
    );
  });
});

describe('one token', () => {
  test('works for every profile that its account may see, or only for its own when configured so', async () => {
    const shared = ines().profiles.find((profile) => profile.shared)!.id;
    for (const { id } of ines().profiles)
      await expect(profiles().summary(id)).resolves.toHaveProperty('limit');
    sandbox.onlyOwnProfileTokens = true;
    try {
      await expect(profiles().summary(named('Acme Farms'))).resolves.toHaveProperty('limit');
      await expect(profiles().summary(named('Demo'))).rejects.toBe('Authorization Denied');
      await expect(profiles().teamList(shared)).rejects.toBe('Authorization Denied');
      expect(await profiles().list()).toHaveLength(8);
    } finally {
      sandbox.onlyOwnProfileTokens = false;
    }
  });

  test('can be moved to another profile, without effect on others', async () => {
    const { token } = await profiles().tokenCreate(named('Acme Farms'), {
      name: 'Mover',
      permission: 'full',
      email: ines().email,
      password: ines().password,
    });
    await profiles(token).transferTokenToAnotherProfile(named('Demo'));
    expect((await profiles(token).info('current')).info.id).toBe(named('Demo'));
    expect((await profiles().info('current')).info.id).toBe(named('Acme Farms'));
    const [theirs] = accountOf(sandbox, 'at-limits').profiles;
    await expect(profiles(token).transferTokenToAnotherProfile(theirs!.id)).rejects.toBe(
      'Authorization Denied',
    );
  });
});
