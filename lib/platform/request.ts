import { type Failure, FailureError, failureOfError } from '../domain/failure.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { isObject } from '../domain/json.ts';
import { encodePart } from '../domain/text/encode-part.ts';
import { readEnvelope } from './envelope.ts';
import { malformed, scrub } from './errors.ts';
import { fetchOnce } from './fetch-once.ts';
import { recordServerDate } from './server-clock.ts';
import { recordStatus, throttledFailure } from './throttled-requests.ts';

/** One region's API and a token for it. `token` null: for the sign-in routes. */
export interface Api {
  origin: ApiOrigin;
  token: string | null;
  /**
   * Aborts the call. Its reason is thrown, with the detail `sent` for a change that may have been sent: a
   * {@link FailureError}, or any other for `timeout`.
   */
  signal?: AbortSignal;
  /** Returns how long the call waited in its queue, ms, and 0 for those that follow it at once; for diagnostics. */
  takeWaitedMs?: () => number;
}

/** An API before there is a credential for it. */
export type AnonymousApi = Omit<Api, 'token'>;

/** A path of the API, and its pattern without the values, which may be secret. */
interface ApiPath {
  text: string;
  pattern: string;
}

type QueryValue = string | number | boolean | readonly string[] | null | undefined;

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute; made with {@link path}. It may contain a secret, so it is never part of a failure. */
  path: ApiPath;
  /** Values in the path that are secret, which a failure's text must not quote. */
  secrets?: readonly string[];
  query?: Record<string, QueryValue>;
  body?: unknown;
  timeoutMs?: number;
}

/** Half of the SDK's timeout: a person waits for most of these calls, and a refresh is repeated anyway. */
const TIMEOUT_MS = 30_000;

/**
 * Calls the platform once and returns the envelope's `result`. Never retries, and keeps the browser from repeating a
 * POST if possible (see {@link fetchOnce}). Throws a {@link FailureError} without any secret of the call.
 *
 * Redirects aren't followed: fetch would send the `token` header to the other host.
 */
export async function request(api: Api, call: Call): Promise<unknown> {
  await guard?.(api.origin);
  // Not sent yet, so the reason is thrown unchanged.
  if (api.signal?.aborted) throw abortReason(api.signal);
  const startedAt = performance.now();
  const observe = (failure: Failure | null, unexpected?: unknown) =>
    observer?.({
      route: `${call.method} ${call.path.pattern}`,
      ms: performance.now() - startedAt,
      waitedMs: api.takeWaitedMs?.() ?? 0,
      failure,
      unexpected,
    });
  try {
    const result = await exchange(api, call);
    observe(null);
    return result;
  } catch (error) {
    const isFailure = error instanceof FailureError;
    observe(failureOfError(error), isFailure ? undefined : error);
    // It may have been sent, so what is unexpected in its response leaves the outcome unknown.
    throw isFailure ? error : malformed();
  }
}

/** A call that was sent and ended, without anything that was sent or received. */
interface ObservedRequest {
  /** Method and path pattern. */
  route: string;
  ms: number;
  waitedMs: number;
  failure: Failure | null;
  /** What was thrown, if it isn't a failure. */
  unexpected?: unknown;
}

let observer: ((request: ObservedRequest) => void) | null = null;

/** Makes `listener` the one that is called after each call that was sent to the platform; for diagnostics. */
export function setRequestObserver(listener: (request: ObservedRequest) => void): void {
  observer = listener;
}

let guard: ((origin: ApiOrigin) => Promise<void>) | null = null;

/**
 * Makes `check` the one that is called before anything is sent to the platform; what it throws is the call's failure.
 */
export function setRequestGuard(check: (origin: ApiOrigin) => Promise<void>): void {
  guard = check;
}

async function exchange(api: Api, call: Call): Promise<unknown> {
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
    const address = `${api.origin}${call.path.text}`;
    const url = `${address}${queryString(call.query)}`;
    const sent =
      call.method === 'POST' ? fetchOnce(url, init, bodyText) : fetch(url, { ...init, body: bodyText });
    const response = await sent.catch(() => {
      const mayBeThrottled = call.method === 'GET' && !signal.aborted;
      throw (mayBeThrottled && throttledFailure(address)) || noResponseFailure(api, call, timer.signal);
    });
    recordStatus(address, response.status);
    recordServerDate(api.origin, response.headers, Date.now());
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      throw malformed(response.status || undefined);
    }
    const text = await response.text().catch(() => {
      if (signal.aborted) throw noResponseFailure(api, call, timer.signal);
      // The connection was closed in the middle of the body.
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

/** Builds a path with encoded values, so that an id or a token can't lead to another route. Throws `invalid-input`. */
export function path(parts: TemplateStringsArray, ...values: string[]): ApiPath {
  // Browsers resolve `.` and `..` in a path even if they are encoded.
  if (values.some((value) => /^\.{1,2}$/.test(value))) throw new FailureError({ code: 'invalid-input' });
  const text = parts.reduce((made, part, index) => made + encodePart(values[index - 1] ?? '') + part);
  return { text, pattern: parts.join(':id') };
}

/** Returns a query such as `?a=1&b%5B0%5D=x`: arrays have indexed brackets, as in the platform's SDK. */
export function queryString(query: Call['query']): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'object')
      pairs.push(...value.map((item, index) => encodePair(`${key}[${index}]`, item)));
    else pairs.push(encodePair(key, String(value)));
  }
  return pairs.length ? `?${pairs.join('&')}` : '';
}

function encodePair(key: string, value: string): string {
  return `${encodePart(key)}=${encodePart(value)}`;
}

function headersOf(api: Api, call: Call): Record<string, string> {
  return {
    ...(api.token === null ? {} : { token: api.token }),
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}

/** Returns why a call has no response: it was aborted, took too long, or couldn't be sent. */
function noResponseFailure(api: Api, { method }: Call, timer: AbortSignal): FailureError {
  if (api.signal?.aborted) {
    const reason = abortReason(api.signal);
    // A change may have been made before it was aborted; the detail lets callers handle that.
    return method === 'GET' ? reason : new FailureError({ ...reason.failure, detail: 'sent' });
  }
  return new FailureError({ code: timer.aborted ? 'timeout' : 'offline' });
}

/** Returns why a call was aborted: a timer's signal has no failure as its reason. */
function abortReason({ reason }: AbortSignal): FailureError {
  return reason instanceof FailureError ? reason : new FailureError({ code: 'timeout' });
}

const SECRET_FIELDS = ['password', 'pin_code', 'token'];

/** Returns the secrets of a call, which the platform may quote in a message. */
function secretsOf(api: Api, call: Call): string[] {
  const body = isObject(call.body) ? call.body : {};
  const values = [api.token, ...(call.secrets ?? []), ...SECRET_FIELDS.map((field) => body[field])];
  return values.filter((value): value is string => typeof value === 'string');
}
