import { type Context, Hono } from 'hono';
import { account } from '../auth.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import { changeBeforeReads, type LaggingRead, staleOrFresh } from '../lag.ts';
import { allocationOf } from '../pool.ts';
import { monthlyTotal, priceTable, proratedTable } from '../pricing.ts';
import { bodyOf, notFound, success } from '../responses.ts';
import { type Account, SERVICES } from '../state.ts';
import {
  COUPONS,
  cancelPending,
  changeIn,
  endElapsedCycles,
  nextCycle,
  order,
  retry,
  scheduleOf,
} from '../subscription.ts';

function subscription({ state }: SandboxContext, me: Account) {
  const { billing } = me;
  return {
    account: me.id,
    plan: me.plan,
    services: Object.fromEntries(SERVICES.map((service) => [service, { limit: billing.services[service] }])),
    addons: billing.addons,
    current_cycle: billing.cycle,
    processing: billing.processing,
    ...(billing.payment_error ? { payment_error: billing.payment_error } : {}),
    ...(billing.past_due ? { past_due: billing.past_due } : {}),
    upcoming_invoice_total: monthlyTotal(state, nextCycle(state, me)),
    trial_end: billing.trial_end,
  };
}

function summary({ billing }: Account) {
  const { processing, payment_error, past_due, not_enough_balance, schedule } = billing;
  return {
    processing,
    payment_error,
    past_due: past_due !== null,
    not_enough_balance,
    schedule: schedule !== null,
  };
}

/** Makes a change of an account's subscription or limits, behind which its reads may lag. */
export function makeChange(sandbox: SandboxContext, me: Account, change: () => void): void {
  changeBeforeReads(me, (kind) => resultOf(sandbox, me, kind), change);
}

function resultOf(sandbox: SandboxContext, me: Account, kind: LaggingRead): unknown {
  if (kind === 'subscription') return subscription(sandbox, me);
  if (kind === 'summary') return summary(me);
  return kind === 'schedule' ? scheduleOf(sandbox, me) : allocationOf(sandbox, me);
}

function read(c: Context<SandboxEnv>, kind: LaggingRead): Response {
  const me = c.get('caller').account;
  return success(c, staleOrFresh(me, kind, resultOf(c.get('sandbox'), me, kind)));
}

/** Subscription and prices of the caller's account; a team member sees their own, not the owner's. */
export const billing = new Hono<SandboxEnv>()
  .use('/account/subscription/*', account, async (c, next) => {
    endElapsedCycles(c.get('sandbox'), c.get('caller').account);
    await next();
  })
  .get('/account/subscription', (c) => read(c, 'subscription'))
  .post('/account/subscription', async (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    const change = changeIn(sandbox, me, await bodyOf(c));
    makeChange(sandbox, me, () => order(sandbox, me, change));
    return success(c, 'Subscription Successfully Updated');
  })
  .get('/account/subscription/summary', (c) => read(c, 'summary'))
  .get('/account/subscription/schedule', (c) => read(c, 'schedule'))
  .delete('/account/subscription/schedule', (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    if (!me.billing.schedule) throw notFound('Schedule');
    makeChange(sandbox, me, () => {
      me.billing.schedule = null;
      sandbox.changed();
    });
    return success(c, 'Downgrade canceled');
  })
  .post('/account/subscription/pending/retry', (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    makeChange(sandbox, me, () => retry(sandbox, me));
    return success(c, 'Payment retried');
  })
  .post('/account/subscription/pending/cancel', (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    makeChange(sandbox, me, () => cancelPending(sandbox, me));
    return success(c, 'Operation canceled');
  })
  .get('/account/subscription/coupon/:code', (c) => {
    const coupon = COUPONS[c.req.param('code')];
    if (!coupon) throw notFound('Coupon');
    return success(c, coupon);
  })
  .get('/pricing', account, (c) => success(c, priceTable(c.get('sandbox').state)))
  .get('/pricing/prorated', account, (c) => {
    const sandbox = c.get('sandbox');
    endElapsedCycles(sandbox, c.get('caller').account);
    return success(c, proratedTable(sandbox.state, c.get('caller').account, sandbox.clock.now()));
  });
