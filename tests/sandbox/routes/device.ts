import { type Context, Hono } from 'hono';
import { tokenOf } from '../auth.ts';
import type { SandboxEnv } from '../context.ts';
import { newId } from '../random.ts';
import { jsonOf, Refusal, success } from '../responses.ts';
import type { Profile, Service } from '../state.ts';
import { fixUsageAt, setUsage, usedAt } from '../usage-model.ts';

/** What a device does with its token; its profile refuses it when a limit is reached. */
export const devices = new Hono<SandboxEnv>()
  .use('/data', tokenOf('device'))
  .use('/info', tokenOf('device'))
  .use('/device/params', tokenOf('device'))
  .use('/device/params/:param', tokenOf('device'))
  .get('/data', (c) => {
    count(c.get('profile'), 'output', 1, c.get('sandbox').clock.now());
    c.get('sandbox').changed();
    return success(c, []);
  })
  .post('/data', receive)
  .put('/data', async (c) => {
    const sent = await jsonOf(c);
    return success(c, `${Array.isArray(sent) ? sent.length : 1} item(s) updated`);
  })
  .delete('/data', (c) => success(c, '1 Data Removed'))
  .get('/info', (c) => {
    const { ref_id, name, profile, created_at, last_authorization } = c.get('tokenOfKind');
    return success(c, {
      id: ref_id,
      name,
      profile,
      active: true,
      visible: true,
      type: 'mutable',
      connector: null,
      network: null,
      payload_decoder: null,
      tags: [],
      last_input: last_authorization,
      created_at,
      updated_at: created_at,
    });
  })
  .get('/device/params', (c) =>
    success(c, [{ id: newId(c.get('sandbox').state), key: 'interval', value: '60', sent: false }]),
  )
  .put('/device/params/:param', (c) => success(c, 'Params Successfully Updated'))
  // Also an operation for a profile's token.
  .use('/device/:device/data', (c, next) => {
    const byDevice = c.req.method === 'POST' && c.get('presented')?.token?.kind === 'device';
    return byDevice ? tokenOf('device')(c, next) : next();
  })
  .post('/device/:device/data', (c, next) => (c.get('tokenOfKind') ? receive(c) : next()));

async function receive(c: Context<SandboxEnv>): Promise<Response> {
  const sent = await jsonOf(c);
  const amount = Array.isArray(sent) ? sent.length : 1;
  count(c.get('profile'), 'input', amount, c.get('sandbox').clock.now());
  c.get('sandbox').changed();
  return success(c, `${amount} Data Added`);
}

function count(profile: Profile, service: Service, amount: number, now: number): void {
  fixUsageAt(profile, service, now);
  const used = usedAt(profile, service, now);
  if (used + amount > profile.allocation[service]) {
    throw new Refusal(403, `Authorization Denied: the limit of ${service} of this profile was reached`);
  }
  setUsage(profile, service, used + amount, now);
}
