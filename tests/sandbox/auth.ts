import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Caller, SandboxContext, SandboxEnv } from './context.ts';
import { lookup } from './lookup.ts';
import { denied, notFound, Refusal, unauthorized } from './responses.ts';
import type { Account, Profile, TokenKind } from './state.ts';
import { isExpired, isWellFormed } from './tokens.ts';

export function findProfile(sandbox: SandboxContext, id: string): Profile | undefined {
  return lookup(sandbox.state.profiles, 'id', id);
}

export function findAccount(sandbox: SandboxContext, id: string): Account | undefined {
  return lookup(sandbox.state.accounts, 'id', id);
}

/** Returns the role of an account in a profile; undefined: none. */
export function roleOf(account: Account, profile: Profile): 'owner' | 'member' | undefined {
  if (profile.account === account.id) return 'owner';
  return profile.members.some((member) => member.account === account.id && member.active)
    ? 'member'
    : undefined;
}

/** Returns the route that handles the request: the first that matches, without middleware. */
export function routeOf(c: Parameters<MiddlewareHandler<SandboxEnv>>[0]): string {
  return matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? '*';
}

/**
 * Accepts a request with a profile token of this region: known, not expired, of an account that is not blocked, with
 * the permission for the method, and within the rate limit.
 */
export const account: MiddlewareHandler<SandboxEnv> = async (c, next) => {
  c.set('caller', callerOf(c.get('sandbox'), c));
  const { token, account: owner } = c.get('caller');
  const sandbox = c.get('sandbox');
  const route = routeOf(c);
  const addressed = sandbox.limits.by === 'addressed' && route.startsWith('/profile/') && c.req.param('id');
  const counted = !addressed || addressed === 'current' ? token.profile : addressed;
  sandbox.limits.count(
    counted,
    `${c.req.method} ${route}`,
    planOf(sandbox, counted, owner),
    sandbox.clock.now(),
  );
  await next();
};

function planOf(sandbox: SandboxContext, profile: string, fallback: Account) {
  const owner = findAccount(sandbox, findProfile(sandbox, profile)?.account ?? '');
  return (owner ?? fallback).plan;
}

/** Accepts a request with a token of this kind: a device's or a network's. */
export function tokenOf(kind: TokenKind): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const { token } = c.get('presented') ?? {};
    if (!token || token.region !== c.get('region') || isExpired(token, c.get('sandbox').clock.now()))
      throw unauthorized();
    const of = token.kind === kind ? findProfile(c.get('sandbox'), token.profile) : undefined;
    if (!of) throw denied();
    c.set('tokenOfKind', token);
    c.set('profile', of);
    await next();
  };
}

function callerOf(sandbox: SandboxContext, c: Parameters<MiddlewareHandler<SandboxEnv>>[0]): Caller {
  const presented = c.get('presented');
  if (!presented) throw unauthorized();
  const { token, value } = presented;
  const dead = (message: string) => new Refusal(sandbox.deadTokenStatus, message);
  if (!token) throw dead(isWellFormed(value) ? 'Authorization denied' : 'Invalid token');
  if (token.region !== c.get('region')) throw unauthorized();
  if (isExpired(token, sandbox.clock.now())) throw dead('Invalid token');
  if (token.kind !== 'profile') throw denied();
  const owner = findAccount(sandbox, token.created_by);
  if (!owner) throw unauthorized();
  if (owner.blocked) throw unauthorized('Account blocked');
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (token.permission !== 'full' && (token.permission === 'read') !== reads) throw denied();
  token.last_authorization = sandbox.clock.iso();
  return { token, account: owner };
}

/** Finds the profile of `/profile/:id/…` ("current" is the token's), where the caller has access. */
export const profile: MiddlewareHandler<SandboxEnv> = async (c, next) => {
  const sandbox = c.get('sandbox');
  const caller = c.get('caller');
  const wanted = c.req.param('id') ?? '';
  const found = findProfile(sandbox, wanted === 'current' ? caller.token.profile : wanted);
  if (!found) throw notFound('Profile');
  const role = roleOf(caller.account, found);
  const onlyOwn = sandbox.onlyOwnProfileTokens || caller.account.onlyOwnProfileTokens;
  if (!role || (onlyOwn && caller.token.profile !== found.id)) throw denied();
  c.set('profile', found);
  c.set('role', role);
  await next();
};

/** Accepts the owner of the profile only. */
export const owner: MiddlewareHandler<SandboxEnv> = async (c, next) => {
  if (c.get('role') !== 'owner') throw denied();
  await next();
};
