import { Hono } from 'hono';
import { account } from '../auth.ts';
import type { SandboxEnv } from '../context.ts';
import { type Body, bodyOf, invalid, success } from '../responses.ts';
import type { Account, OtpType } from '../state.ts';

function accountInfo(account: Account) {
  const enabled = (type: OtpType) => account.otp?.enabled.includes(type) ?? false;
  const { id, name, email, company, phone, plan, timezone, language, options, blocked, active } = account;
  const { created_at, updated_at, last_login } = account;
  return {
    id,
    name,
    email,
    company,
    phone,
    plan,
    timezone,
    language,
    options,
    blocked,
    active,
    created_at,
    updated_at,
    last_login,
    type: 'user',
    developer: true,
    newsletter: false,
    send_invoice: true,
    stripe_id: account.plan === 'free' ? null : `cus_${id.slice(0, 14)}`,
    otp: { authenticator: enabled('authenticator'), sms: enabled('sms'), email: enabled('email') },
  };
}

const EDITABLE = ['name', 'company', 'phone', 'timezone', 'language'] as const;

function edit(account: Account, body: Body): void {
  for (const key of EDITABLE) {
    const value = body[key];
    if (value === undefined) continue;
    if (typeof value !== 'string') throw invalid(`${key} must be a string`);
    account[key] = value;
  }
  if (typeof body.options === 'object' && body.options) Object.assign(account.options, body.options);
}

/** `GET /account`, and changes of an account by itself. */
export const accounts = new Hono<SandboxEnv>()
  .get('/account', account, (c) => success(c, accountInfo(c.get('caller').account)))
  .get('/account/plan', account, (c) => success(c, { plan: c.get('caller').account.plan }))
  .put('/account', account, async (c) => {
    const me = c.get('caller').account;
    edit(me, await bodyOf(c));
    me.updated_at = c.get('sandbox').clock.iso();
    c.get('sandbox').changed();
    return success(c, 'Account Successfully Updated');
  });
