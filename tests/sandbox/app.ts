import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { routeOf } from './auth.ts';
import type { SandboxContext, SandboxEnv } from './context.ts';
import { failureBody } from './fault-responses.ts';
import { lookup } from './lookup.ts';
import { Refusal } from './responses.ts';
import { accounts } from './routes/account.ts';
import { admin } from './routes/admin.ts';
import { allocation } from './routes/allocation.ts';
import { auditLog } from './routes/audit-log.ts';
import { backups } from './routes/backups.ts';
import { billing } from './routes/billing.ts';
import { devices } from './routes/device.ts';
import { files } from './routes/files.ts';
import { notifications } from './routes/notifications.ts';
import { networkOperations, operations } from './routes/operations.ts';
import { payment } from './routes/payment.ts';
import { profileTokens } from './routes/profile-tokens.ts';
import { profiles } from './routes/profiles.ts';
import { resources } from './routes/resources.ts';
import { signIn } from './routes/sign-in.ts';
import { team } from './routes/team.ts';
import { usage } from './routes/usage.ts';
import type { Region } from './state.ts';
import { presentedToken } from './tokens.ts';

/** Returns the host; HTTP/2 has no Host header, but a pseudo-header that the address is made of. */
const hostOf = ({ headers, url }: Request) =>
  (headers.get('host') ?? new URL(url).host).replace(/:\d+$/, '').toLowerCase();

/**
 * `api.eu-w1.tago.io` is Europe, `tagoio.net` TagoDeploy; other hosts are us-e1, and so is loopback unless configured
 * otherwise.
 */
function regionOf(host: string, loopback: Region = 'us-e1'): Region {
  if (host === 'api.eu-w1.tago.io') return 'eu-w1';
  if (host.endsWith('.tagoio.net')) return 'deploy';
  return host.endsWith('.tago.io') ? 'us-e1' : loopback;
}

/** The admin console, and that of a TagoDeploy instance. */
const CONSOLE = /^https:\/\/admin\.(tago\.io|[0-9a-f]{24}\.tagoio\.net)$/;

/** The platform's API as one Hono app. */
export function buildApp(sandbox: SandboxContext, options: { cors?: boolean } = {}): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>({ strict: false });
  const consoles = (origin: string) => (CONSOLE.test(origin) ? origin : null);
  app.use(cors({ origin: options.cors ? '*' : consoles, exposeHeaders: ['Retry-After'] }));

  app.route('/__sandbox', admin(sandbox));
  app.use(async (c, next) => {
    const value = presentedToken(c.req.raw.headers);
    const token = lookup(sandbox.state.tokens, 'token', value);
    const host = hostOf(c.req.raw);
    c.set('sandbox', sandbox);
    c.set('region', regionOf(host, c.env?.loopbackRegion));

    const { pathname, search } = new URL(c.req.url);
    const named = /^\/profile\/([0-9a-f]{24})(?:\/|$)/.exec(pathname)?.[1];
    const subject = {
      method: c.req.method,
      path: pathname,
      host,
      profile: named ?? token?.profile,
      token: value,
      tokenName: token?.name,
    };
    const inFlight = sandbox.requests.begin(value ?? '');
    const at = sandbox.clock.now();
    let fault: string | null = null;
    try {
      fault = await sandbox.faults.apply(c, subject, async () => {
        // Looked up again: a token may have been revoked while the request was held.
        const now = lookup(sandbox.state.tokens, 'token', value);
        c.set('presented', value === undefined ? undefined : { value, token: now });
        await next();
        date(c, sandbox);
      });
      if (fault !== 'cut' && fault !== 'truncate') date(c, sandbox);
    } finally {
      sandbox.requests.end(value ?? '', {
        method: subject.method,
        path: maskTokens(pathname),
        search,
        route: routeOf(c),
        host,
        tokenKind: token?.kind ?? (value === undefined ? 'none' : 'unknown'),
        tokenName: token?.name ?? null,
        profileId: subject.profile ?? null,
        status: fault === 'cut' ? 0 : c.res.status,
        at,
        inFlight,
        cacheControl: c.req.header('cache-control') ?? null,
        fault,
      });
    }
  });

  // `resources` is last, since it has the catch-all routes.
  const groups = [
    signIn,
    accounts,
    allocation,
    billing,
    payment,
    team,
    profileTokens,
    usage,
    auditLog,
    backups,
    profiles,
    notifications,
    files,
    devices,
    networkOperations,
    operations,
    resources,
  ];
  for (const routes of groups) app.route('/', routes);

  app.notFound((c) => c.json(failureBody('Not found'), 404));
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(failureBody(error.message), error.status);
    console.error(error);
    return c.json(failureBody('Internal Server Error'), 500);
  });
  return app;
}

/** Dates a response that has no date yet: by the sandbox's clock, where Node would take the machine's. */
function date(c: Context<SandboxEnv>, { clock }: SandboxContext): void {
  if (!c.res.headers.has('date')) c.res.headers.set('date', new Date(clock.now()).toUTCString());
}

function maskTokens(path: string): string {
  return path.replace(/(\/token\/)[^/]+/, '$1…');
}
