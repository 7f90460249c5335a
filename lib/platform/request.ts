import { type Failure, FailureError } from '../domain/failure.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { readEnvelope } from './envelope.ts';
import { malformed, scrub } from './errors.ts';
import { fetchOnce } from './fetch-once.ts';
import { noteServerDate } from './server-clock.ts';

/** One region's API and what authenticates there. `token` null: the sign-in routes, which take none. */
export interface Api {
  origin: ApiOrigin;
  token: string | null;
  /**
   * Ends the call early. A {@link FailureError} as its reason is what the caller gets; with the detail `sent` when
   * it was a change that had left already.
   */
  signal?: AbortSignal;
  /** How long the call waited for its turn, ms; for diagnostics. */
  waitedMs?: number;
}

/** Where an account lives, before there is a credential for it. */
export type Host = Omit<Api, 'token'>;

/** A path on the platform, and its pattern: what it is like without the values, which may be secret. */
export interface ApiPath {
  text: string;
  pattern: string;
}

export type QueryValue = string | number | boolean | readonly string[] | null | undefined;

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute; made with {@link path}. Its text may hold a secret: it is never quoted in a failure. */
  path: ApiPath;
  query?: Record<string, QueryValue>;
  body?: unknown;
  timeoutMs?: number;
}

/** Half of the SDK's: a person looks at most of these calls, and the refresh comes back anyway. */
const TIMEOUT_MS = 30_000;

/**
 * One call to the platform, never repeated here: when to try again is the refresh's business. A POST is sent in
 * a way that the browser cannot repeat either, where it can be kept from it (see {@link fetchOnce}).
 * Returns the envelope's `result`. Throws {@link FailureError}; no secret of the call is in it.
 *
 * A redirect is not followed: fetch would carry the `token` header to whatever host it names.
 */
export async function request(api: Api, call: Call): Promise<unknown> {
  const startedAt = performance.now();
  const observed = (failure: Failure | null) =>
    observer?.({
      route: `${call.method} ${call.path.pattern}`,
      ms: performance.now() - startedAt,
      waitedMs: api.waitedMs ?? 0,
      failure,
    });
  try {
    const result = await exchange(api, call);
    observed(null);
    return result;
  } catch (error) {
    observed(error instanceof FailureError ? error.failure : { code: 'internal' });
    throw error;
  }
}

/** One call that ended. Nothing of what was sent or received is in it. */
export interface ObservedRequest {
  /** Method and path pattern. */
  route: string;
  ms: number;
  waitedMs: number;
  failure: Failure | null;
}

let observer: ((request: ObservedRequest) => void) | null = null;

/** Calls `listener` after each call to the platform; for diagnostics. */
export function observeRequests(listener: (request: ObservedRequest) => void): void {
  observer = listener;
}

async function exchange(api: Api, call: Call): Promise<unknown> {
  // Nothing has left: the reason stands as it is.
  api.signal?.throwIfAborted();
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), call.timeoutMs ?? TIMEOUT_MS);
  const signal = api.signal ? AbortSignal.any([api.signal, timer.signal]) : timer.signal;
  try {
    const init: RequestInit = {
      method: call.method,
      headers: headersOf(api, call),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal,
    };
    const bodyText = call.body === undefined ? undefined : JSON.stringify(call.body);
    const url = `${api.origin}${call.path.text}${queryString(call.query)}`;
    const sent =
      call.method === 'POST' ? fetchOnce(url, init, bodyText) : fetch(url, { ...init, body: bodyText });
    const response = await sent.catch(() => {
      throw brokenOff(api, call, timer.signal);
    });
    noteServerDate(response.headers, Date.now());
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      throw malformed(response.status || undefined);
    }
    const text = await response.text().catch(() => {
      if (signal.aborted) throw brokenOff(api, call, timer.signal);
      // The connection was cut in the middle of the body.
      throw response.status >= 500
        ? new FailureError({ code: 'server', status: response.status })
        : malformed(response.status);
    });
    return readEnvelope({ status: response.status, headers: response.headers, text }, (message) =>
      scrub(message, secretsOf(api, call)),
    );
  } finally {
    clearTimeout(timeout);
  }
}

/** Builds a path; every value is encoded, so that an id or a token cannot become another route. */
export function path(parts: TemplateStringsArray, ...values: string[]): ApiPath {
  // No encoding keeps a browser from reading these as parts of the route.
  if (values.some((value) => /^\.{1,2}$/.test(value))) throw new FailureError({ code: 'invalid-input' });
  const text = parts.reduce(
    (made, part, index) => made + encodeURIComponent((values[index - 1] ?? '').toWellFormed()) + part,
  );
  return { text, pattern: parts.join(':id') };
}

/** `?a=1&b%5B0%5D=x`: arrays with indexed brackets, as the `qs` of the platform's own client writes them. */
export function queryString(query: Call['query']): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'object') pairs.push(...value.map((item, index) => pair(`${key}[${index}]`, item)));
    else pairs.push(pair(key, String(value)));
  }
  return pairs.length ? `?${pairs.join('&')}` : '';
}

function pair(key: string, value: string): string {
  return `${encodeURIComponent(key)}=${encodeURIComponent(value.toWellFormed())}`;
}

function headersOf(api: Api, call: Call): Record<string, string> {
  return {
    ...(api.token === null ? {} : { token: api.token }),
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}

function brokenOff(api: Api, { method }: Call, timer: AbortSignal): FailureError {
  if (api.signal?.aborted) {
    const { reason } = api.signal;
    if (!(reason instanceof FailureError)) return new FailureError({ code: 'timeout' });
    // A change may have been made before it was broken off: whoever sent it has to say so.
    return method === 'GET' ? reason : new FailureError({ ...reason.failure, detail: 'sent' });
  }
  return new FailureError({ code: timer.aborted ? 'timeout' : 'offline' });
}

const SECRET_FIELDS = ['password', 'pin_code', 'token'];

/** Returns what must not come back in a message, should the platform quote the call in it. */
function secretsOf(api: Api, call: Call): string[] {
  const body = call.body && typeof call.body === 'object' ? (call.body as Record<string, unknown>) : {};
  const values = [api.token, ...SECRET_FIELDS.map((field) => body[field])];
  return values.filter((value): value is string => typeof value === 'string');
}
