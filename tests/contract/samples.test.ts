import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { clientOf, raw } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile((started) => {
  sandbox = started;
});

const ines = () => accountOf(sandbox, 'plain');
const acme = () => ines().profiles[0]!;

describe('a completed sample', () => {
  const paths = [
    '/account',
    '/account/allocation',
    '/action',
    '/am',
    '/analysis',
    '/bucket',
    '/dashboard',
    '/device',
    '/dictionary',
    '/entity',
    '/files',
    '/integration/connector',
    '/integration/network',
    '/notification',
    '/pricing',
    '/profile',
    '/profile/:id',
    '/profile/:id/auditlog',
    '/profile/:id/statistics',
    '/profile/:id/summary',
    '/profile/:id/team',
    '/profile/:id/token',
    '/run',
    '/run/users',
    '/secrets',
    '/serviceauth',
    '/tags/keys/device',
    '/tcore/instance',
    '/template',
  ];
  test.each(paths)('of GET %s gets 200 with a profile’s token, 401 without one', async (path) => {
    const address = path.replace(':id', acme().id);
    expect(await raw(sandbox, address, { token: ines().token })).toMatchObject({
      status: 200,
      body: { status: true },
    });
    expect(await raw(sandbox, address)).toMatchObject({ status: 401, body: { status: false } });
  });

  test.each(['token', 'Profile-Token', 'Account-Token', 'Authorization'])(
    'may send the token in the header %s',
    async (name) => {
      expect((await raw(sandbox, '/device', { headers: { [name]: ines().token! } })).status).toBe(200);
      expect((await raw(sandbox, '/device', { headers: { [name]: ines().tokens!.device! } })).status).toBe(
        403,
      );
    },
  );

  test('runs in curl', async () => {
    const run = promisify(execFile);
    const { stdout } = await run('curl', [
      '-sL',
      `${sandbox.origin}/profile/${acme().id}/summary`,
      '-H',
      'Accept: application/json',
      '-H',
      `Profile-Token: ${ines().token}`,
    ]);
    expect(JSON.parse(stdout).result.limit.input).toBe(350_000);
  });

  test('with a read token may GET, not POST', async () => {
    const token = ines().tokens?.read;
    expect((await raw(sandbox, '/dashboard', { token })).status).toBe(200);
    expect((await raw(sandbox, '/dashboard', { method: 'POST', token, body: { label: 'X' } })).status).toBe(
      403,
    );
  });
});

describe('resources', () => {
  const devices = () => clientOf(sandbox, ines().token).devices;

  test('are created, listed, counted in the summary, and deleted', async () => {
    const amount = async () =>
      (await clientOf(sandbox, ines().token).profiles.summary(acme().id)).amount.device;
    const before = await amount();
    const made = await devices().create({ name: 'Gate 7' } as Parameters<
      ReturnType<typeof devices>['create']
    >[0]);
    expect(await amount()).toBe(before + 1);
    expect(await devices().list({ filter: { name: 'Gate 7' } })).toMatchObject([
      { id: made.device_id, name: 'Gate 7' },
    ]);
    await devices().delete(made.device_id);
    expect(await amount()).toBe(before);
    await expect(devices().info(made.device_id)).rejects.toBe('Resource not found');
  });

  test('are limited by the plan', async () => {
    const free = accountOf(sandbox, 'invitable');
    sandbox.state.profiles.find(({ id }) => id === free.profiles[0]!.id)!.amounts.action = 5;
    const response = await raw(sandbox, '/action', {
      method: 'POST',
      token: free.token,
      body: { name: 'Sixth' },
    });
    expect(response).toMatchObject({ status: 400, body: { message: expect.stringContaining('limit') } });
  });
});

describe('a device', () => {
  test('is denied when its profile’s data input is full, and another profile’s is not', async () => {
    const [, greenhouse] = sandbox.state.profiles;
    const tokenOf = (profile: string) =>
      sandbox.state.tokens.find((t) => t.kind === 'device' && t.profile === profile)!.token;
    const send = (profile: string) =>
      raw(sandbox, '/data', { method: 'POST', token: tokenOf(profile), body: [{ variable: 't', value: 1 }] });
    const used = async () =>
      (await clientOf(sandbox, ines().token).profiles.summary(acme().id)).limit_used.input;
    const before = await used();
    expect((await send(acme().id)).status).toBe(200);
    expect(await used()).toBe(before + 1);
    await raw(sandbox, '/__sandbox/usage', {
      method: 'POST',
      body: { profile: acme().id, service: 'input', share: 1 },
    });
    expect((await send(acme().id)).status).toBe(403);
    expect((await send(greenhouse!.id)).status).toBe(200);
    expect((await raw(sandbox, '/info', { token: tokenOf(acme().id) })).body.result).toMatchObject({
      name: 'Weather station 1',
    });
  });
});

describe('files', () => {
  const files = () => clientOf(sandbox, ines().token).files;
  const png = Buffer.from('89504e470d0a1a0a', 'hex');

  test('a logo is uploaded with the profile’s token, served to everybody, and counted as its storage', async () => {
    const used = async () =>
      (await clientOf(sandbox, ines().token).profiles.summary(acme().id)).limit_used.file_storage;
    const before = await used();
    await files().uploadBase64([
      { filename: '/logos/acme farms.png', file: png.toString('base64'), public: true },
    ]);
    const served = await fetch(`${sandbox.origin}/file/${acme().id}/logos/acme%20farms.png`);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await served.arrayBuffer())).toEqual(png);
    expect(await used()).toBeCloseTo(before + 0.01, 5);
    const list = await files().list({ path: '/logos' });
    expect(list.files).toMatchObject([{ filename: 'acme farms.png', size: 8 }]);
    await files().delete(['/logos/acme farms.png']);
    expect(await used()).toBeCloseTo(before, 5);
  });

  test('a private file needs a token of its profile, until it is made public', async () => {
    await files().uploadBase64([{ filename: 'private.txt', file: Buffer.from('x').toString('base64') }]);
    const address = `${sandbox.origin}/file/${acme().id}/private.txt`;
    expect((await fetch(address)).status).toBe(401);
    expect((await fetch(address, { headers: { token: ines().token! } })).status).toBe(200);
    await files().changePermission([{ file: '/private.txt', public: true }]);
    expect(await files().checkPermission('/private.txt')).toEqual({ public: true });
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(`${sandbox.origin}/file/${acme().id}/other.txt`)).status).toBe(404);
  });

  test('a file above the limit of storage is refused', async () => {
    const big = Buffer.alloc(3_000_000).toString('base64');
    await raw(sandbox, '/__sandbox/usage', {
      method: 'POST',
      body: { profile: acme().id, service: 'file_storage', used: 131 },
    });
    await expect(files().uploadBase64([{ filename: 'big.bin', file: big }])).rejects.toMatch(
      /limit of file storage/,
    );
  });
});
