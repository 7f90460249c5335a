import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, getRequestListener } from '@hono/node-server';
import { listAccounts, type SandboxAccount } from './accounts-list.ts';
import { buildApp } from './app.ts';
import { AuditQueries } from './audit-queries.ts';
import { Clock } from './clock.ts';
import type { SandboxContext, SandboxEnv } from './context.ts';
import { Faults } from './faults.ts';
import { type RateLimitOptions, RateLimits } from './rate-limits.ts';
import { RequestLog } from './request-log.ts';
import { seedState } from './seed.ts';
import type { Region } from './state.ts';
import { StateFile } from './state-file.ts';
import type { StatisticsStamp } from './statistics.ts';

export interface SandboxOptions {
  /** 0 picks a free one. */
  port?: number;
  /** How many profiles the first account sees (8). */
  profiles?: number;
  /** The same seed gives the same ids, numbers and secrets (1). */
  seed?: number;
  /** Where the state is kept; a file that exists is used instead of `profiles` and `seed`. */
  stateFile?: string;
  /** Every token works for its own profile only. */
  onlyOwnProfileTokens?: boolean;
  /** The list of profiles has the token's own profile alone. */
  onlyOwnProfileListed?: boolean;
  /** What the rows of statistics have as their time ('end'). */
  statisticsStamp?: StatisticsStamp;
  /** A team's list still has the invitations that expired (they are gone). */
  listsExpiredInvitations?: boolean;
  /** The status for a token that is unknown or has expired: both are documented (401). */
  deadTokenStatus?: 401 | 403;
  limits?: RateLimitOptions;
  /** When its clock begins (now), and whether it is frozen. */
  clock?: { start?: string | number | Date; frozen?: boolean };
  /** Allows cross-origin pages (off: the extension must have the host permission). */
  cors?: boolean;
}

export interface Sandbox extends SandboxContext {
  /** `http://127.0.0.1:PORT`: us-e1. */
  origin: string;
  /** The same sandbox as eu-w1, on a port of its own, for clients that cannot set the Host header. */
  euOrigin: string;
  readonly accounts: SandboxAccount[];
  /** Handles a request without a socket; the Host header decides the region. */
  fetch(request: Request, env?: SandboxEnv['Bindings']): Response | Promise<Response>;
  close(): Promise<void>;
}

/** Starts the sandbox on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new Clock(options.clock?.start, options.clock?.frozen);
  const seeded = () =>
    seedState({ profiles: options.profiles ?? 8, seed: options.seed ?? 1, now: clock.now() });
  const file = options.stateFile ? new StateFile(options.stateFile, () => context.state) : undefined;
  const context: SandboxContext = {
    state: (options.stateFile && StateFile.read(options.stateFile)) || seeded(),
    clock,
    faults: new Faults(),
    requests: new RequestLog(),
    limits: new RateLimits(options.limits),
    audits: new AuditQueries(),
    listsExpiredInvitations: options.listsExpiredInvitations ?? false,
    statisticsStamp: options.statisticsStamp ?? 'end',
    deadTokenStatus: options.deadTokenStatus ?? 401,
    onlyOwnProfileTokens: options.onlyOwnProfileTokens ?? false,
    onlyOwnProfileListed: options.onlyOwnProfileListed ?? false,
    changed: () => file?.changed(),
    reset: () => {
      context.state = seeded();
      context.faults.clear();
      context.requests.clear();
      context.limits.clear();
      context.changed();
    },
  };
  file?.write();
  const app = buildApp(context, { cors: options.cors ?? false });
  const fetch = (request: Request, env?: SandboxEnv['Bindings']) => app.fetch(request, env ?? {});
  const [server, europe] = await Promise.all([
    listen(fetch, options.port ?? 0, 'us-e1'),
    listen(fetch, 0, 'eu-w1'),
  ]);
  const sandbox = Object.assign(context, {
    origin: originOf(server),
    euOrigin: originOf(europe),
    accounts: [] as SandboxAccount[],
    fetch,
    close: async () => {
      context.faults.clear();
      await Promise.all([stop(server), stop(europe)]);
      file?.write();
    },
  });
  // Read each time, since tests invite, delete and reset.
  return Object.defineProperty(sandbox, 'accounts', { get: () => listAccounts(context), enumerable: true });
}

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Starts a loopback server; requests whose Host has no region are for `region`. */
async function listen(fetch: Sandbox['fetch'], port: number, region: Region): Promise<Server> {
  const server = createAdaptorServer({
    fetch: (request, env) => fetch(request, { ...(env as SandboxEnv['Bindings']), loopbackRegion: region }),
    // The process has its own Request and Response.
    overrideGlobalObjects: false,
  }) as Server;
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Returns a listener for other servers in front of the sandbox, such as the TLS front. */
export const requestListener = (sandbox: Pick<Sandbox, 'fetch'>) =>
  getRequestListener((request, env) => sandbox.fetch(request, env as SandboxEnv['Bindings']), {
    overrideGlobalObjects: false,
  });
