import { Hono } from 'hono';
import { answer, denied, jsonOf, Refusal, unauthorized } from '../answers.ts';
import { findProfile } from '../auth.ts';
import type { SandboxEnv } from '../context.ts';
import type { Profile, Service } from '../state.ts';
import { isExpired } from '../tokens.ts';
import { holdUsage, setUsage, usedAt } from '../usage-model.ts';

/** What a device does with its own token: a profile that is full refuses it, and only that profile does. */
export const devices = new Hono<SandboxEnv>()
  .use('/data', async (c, next) => {
    const { token } = c.get('presented') ?? {};
    if (!token || token.region !== c.get('region') || isExpired(token, c.get('sandbox').clock.now()))
      throw unauthorized();
    const of = token.kind === 'device' ? findProfile(c.get('sandbox'), token.profile) : undefined;
    if (!of) throw denied();
    c.set('profile', of);
    await next();
  })
  .get('/data', (c) => {
    count(c.get('profile'), 'output', 1, c.get('sandbox').clock.now());
    c.get('sandbox').changed();
    return answer(c, []);
  })
  .post('/data', async (c) => {
    const sent = await jsonOf(c);
    const amount = Array.isArray(sent) ? sent.length : 1;
    count(c.get('profile'), 'input', amount, c.get('sandbox').clock.now());
    c.get('sandbox').changed();
    return answer(c, `${amount} Data Added`);
  })
  .get('/info', (c) => {
    const { token } = c.get('presented') ?? {};
    if (token?.kind !== 'device') throw unauthorized();
    return answer(c, { id: token.ref_id, name: token.name, profile: token.profile });
  });

function count(profile: Profile, service: Service, amount: number, now: number): void {
  holdUsage(profile, service, now);
  const used = usedAt(profile, service, now);
  if (used + amount > profile.allocation[service]) {
    throw new Refusal(403, `Authorization Denied: the limit of ${service} of this profile was reached`);
  }
  setUsage(profile, service, used + amount, now);
}
