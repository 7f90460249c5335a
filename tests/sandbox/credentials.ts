import type { SandboxContext } from './context.ts';
import { type Body, notFound, Refusal, textIn } from './responses.ts';
import type { Account, Region, UsedPin } from './state.ts';
import { checkPin } from './two-factor.ts';

/** Returns the account with this email and password in a region; each refusal has its own message. */
export function accountFor(sandbox: SandboxContext, region: Region, body: Body): Account {
  const email = textIn(body, 'email').trim().toLowerCase();
  const password = textIn(body, 'password');
  const account = sandbox.state.accounts.find((one) => one.region === region && one.email === email);
  if (!account) throw notFound('Account');
  checkPassword(account, password);
  return account;
}

export function checkPassword(account: Account, password: unknown): void {
  if (account.password !== password) throw new Refusal(401, 'Invalid password');
  if (account.blocked) throw new Refusal(403, 'Account blocked');
  if (!account.active) throw new Refusal(403, 'Account not confirmed');
}

/** Checks email, password and, where two-factor is on, the pin; returns the account. */
export function signInWith(
  sandbox: SandboxContext,
  region: Region,
  body: Body,
  purpose: UsedPin['purpose'],
): Account {
  const account = accountFor(sandbox, region, body);
  checkPin(sandbox.state, account, body, purpose, sandbox.clock.now());
  sandbox.changed();
  return account;
}
