import { Hono } from 'hono';
import { listAccounts } from '../accounts-list.ts';
import { findProfile } from '../auth.ts';
import type { Billing } from '../billing-state.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import type { FaultRule } from '../faults.ts';
import { invite } from '../invitations.ts';
import type { LoggedRequest } from '../request-log.ts';
import { type Body, bodyOf, invalid, notFound, Refusal } from '../responses.ts';
import { type Account, type OtpType, SERVICES, type Service } from '../state.ts';
import { settle } from '../subscription.ts';
import { issueToken, type NewToken } from '../tokens.ts';
import { authenticatorCode } from '../two-factor.ts';
import { setUsage } from '../usage-model.ts';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Returns `/__sandbox/*`, by which tests control the sandbox: JSON, on loopback only; see the README. */
export function admin(sandbox: SandboxContext): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.use(async (c, next) => {
    if (!LOOPBACK.test(c.req.header('host') ?? '')) throw new Refusal(404, 'Not found');
    await next();
  });

  routes.get('/', (c) =>
    c.json({ accounts: listAccounts(sandbox), clock: sandbox.clock, limits: sandbox.limits.scale }),
  );
  routes.post('/reset', (c) => {
    sandbox.reset();
    return c.json({ accounts: listAccounts(sandbox) });
  });

  routes.get('/faults', (c) =>
    c.json(sandbox.faults.list().map(({ id, rule, hits }) => ({ id, hits, rule: shown(rule) }))),
  );
  routes.post('/faults', async (c) =>
    c.json({ id: sandbox.faults.add((await bodyOf(c)) as unknown as FaultRule).id }),
  );
  routes.delete('/faults', (c) => {
    sandbox.faults.clear();
    return c.json({});
  });
  routes.delete('/faults/:fault', (c) => {
    const fault = sandbox.faults.list().find(({ id }) => id === Number(c.req.param('fault')));
    fault?.remove();
    return c.json({ hits: fault?.hits ?? 0 });
  });

  routes.get('/requests', (c) => {
    const wanted = Object.entries(c.req.query());
    const fits = (row: LoggedRequest) =>
      wanted.every(([key, value]) => String(row[key as keyof LoggedRequest]) === value);
    return c.json(sandbox.requests.list(fits));
  });
  routes.delete('/requests', (c) => {
    sandbox.requests.clear();
    return c.json({});
  });

  routes.get('/clock', (c) => c.json(sandbox.clock));
  routes.post('/clock', async (c) => {
    const { now, advance, offset, frozen } = await bodyOf(c);
    if (typeof now === 'string' || typeof now === 'number') sandbox.clock.set(now);
    if (typeof offset === 'number') sandbox.clock.set(Date.now() + offset);
    if (typeof advance === 'number') sandbox.clock.advance(advance);
    if (frozen === true) sandbox.clock.freeze();
    if (frozen === false) sandbox.clock.run();
    return c.json(sandbox.clock);
  });

  routes.get('/otp', (c) => {
    const account = accountOf(sandbox, c.req.query());
    const type = (c.req.query('type') ?? account.otp?.autosend) as OtpType;
    const now = sandbox.clock.now();
    if (type === 'authenticator') return c.json({ type, code: authenticatorCode(account, now) });
    const sent = sandbox.state.codes.findLast((one) => one.account === account.id && one.type === type);
    return c.json({ type, code: sent?.code ?? null });
  });

  routes.post('/limits', async (c) => {
    const { scale, by } = await bodyOf(c);
    if (scale === 'off' || typeof scale === 'number') sandbox.limits.scale = scale;
    if (by === 'addressed' || by === 'caller') sandbox.limits.by = by;
    sandbox.limits.clear();
    return c.json({ scale: sandbox.limits.scale, by: sandbox.limits.by });
  });

  routes.post('/usage', async (c) => c.json(placeUsage(sandbox, await bodyOf(c))));
  routes.post('/account', async (c) => {
    const { email, region, ...patch } = await bodyOf(c);
    const account = accountOf(sandbox, { email: String(email), region: region as string });
    Object.assign(account, patch);
    sandbox.changed();
    return c.json({ id: account.id });
  });
  routes.post('/billing', async (c) => {
    const { email, region, ...patch } = await bodyOf(c);
    Object.assign(
      accountOf(sandbox, { email: String(email), region: region as string }).billing,
      patch as Partial<Billing>,
    );
    sandbox.changed();
    return c.json({});
  });
  routes.post('/billing/settle', async (c) => {
    const { email, region, ok } = await bodyOf(c);
    settle(sandbox, accountOf(sandbox, { email: String(email), region: region as string }), ok !== false);
    return c.json({});
  });
  routes.post('/audit', async (c) => {
    const { outcome, polls } = await bodyOf(c);
    if (typeof polls === 'number') sandbox.audits.polls = polls;
    if (typeof outcome === 'string') sandbox.audits.outcome = outcome as SandboxContext['audits']['outcome'];
    return c.json({});
  });
  routes.post('/options', async (c) => {
    const body = await bodyOf(c);
    for (const option of ['onlyOwnProfileTokens', 'onlyOwnProfileListed'] as const) {
      const value = body[option];
      if (typeof value === 'boolean') sandbox[option] = value;
    }
    const { onlyOwnProfileTokens, onlyOwnProfileListed } = sandbox;
    return c.json({ onlyOwnProfileTokens, onlyOwnProfileListed });
  });
  routes.post('/tokens', async (c) => {
    const spec = await bodyOf(c);
    const profile = findProfile(sandbox, String(spec.profile));
    const owner = sandbox.state.accounts.find((one) => one.id === (spec.created_by ?? profile?.account));
    if (!profile || !owner) throw notFound('Profile');
    const defaults = {
      name: 'Test',
      region: owner.region,
      created_by: owner.id,
      created_at: sandbox.clock.iso(),
    };
    const made = issueToken(sandbox.state, {
      ...defaults,
      ...(spec as Partial<NewToken>),
      profile: profile.id,
    });
    sandbox.changed();
    return c.json(made);
  });
  routes.post('/invite', async (c) => {
    const { profile, email } = await bodyOf(c);
    const to = findProfile(sandbox, String(profile));
    const by = sandbox.state.accounts.find((one) => one.id === to?.account);
    if (!to || !by) throw notFound('Profile');
    return c.json({ invitation: invite(sandbox, to, String(email), by).invitation });
  });
  return routes;
}

/** Returns a rule without the token's value. */
const shown = ({ token, ...rule }: FaultRule) => ({ ...rule, ...(token ? { token: '…' } : {}) });

function accountOf(sandbox: SandboxContext, query: { email?: string; region?: string }): Account {
  const region = query.region ?? 'us-e1';
  const account = sandbox.state.accounts.find((one) => one.email === query.email && one.region === region);
  if (!account) throw notFound('Account');
  return account;
}

/** Sets usage by `used` or `share` of the limit; `rate` is its growth per hour from now on. */
function placeUsage(sandbox: SandboxContext, body: Body) {
  const profile = findProfile(sandbox, String(body.profile));
  const service = SERVICES.find((one) => one === body.service) as Service | undefined;
  if (!profile || !service) throw notFound(profile ? 'Service' : 'Profile');
  const used = typeof body.share === 'number' ? body.share * profile.allocation[service] : body.used;
  if (typeof used !== 'number') throw invalid('used or share is required');
  setUsage(profile, service, used, sandbox.clock.now());
  if (typeof body.rate === 'number') profile.rates[service] = body.rate;
  sandbox.changed();
  return {
    used,
    limit: profile.allocation[service],
    ratePerDay: profile.rates[service] * 24,
  };
}
