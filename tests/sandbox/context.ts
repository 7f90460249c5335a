import type { HttpBindings } from '@hono/node-server';
import type { AuditQueries } from './audit-queries.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RequestLog } from './request-log.ts';
import type { Account, Profile, Region, State, Token } from './state.ts';

/** All that a route may use. */
export interface SandboxContext {
  state: State;
  clock: Clock;
  faults: Faults;
  requests: RequestLog;
  limits: RateLimits;
  audits: AuditQueries;
  /** Every token reaches only its own profile, whatever its account says. */
  onlyOwnProfileTokens: boolean;
  /** Says that the state changed, so that it gets written. */
  changed(): void;
  /** Throws everything away and seeds again. */
  reset(): void;
}

export interface Caller {
  token: Token;
  account: Account;
}

export interface SandboxEnv {
  /** Absent when the app is called without a server. */
  Bindings: Partial<HttpBindings> & {
    /** Of a request whose Host names no region. */ loopbackRegion?: Region;
  };
  Variables: {
    sandbox: SandboxContext;
    region: Region;
    /** The token that came with the request, if it is one of ours; not yet judged. */
    presented: { value: string; token: Token | undefined } | undefined;
    caller: Caller;
    /** The token of a device or a network that called one of its own operations. */
    tokenOfKind: Token;
    profile: Profile;
    role: 'owner' | 'member';
  };
}
