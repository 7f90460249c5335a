import { Hono } from 'hono';
import { account, profile } from '../auth.ts';
import type { SandboxEnv } from '../context.ts';
import { success } from '../responses.ts';
import { statisticsOf } from '../statistics.ts';
import { usageAt } from '../usage-model.ts';
import { addonsOf } from './profiles.ts';

/** A profile's usage now, and its statistics. */
export const usage = new Hono<SandboxEnv>()
  .get('/profile/:id/summary', account, profile, (c) => {
    const of = c.get('profile');
    const used = usageAt(of, c.get('sandbox').clock.now());
    const amount = { ...of.amounts, run_users: used.run_users };
    if (c.req.query('onlyAmount') === 'true') return success(c, { amount });
    return success(c, {
      limit: { ...of.allocation, tcore: of.tagoCoreLimit ?? 10 },
      limit_used: {
        ...used,
        dashboard_output: of.dashboardOutput,
        tcore: of.amounts.tcore,
        tcore_cluster: of.amounts.tcore_cluster,
      },
      amount,
      addons: addonsOf(c.get('sandbox'), of),
      tago_run: `${of.id.slice(-10)}.tago.run`,
    });
  })
  .get('/profile/:id/statistics', account, profile, (c) => {
    const { clock, statisticsStamp } = c.get('sandbox');
    return success(c, statisticsOf(c.get('profile'), c.req.query(), clock.now(), statisticsStamp));
  });
