import { describe, expect, test } from 'vitest';
import { operations } from '../docs-pages/operations.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { resourceId } from '../sandbox/resources.ts';
import { sandboxForFile } from '../sandbox/sandbox-for-file.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { raw } from './clients.ts';

let sandbox: Sandbox;
sandboxForFile((started) => {
  sandbox = started;
});

const ines = () => accountOf(sandbox, 'plain');
const acme = () => sandbox.state.profiles.find(({ id }) => id === ines().profiles[0]!.id)!;

/** Paths that the API reference misspells, as the platform's SDK spells them. */
const SPELLED: Record<string, string> = {
  '/profiled/:id/statistics': '/profile/:id/statistics',
  '/:am_id': '/am/:am_id',
};

/** The kinds of resources whose paths begin with their name; the others' parameters are a device's. */
const KINDS: readonly string[] = ['device', 'dashboard', 'dictionary', 'am', 'entity'];

/** Returns the path with its parameters filled by what the sandbox has. */
async function fill(path: string): Promise<string> {
  const kind = KINDS.find((name) => path.startsWith(`/${name}/`)) ?? 'device';
  const backup = path.includes(':backup_id') ? await newBackup() : '';
  return path
    .replace(/:(id|profile_id)\b/, acme().id)
    .replace(':backup_id', backup)
    .replace(/:(deviceID|dashboardID|dictionary_id|am_id|entity_id)\b/, resourceId(acme(), kind, 0))
    .replace(/:userID\b/, resourceId(acme(), 'runuser', 0))
    .replace(':service_type', 'sms')
    .replace(':language', 'en-US')
    .replace(/:[A-Za-z_]+/g, 'a1b2c3');
}

async function newBackup(): Promise<string> {
  acme().made.backup = [];
  const { body } = await raw(sandbox, `/profile/${acme().id}/backup`, {
    method: 'POST',
    token: ines().token,
  });
  return (body.result as { backup_id: string }).backup_id;
}

const BODIES: Record<string, () => unknown> = {
  'POST /account/login': () => ({ email: ines().email, password: ines().password }),
  'POST /account/profile/token': () => ({
    email: ines().email,
    password: ines().password,
    profile_id: acme().id,
    name: 'From the docs',
  }),
  'POST /account/allocation': () => [{ profile: acme().id, input: acme().allocation.input }],
  'PUT /files': () => [],
  'POST /files': () => [{ filename: '/notes.txt', file: 'aGVsbG8=', public: true }],
  'DELETE /files': () => ['/notes.txt'],
  'PUT /files/permission': () => [],
  'PUT /files/copy': () => [],
  'POST /data': () => [{ variable: 'temperature', value: 21 }],
};

/** Keys that TagoIO's OpenAPI file documents in `result`, where it is an object or a list of objects. */
const KEYS: Record<string, string> = {
  'GET /info':
    'active connector created_at id last_input name network payload_decoder profile tags type updated_at visible',
  'GET /device/params': 'id key sent value',
  'POST /device/token': 'expire_time permission token',
  'GET /device/:deviceID/params': 'id key sent value',
  'GET /device': 'connector id name network tags',
  'GET /device/:deviceID':
    'active connector created_at data_retention description id last_input name network payload_decoder profile tags type updated_at visible',
  'GET /device/:deviceID/chunk': 'amount from id to',
  'POST /device/:deviceID/chunk/backup': 'chunk_id file_address',
  'GET /device/:deviceID/data': 'created_at device group id location time unit value variable',
  'POST /run/notification': 'id',
  'GET /run/users':
    'active company created_at email id language last_login name newsletter options otp phone profile tags timezone updated_at',
  'POST /run/users': 'user',
  'GET /run/users/:userID/login': 'expire_time name run_user token',
  'GET /run': 'active auth_token_ttl created_at email_templates name profile security signup_fields theme',
  'POST /entity': 'id',
  'GET /dashboard': 'created_at group_by icon id label last_access profile tabs tags type visible',
  'POST /dashboard': 'dashboard',
  'POST /dashboard/:dashboardID/duplicate': 'dashboard_id message',
  'GET /dashboard/:dashboardID/widget/:widgetID':
    'analysis_run dashboard data display id label realtime type',
  'GET /dashboard/:dashboardID/widget/:widgetID/token': 'widget_token',
  'GET /dashboard/:dashboardID/share/public': 'expire_time token',
  'GET /data/:dashboardID/:widgetID': 'content widget',
  'GET /files': 'files folders total usage',
  'GET /account/plan': 'plan',
  'GET /account/allocation':
    'analysis data_records email file_storage input output profile push_notification run_users sms updated_at',
  'GET /account':
    'active blocked company created_at email id language last_login name newsletter options otp phone plan send_invoice stripe_id timezone type updated_at',
  'GET /am': 'active created_at id name profile tags',
  'POST /am': 'am_id',
  'GET /profile/:id': 'account_plan addons allocation info',
  'GET /profile/:id/summary': 'addons amount limit limit_used tago_run',
  'POST /profile/:profile_id/backup': 'backup_id message profile',
  'GET /profile/:profile_id/backup':
    'created_at error_message file_path file_size id profile status version_id',
  'POST /profile/:profile_id/backup/:backup_id/download':
    'backup_id created_at expire_at file_size_mb size size_unit url',
  'POST /profile/:id/service/test/:service_type': 'message message_id',
  'GET /dictionary': 'created_at fallback id languages name slug updated_at',
  'POST /dictionary': 'dictionary',
  'POST /account/login': 'company email id name phone profiles type',
  'POST /account/profile/token': 'created_by name permission profile token',
};

const CREATED = new Set([
  'POST /device',
  'POST /device/token',
  'POST /device/:deviceID/params',
  'POST /dashboard',
  'POST /dashboard/:dashboardID/widget',
  'POST /dashboard/:dashboardID/duplicate',
  'POST /am',
  'POST /dictionary',
]);

const tokenFor = (takes: string) =>
  takes === 'none' ? undefined : takes === 'profile' ? ines().token : ines().tokens?.[takes as 'device'];

/** Deletions are last, since the other operations need what they delete. */
const inOrder = operations.toSorted((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));

describe('every operation of the API reference, called with the token that it takes', () => {
  test.each(inOrder.map((one) => [`${one.method} ${one.path}`, one] as const))(
    '%s',
    async (name, { method, path, takes, hasBody }) => {
      // None are seeded, since a summary has no amount of entities.
      acme().amounts.entity ??= 3;
      const body =
        BODIES[name]?.() ?? (hasBody ? { name: 'From the docs', label: 'From the docs' } : undefined);
      const address = await fill(SPELLED[path] ?? path);
      const response = await raw(sandbox, address, { method, token: tokenFor(takes), body });
      expect(response).toMatchObject({ status: CREATED.has(name) ? 201 : 200, body: { status: true } });
      const keys = KEYS[name]?.split(' ') ?? [];
      const { result } = response.body;
      const row = Array.isArray(result) ? result[0] : result;
      if (keys.length > 0) expect(Object.keys(row as object)).toEqual(expect.arrayContaining(keys));
    },
  );

  test.each(
    inOrder.filter(({ takes }) => takes !== 'none').map((one) => [`${one.method} ${one.path}`, one] as const),
  )('%s is refused without a token and with a token of another kind', async (_, { method, path, takes }) => {
    const address = await fill(SPELLED[path] ?? path);
    expect((await raw(sandbox, address, { method })).status).toBe(401);
    const other = takes === 'network' ? 'device' : 'network';
    expect((await raw(sandbox, address, { method, token: tokenFor(other) })).status).toBe(403);
  });
});

describe('responses are as documented', () => {
  const get = async (path: string) => (await raw(sandbox, path, { token: ines().token })).body.result;

  test('a profile’s add-ons have its id and a date, its rate limit is an object, its TagoRUN a host', async () => {
    const info = (await get(`/profile/${acme().id}`)) as {
      addons: Record<string, unknown>;
      info: Record<string, unknown>;
    };
    expect(info.addons).toMatchObject({ custom_dns: true, mobile: false, profile: acme().id });
    expect(Date.parse(String(info.addons.updated_at))).toBeGreaterThan(0);
    expect(info.info.rpm).toEqual({ data_input: 200, data_output: 200 });
    expect(await get(`/profile/${acme().id}/summary`)).toMatchObject({
      tago_run: expect.stringMatching(/^[0-9a-f]+\.tago\.run$/),
    });
  });

  test('a list of files has whether each is public, and the storage in use', async () => {
    await raw(sandbox, '/files', {
      method: 'POST',
      token: ines().token,
      body: [{ filename: '/a.txt', file: 'aGVsbG8=', public: true }],
    });
    expect(await get('/files')).toMatchObject({
      files: [{ filename: 'a.txt', public: true, size: 5 }],
      total: acme().allocation.file_storage,
      usage: expect.any(Number),
    });
  });

  test('a user’s password is neither stored nor returned', async () => {
    const token = ines().token;
    const password = 'only-the-user-knows';
    const body = { name: 'Ana', email: 'ana@site.example', password };
    const { body: made } = await raw(sandbox, '/run/users', { method: 'POST', token, body });
    const { user } = made.result as { user: string };
    expect(JSON.stringify([made, await get(`/run/users/${user}`)])).not.toContain(password);
    expect(JSON.stringify(sandbox.state)).not.toContain(password);
  });

  test('one backup a day on a paid plan, none on the free plan', async () => {
    const backup = (token: string | undefined, profile: string) =>
      raw(sandbox, `/profile/${profile}/backup`, { method: 'POST', token });
    acme().made.backup = [];
    expect((await backup(ines().token, acme().id)).status).toBe(200);
    expect((await backup(ines().token, acme().id)).status).toBe(400);
    const free = accountOf(sandbox, 'invitable');
    expect((await backup(free.token, free.profiles[0]!.id)).status).toBe(400);
  });
});
