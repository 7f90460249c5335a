import { type Failure, FailureError, type OtpType } from '../domain/failure.ts';
import { HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import type { Answer } from './envelope.ts';

/** Not the platform's JSON: a gateway's page, a cut body, a redirect, a result of another shape. */
export function malformed(status?: number): FailureError {
  return new FailureError({ code: 'malformed', ...(status === undefined ? {} : { status }) });
}

/**
 * Returns the failure that an answer of the platform's means. `message` is its own text, free of secrets; null when it
 * gave none. Messages are matched loosely: the platform documents only some of them.
 *
 * `unauthorized` (401, or words that name the token) and `denied` (403) are distinguished by status and words
 * alone: wrong and expired tokens are answered "Authorization denied" or "Invalid token" with 401 or 403 alike,
 * and so is a profile that a good token does not reach. Which of the two it is takes another call to find out
 * (`GET /account` with the same token): that is the job of lib/calls, which takes both codes as a refusal.
 */
export function failureOf(answer: Pick<Answer, 'status' | 'headers'>, message: string | null): FailureError {
  const { status } = answer;
  const with_ = (failure: Failure) => new FailureError({ status, ...failure });
  if (status === 429 || (message !== null && /too many requests/i.test(message))) {
    return with_({ code: 'rate-limited', retryAfterMs: retryAfter(answer.headers, message, Date.now()) });
  }
  const otpType = twoFactorIn(message);
  if (otpType) return with_({ code: 'two-factor-needed', otpType });
  if (message !== null) {
    const known = KNOWN_MESSAGES.find(([pattern]) => pattern.test(message));
    if (known && status < 500) return with_({ ...known[1], detail: message });
  }
  const detail = message === null ? {} : { detail: message };
  if (status === 408) return with_({ code: 'timeout' });
  if (status === 401) return with_({ code: 'unauthorized', ...detail });
  if (status === 403 || (status < 500 && DENIED.test(message ?? '')))
    return with_({ code: 'denied', ...detail });
  if (status === 404) return with_({ code: 'not-found', ...detail });
  if (status >= 500 || message === null) return with_({ code: 'server', ...detail });
  return with_({ code: 'refused', detail: message });
}

const DENIED = /authorization denied|not authorized/i;

/** The first match wins; tried before the HTTP status, which the platform does not use consistently. */
const KNOWN_MESSAGES: [RegExp, Failure][] = [
  [/\b(pin|otp|one.time|verification)\b.*(code|password|invalid|wrong|incorrect|expired|used)/i, pin()],
  [/(invalid|wrong|incorrect|expired|used)\b.*\b(pin|otp|verification code)\b/i, pin()],
  [/(invalid|wrong|incorrect|bad)\b.*\b(password|credentials?)/i, password()],
  [/(password|credentials?)\b.*(invalid|wrong|incorrect|not match|does ?n.t match)/i, password()],
  [
    /account\b.*\b(blocked|suspended|disabled|deactivated)|(blocked|suspended) account/i,
    { code: 'account-blocked' },
  ],
  [
    /\b(invalid|expired|revoked) (account |profile )?token\b(?! (name|permission|expir))/i,
    { code: 'unauthorized' },
  ],
  [/\btoken (is |has )?(been )?(invalid|expired|revoked)/i, { code: 'unauthorized' }],
];

function pin(): Failure {
  return { code: 'wrong-pin', field: 'pinCode' };
}

function password(): Failure {
  return { code: 'wrong-password', field: 'password' };
}

const OTP_TYPES: readonly OtpType[] = ['authenticator', 'sms', 'email'];

/**
 * Two-factor is asked for in a message that is itself a JSON text: `{"otp_enabled": true | [types],
 * "otp_autosend": type}`. The type to use; null when the message is none of these.
 */
export function twoFactorIn(message: string | null): OtpType | null {
  if (!message?.includes('otp_enabled')) return null;
  try {
    const { otp_enabled: enabled, otp_autosend: autosend } = JSON.parse(message) as Record<string, unknown>;
    if (!enabled) return null;
    const candidates = [autosend, ...(Array.isArray(enabled) ? enabled : [])];
    return OTP_TYPES.find((type) => type === candidates.find(isOtpType)) ?? 'authenticator';
  } catch {
    return null;
  }
}

function isOtpType(value: unknown): value is OtpType {
  return OTP_TYPES.includes(value as OtpType);
}
const MAX_WAIT_MS = HOUR_MS;

/**
 * Milliseconds to wait after a 429: the header (seconds or a date), else the message's "(Retry-After: 8)",
 * else until the clock minute turns, which is when the platform starts counting again (by the server's clock where the
 * response has a date). At least a second, at most an hour.
 */
export function retryAfter(headers: Headers, message: string | null, now: number): number {
  const header = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(header) ? header : /retry.after\D{0,3}(\d+)/i.exec(message ?? '')?.[1];
  if (seconds !== undefined) return clamp(Number(seconds) * 1000);
  const served = Date.parse(headers.get('date') ?? '');
  // The server's dates are compared with the server's own clock: this computer's may be wrong.
  const at = Number.isNaN(served) ? now : served;
  const until = header === '' ? Number.NaN : Date.parse(header);
  if (!Number.isNaN(until)) return clamp(until - at);
  return clamp(MINUTE_MS - (at % MINUTE_MS));
}

function clamp(ms: number): number {
  return Math.min(MAX_WAIT_MS, Math.max(1000, Math.ceil(ms)));
}

/** Tokens as they look anywhere in a text. */
const TOKEN_SHAPE = /(?:p-|a-)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\bat[0-9a-f]{32}\b/gi;
const MAX_DETAIL_LENGTH = 400;

/** Takes given secrets, and all that looks like a token, out of a message; cuts what is no message any more. */
export function scrub(message: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      JSON.stringify(secret).slice(1, -1),
    ]);
  const clean = known.reduce((text, secret) => text.replaceAll(secret, '…'), message);
  const shapeless = clean.replace(TOKEN_SHAPE, '…');
  return shapeless.length > MAX_DETAIL_LENGTH ? `${shapeless.slice(0, MAX_DETAIL_LENGTH)}…` : shapeless;
}

/**
 * Runs a call whose refusal means something more precise in its place ("Profile limit reached" when adding
 * one). `rules` are tried in order on the platform's words of a failure that is a refusal without a more
 * precise code already.
 */
export async function explain<T>(call: Promise<T>, rules: readonly [RegExp, Failure][]): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof FailureError) || !UNSPECIFIC_CODES.has(error.failure.code)) throw error;
    const { detail } = error.failure;
    const rule = detail === undefined ? undefined : rules.find(([pattern]) => pattern.test(detail));
    throw rule ? new FailureError({ ...error.failure, ...rule[1] }) : error;
  }
}

/** Refusals only: the words of a 5xx are a gateway's as often as the platform's, and the call may have worked. */
const UNSPECIFIC_CODES: ReadonlySet<Failure['code']> = new Set([
  'refused',
  'denied',
  'not-found',
  'unauthorized',
]);
