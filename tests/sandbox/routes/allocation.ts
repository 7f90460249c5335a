import { Hono } from 'hono';
import { audit } from '../audit-queries.ts';
import { account, findProfile } from '../auth.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import { staleOrFresh } from '../lag.ts';
import { allocated, allocationOf } from '../pool.ts';
import { denied, invalid, jsonOf, notFound, success } from '../responses.ts';
import { type Account, type PerService, type Profile, SERVICES } from '../state.ts';
import { endElapsedCycles } from '../subscription.ts';
import { fixUsageAt } from '../usage-model.ts';
import { makeChange } from './billing.ts';

/** Checks the rows of an edit and returns them with their profiles. */
function editsIn(sandbox: SandboxContext, me: Account, rows: unknown): [Profile, Partial<PerService>][] {
  if (!Array.isArray(rows) || rows.length === 0) throw invalid('Invalid request body');
  return rows.map((row: Record<string, unknown>) => {
    const profile = findProfile(sandbox, String(row?.profile));
    if (!profile) throw notFound('Profile');
    if (profile.account !== me.id) throw denied();
    const { profile: _, ...services } = row;
    for (const [service, amount] of Object.entries(services)) {
      if (!(SERVICES as readonly string[]).includes(service)) throw invalid(`Invalid service ${service}`);
      if (!Number.isInteger(amount) || (amount as number) < 0) throw invalid(`Invalid amount for ${service}`);
    }
    return [profile, services as Partial<PerService>];
  });
}

function edit(sandbox: SandboxContext, me: Account, rows: unknown): void {
  const edits = editsIn(sandbox, me, rows);
  const sums = allocated(sandbox.state, me);
  for (const [profile, services] of edits) {
    for (const service of SERVICES)
      sums[service] += (services[service] ?? profile.allocation[service]) - profile.allocation[service];
  }
  const over = SERVICES.find((service) => sums[service] > me.billing.services[service]);
  if (over) throw invalid(`The allocation of ${over} is higher than the limit of your account`);
  const at = sandbox.clock.iso();
  for (const [profile, services] of edits) {
    for (const service of SERVICES)
      if (services[service] !== undefined) fixUsageAt(profile, service, sandbox.clock.now());
    Object.assign(profile.allocation, services);
    profile.allocated_at = at;
    audit(sandbox.state, at, me.id, profile.id, 'profile', 'Resource allocation edited');
  }
  sandbox.changed();
}

/** The limits of the account's profiles. */
export const allocation = new Hono<SandboxEnv>()
  .get('/account/allocation', account, (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    endElapsedCycles(sandbox, me);
    return success(c, staleOrFresh(me, 'allocation', allocationOf(sandbox, me)));
  })
  .post('/account/allocation', account, async (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    endElapsedCycles(sandbox, me);
    const rows = await jsonOf(c);
    makeChange(sandbox, me, () => edit(sandbox, me, rows));
    return success(c, 'Resource allocation updated');
  });
