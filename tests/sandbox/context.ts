import type { HttpBindings } from '@hono/node-server';
import type { AuditQueries } from './audit-queries.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RequestLog } from './request-log.ts';
import type { Account, Profile, Region, State, Token } from './state.ts';
import type { StatisticsStamp } from './statistics.ts';

/** All that a route may use. */
export interface SandboxContext {
  state: State;
  clock: Clock;
  faults: Faults;
  requests: RequestLog;
  limits: RateLimits;
  audits: AuditQueries;
  /** Every token works for its own profile only, whatever the account's setting. */
  onlyOwnProfileTokens: boolean;
  /** The list of profiles has the token's own profile alone. */
  onlyOwnProfileListed: boolean;
  statisticsStamp: StatisticsStamp;
  /** A team's list still has the invitations that expired. */
  listsExpiredInvitations: boolean;
  /** The status for a token that is unknown or has expired. */
  deadTokenStatus: 401 | 403;
  /** Has to be called after a change of the state, so that it is written to its file. */
  changed(): void;
  /** Seeds again, without faults and requests. */
  reset(): void;
}

export interface Caller {
  token: Token;
  account: Account;
}

export interface SandboxEnv {
  /** Absent when the app is called without a server. */
  Bindings: Partial<HttpBindings> & {
    /** For a request whose Host has no region. */ loopbackRegion?: Region;
  };
  Variables: {
    sandbox: SandboxContext;
    region: Region;
    /** The token of the request, not yet checked; `token` is undefined for an unknown value. */
    presented: { value: string; token: Token | undefined } | undefined;
    caller: Caller;
    /** The token of a device or a network that called one of its operations. */
    tokenOfKind: Token;
    profile: Profile;
    role: 'owner' | 'member';
  };
}
