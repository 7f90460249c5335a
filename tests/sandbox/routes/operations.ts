import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { account, tokenOf } from '../auth.ts';
import type { SandboxEnv } from '../context.ts';
import { newId, newSecret } from '../random.ts';
import { jsonOf, success } from '../responses.ts';
import { issueToken } from '../tokens.ts';

/*
 * Operations of the API reference with their documented responses. They have no state: the extension calls none of
 * them, but samples copied from the docs do.
 */

type Respond = (c: Context<SandboxEnv>) => unknown;

const created = (c: Context<SandboxEnv>) => c.get('sandbox').clock.iso();
const id = (c: Context<SandboxEnv>) => newId(c.get('sandbox').state);

const dataRow = (c: Context<SandboxEnv>, device: string) => ({
  id: id(c),
  device,
  group: id(c),
  variable: 'temperature',
  value: 21.4,
  unit: '°C',
  location: { type: 'Point', coordinates: [-78.677328, 35.780361] },
  time: created(c),
  created_at: created(c),
});

const widget = (c: Context<SandboxEnv>) => ({
  id: c.req.param('widget'),
  dashboard: c.req.param('dashboard'),
  label: 'Temperature',
  type: 'display',
  realtime: true,
  analysis_run: null,
  data: [],
  display: { header_buttons: [], help: '', show_units: true, show_variables: true, variables: [] },
  resource: [],
  token: null,
});

const amountOf = (body: unknown) => (Array.isArray(body) ? body.length : 1);

/** "METHOD path", the result or a function that returns it, and the status where it isn't 200. */
const OPERATIONS: [string, Respond | string, ContentfulStatusCode?][] = [
  ['GET /device/token/:device', () => []],
  [
    'POST /device/token',
    (c) => ({ token: newSecret(c.get('sandbox').state), permission: 'full', expire_time: 'never' }),
    201,
  ],
  ['DELETE /device/token/:token', 'Token Successfully Removed'],
  ['GET /device/:device/params', (c) => [{ id: id(c), key: 'interval', value: '60', sent: false }]],
  ['POST /device/:device/params', 'Params Successfully Updated', 201],
  ['DELETE /device/:device/params/:param', 'Successfully Removed'],
  [
    'POST /device/:device/data/backup',
    (c) => ({ file_address: `device/${c.req.param('device')}/backup.csv` }),
  ],
  ['POST /device/:device/data/restore', 'Data import added to the queue successfully'],
  [
    'GET /device/:device/chunk',
    (c) => [{ id: '1764028800_1764633599', amount: 1584, from: created(c), to: created(c) }],
  ],
  [
    'POST /device/:device/chunk/backup',
    (c) => ({ chunk_id: '1764028800_1764633599', file_address: `device/${c.req.param('device')}/chunk.csv` }),
  ],
  ['DELETE /device/:device/chunk/:chunk', (c) => `Chunk ${c.req.param('chunk')} deleted`],
  ['POST /device/:device/convert', 'Device type/chunk was converted'],
  ['GET /device/:device/data_amount', () => 529],
  ['POST /device/:device/empty', 'Data Successfully Removed'],
  ['GET /device/:device/data', (c) => [dataRow(c, c.req.param('device') ?? '')]],
  ['POST /device/:device/data', async (c) => `${amountOf(await jsonOf(c))} Data Added`],
  ['PUT /device/:device/data', async (c) => `${amountOf(await jsonOf(c))} item(s) updated`],
  ['DELETE /device/:device/data', '1 Data Removed'],
  ['GET /entity/:entity/data_amount', () => 100],
  ['PUT /entity/:entity/schema', () => ({ message: 'Entity Successfully Updated' })],
  ['GET /entity/:entity/data', (c) => [{ id: id(c), created_at: created(c), updated_at: created(c) }]],
  ['POST /entity/:entity/data', async (c) => `${amountOf(await jsonOf(c))} Data Added`],
  ['PUT /entity/:entity/data', async (c) => `${amountOf(await jsonOf(c))} item(s) updated`],
  ['DELETE /entity/:entity/data', '1 item(s) deleted'],
  ['POST /entity/:entity/data/backup', () => ({ file_address: '/backups/entity.csv' })],
  ['POST /dashboard/:dashboard/widget', (c) => ({ widget: id(c) }), 201],
  ['GET /dashboard/:dashboard/widget/:widget', widget],
  ['PUT /dashboard/:dashboard/widget/:widget', 'Successfully Updated'],
  ['DELETE /dashboard/:dashboard/widget/:widget', 'Successfully Removed'],
  [
    'GET /dashboard/:dashboard/widget/:widget/token',
    (c) => ({ widget_token: newSecret(c.get('sandbox').state) }),
  ],
  ['GET /data/:dashboard/:widget', (c) => ({ widget: widget(c), content: [] })],
  ['POST /dashboard/:dashboard/duplicate', (c) => ({ dashboard_id: id(c), message: 'Copy sent' }), 201],
  [
    'GET /dashboard/:dashboard/share/public',
    (c) => ({ token: newSecret(c.get('sandbox').state), expire_time: created(c) }),
  ],
  ['GET /dashboard/:dashboard/analysis', () => []],
  ['GET /dashboard/:dashboard/devices', () => []],
  [
    'GET /run',
    (c) => ({
      name: 'Field portal',
      profile: c.get('caller').token.profile,
      active: true,
      auth_token_ttl: '3 months',
      dictionary: null,
      email_domain: null,
      email_templates: {},
      favicon: null,
      feature_geolocation: null,
      integration: { google_analytics: '', zoho_salesiq: '' },
      logo: null,
      security: {},
      sidebar_buttons: [],
      signup_fields: [],
      signup_method: 'default',
      sso_saml_active: false,
      sub_title: '',
      theme: {},
      created_at: created(c),
    }),
  ],
  ['PUT /run', 'TagoIO Run Successfully Updated'],
  ['POST /run/notification', (c) => ({ id: id(c) })],
  ['GET /run/notification/:user', () => []],
  ['PUT /run/notification/:notification', 'TagoIO Notification User Successfully Updated'],
  ['DELETE /run/notification/:notification', 'Successfully Removed'],
  [
    'GET /run/users/:user/login',
    (c) => ({
      token: newSecret(c.get('sandbox').state),
      run_user: c.req.param('user'),
      name: `Login by Run Administrator(${c.get('caller').account.email})`,
      expire_time: created(c),
    }),
  ],
  ['PUT /dictionary/:dictionary/:language', 'Dictionary language Successfully Updated'],
  ['GET /dictionary/:dictionary/:language', () => ({ WELCOME: 'Welcome' })],
  ['GET /tags/keys/:type', () => ['customer', 'site']],
];

export const operations = new Hono<SandboxEnv>();
for (const [operation, response, status] of OPERATIONS) {
  const [method = '', path = ''] = operation.split(' ');
  operations.on(method, path, account, async (c) =>
    success(c, typeof response === 'string' ? response : await response(c), { status }),
  );
}

/** Operations of a network, with its own kind of token: resolving devices and sending for them. */
export const networkOperations = new Hono<SandboxEnv>()
  .use('/integration/network/resolve/*', tokenOf('network'))
  .use('/integration/network/data', tokenOf('network'))
  .use('/integration/network/:device/params', tokenOf('network'))
  .get('/integration/network/resolve/:serial/:authorization?', (c) => {
    const sandbox = c.get('sandbox');
    const { profile, created_by } = c.get('tokenOfKind');
    const device = issueToken(sandbox.state, {
      kind: 'device',
      region: c.get('region'),
      name: c.req.param('serial'),
      profile,
      created_by,
      created_at: sandbox.clock.iso(),
    });
    return success(c, device.token);
  })
  .post('/integration/network/data', async (c) => success(c, `${amountOf(await jsonOf(c))} Data Added`))
  .post('/integration/network/:device/params', (c) => success(c, 'Device Configuration Parameter Updated'));
