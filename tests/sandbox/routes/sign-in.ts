import { Hono } from 'hono';
import { audit } from '../audit-queries.ts';
import { findProfile, roleOf } from '../auth.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import { accountFor, signInWith } from '../credentials.ts';
import { bodyOf, denied, notFound, success, textIn } from '../responses.ts';
import type { Account, OtpType, Profile } from '../state.ts';
import { expiryOf, issueToken } from '../tokens.ts';
import { sendCode } from '../two-factor.ts';

/** Returns the rows of `GET /profile`: profiles that the account owns, then those shared with it. */
export function profileRows(sandbox: SandboxContext, account: Account) {
  const row = ({ id, name, logo_url, account: owner }: Profile) => ({ id, name, logo_url, account: owner });
  const mine = sandbox.state.profiles.filter((profile) => profile.account === account.id);
  const shared = sandbox.state.profiles.filter((profile) => roleOf(account, profile) === 'member');
  return [...mine.map(row), ...shared.map((profile) => ({ ...row(profile), from_share: true }))];
}

/** Sign-in with email and password, without a token. */
export const signIn = new Hono<SandboxEnv>()
  .post('/account/login', async (c) => {
    const sandbox = c.get('sandbox');
    const account = signInWith(sandbox, c.get('region'), await bodyOf(c), 'login');
    account.last_login = sandbox.clock.iso();
    const { id, name, email, company, phone } = account;
    return success(c, {
      type: 'user',
      id,
      name,
      email,
      company,
      phone,
      profiles: profileRows(sandbox, account),
    });
  })
  .post('/account/login/otp', async (c) => {
    const sandbox = c.get('sandbox');
    const body = await bodyOf(c);
    const account = accountFor(sandbox, c.get('region'), body);
    sendCode(sandbox.state, account, textIn(body, 'otp_type') as OtpType, sandbox.clock.now());
    sandbox.changed();
    return success(c, 'PIN code sent');
  })
  .post('/account/profile/token', async (c) => {
    const sandbox = c.get('sandbox');
    const body = await bodyOf(c);
    const name = textIn(body, 'name');
    const expire_time = expiryOf(body.expire_time, sandbox.clock.now());
    const profile = findProfile(sandbox, textIn(body, 'profile_id'));
    const account = signInWith(sandbox, c.get('region'), body, 'credential');
    if (!profile) throw notFound('Profile');
    if (!roleOf(account, profile)) throw denied();
    const token = issueToken(sandbox.state, {
      region: account.region,
      name,
      profile: profile.id,
      expire_time,
      created_by: account.id,
      created_at: sandbox.clock.iso(),
    });
    audit(sandbox.state, token.created_at, account.id, profile.id, 'profile', `Token "${name}" created`);
    sandbox.changed();
    return success(c, {
      token: token.token,
      name,
      permission: token.permission,
      profile: profile.id,
      created_by: account.id,
      expire_time: token.expire_time,
    });
  });
