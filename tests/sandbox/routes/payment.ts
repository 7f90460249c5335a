import { Hono } from 'hono';
import { account } from '../auth.ts';
import type { Billing } from '../billing-state.ts';
import { addMonths } from '../clock.ts';
import type { SandboxEnv } from '../context.ts';
import { monthlyTotal } from '../pricing.ts';
import { bodyOf, optionalText, success, textIn } from '../responses.ts';

const FIELDS = ['company', 'country', 'state', 'city', 'street', 'zip_code', 'comments'] as const;
const MAX_INVOICES = 14;

/** Payment method, billing information and invoices of the caller's account. */
export const payment = new Hono<SandboxEnv>()
  .get('/account/payment_method', account, (c) => success(c, { card: c.get('caller').account.billing.card }))
  .post('/account/payment_method', account, async (c) => {
    const me = c.get('caller').account;
    textIn(await bodyOf(c), 'token');
    me.billing.card = {
      name: me.name,
      brand: 'mastercard',
      last4: '4444',
      funding: 'credit',
      exp_month: 1,
      exp_year: 2032,
    };
    c.get('sandbox').changed();
    return success(c, 'Payment method updated');
  })
  .delete('/account/payment_method', account, (c) => {
    c.get('caller').account.billing.card = null;
    c.get('sandbox').changed();
    return success(c, 'Payment method removed');
  })
  .get('/account/billing', account, (c) => {
    const me = c.get('caller').account;
    const { information, card } = me.billing;
    return success(c, {
      account: me.id,
      ...information,
      payment_method: card ? { card } : null,
      updated_at: me.updated_at,
    });
  })
  .put('/account/billing', account, async (c) => {
    const body = await bodyOf(c);
    const { information }: Billing = c.get('caller').account.billing;
    for (const field of FIELDS) information[field] = optionalText(body, field) ?? information[field];
    c.get('sandbox').changed();
    return success(c, 'Billing information updated');
  })
  .get('/account/payment_history', account, (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    const total = monthlyTotal(sandbox.state, { plan: me.plan, ...me.billing });
    const rows = Array.from({ length: total > 0 ? MAX_INVOICES : 0 }, (_, i) => ({
      stripe_id: `in_${me.id.slice(0, 8)}${String(MAX_INVOICES - i).padStart(4, '0')}`,
      invoice_number: `${me.id.slice(0, 6).toUpperCase()}-${String(MAX_INVOICES - i).padStart(4, '0')}`,
      total,
      currency: 'usd',
      receipt_url: null,
      paid: true,
      status: 'paid',
      card: { brand: me.billing.card?.brand ?? null, last4: me.billing.card?.last4 ?? null },
      created_at: new Date(addMonths(Date.parse(me.billing.cycle.start), -i)).toISOString(),
    }));
    const after = rows.findIndex((row) => row.stripe_id === c.req.query('last_id')) + 1;
    return success(c, rows.slice(after, after + Number(c.req.query('amount') ?? 10)));
  });
