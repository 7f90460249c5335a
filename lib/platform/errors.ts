import { type Failure, FailureError } from '../domain/failure.ts';
import { OTP_TYPES, type OtpType } from '../domain/otp-type.ts';
import { encodePart } from '../domain/text/encode-part.ts';
import { HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import type { HttpResponse } from './envelope.ts';

/**
 * Returns the failure of a response that isn't as expected: a gateway's page, a truncated body, a redirect, another
 * result.
 */
export function malformed(status?: number): FailureError {
  return new FailureError({ code: 'malformed', ...(status === undefined ? {} : { status }) });
}

/**
 * Returns the failure that a response means. `message`: the platform's message, without secrets; null when there is
 * none. Messages are matched loosely, since the platform documents only some of them.
 *
 * `unauthorized` (401, or a message about the token) and `denied` (403) aren't reliable: the platform responds with
 * "Authorization denied" or "Invalid token" and 401 or 403 both to invalid tokens and to valid ones without access.
 * lib/calls treats both as a refusal and finds out which it is with another call (`GET /account` with the same token).
 */
export function failureOf(
  response: Pick<HttpResponse, 'status' | 'headers'>,
  message: string | null,
): FailureError {
  const { status } = response;
  const failureWithStatus = (failure: Failure) => new FailureError({ status, ...failure });
  if (status === 429 || (message !== null && /too many requests/i.test(message))) {
    return failureWithStatus({
      code: 'rate-limited',
      retryAfterMs: retryAfter(response.headers, message, Date.now()),
    });
  }
  const otpType = twoFactorIn(message);
  if (otpType) return failureWithStatus({ code: 'two-factor-needed', otpType });
  if (message !== null) {
    const known = KNOWN_MESSAGES.find(([pattern]) => pattern.test(message));
    if (known && status < 500) return failureWithStatus({ ...known[1], detail: message });
  }
  const detail = message === null ? {} : { detail: message };
  if (status === 408) return failureWithStatus({ code: 'timeout' });
  if (status === 401) return failureWithStatus({ code: 'unauthorized', ...detail });
  if (status === 403 || (status < 500 && DENIED.test(message ?? '')))
    return failureWithStatus({ code: 'denied', ...detail });
  if (status === 404) return failureWithStatus({ code: 'not-found', ...detail });
  if (status >= 500 || message === null) return failureWithStatus({ code: 'server', ...detail });
  return failureWithStatus({ code: 'refused', detail: message });
}

const DENIED = /authorization denied|not authorized/i;

/** Checked in order, before the HTTP status, which the platform doesn't use consistently. */
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

/**
 * Returns the two-factor type that a message asks for; null for other messages. Such a message is JSON:
 * `{"otp_enabled": true | [types], "otp_autosend": type}`.
 */
export function twoFactorIn(message: string | null): OtpType | null {
  if (!message?.includes('otp_enabled')) return null;
  try {
    return otpTypeOf(JSON.parse(message));
  } catch {
    return null;
  }
}

/**
 * Returns a message object about two-factor as the text that {@link twoFactorIn} reads, with nothing else of it: the
 * rest may be of any length, or nested too deeply for JSON.
 */
export function twoFactorText(message: Record<string, unknown>): string {
  const otpType = otpTypeOf(message);
  return JSON.stringify({ otp_enabled: otpType !== null, otp_autosend: otpType ?? undefined });
}

function otpTypeOf({
  otp_enabled: enabled,
  otp_autosend: autosend,
}: Record<string, unknown>): OtpType | null {
  if (!enabled) return null;
  const candidates: unknown[] = [autosend, ...(Array.isArray(enabled) ? enabled : [])];
  return candidates.find(isOtpType) ?? 'authenticator';
}

function isOtpType(value: unknown): value is OtpType {
  return OTP_TYPES.includes(value as OtpType);
}

const MAX_WAIT_MS = HOUR_MS;

/**
 * Returns how long to wait after a 429, in ms: by the header in seconds, else the message's "(Retry-After: 8)", else by
 * the header's date, else until the next full minute, when the platform starts counting again (by the server's clock if
 * the response has a date). At least a second, at most an hour.
 */
export function retryAfter(headers: Headers, message: string | null, now: number): number {
  const header = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(header) ? header : /retry.after\D{0,3}(\d+)/i.exec(message ?? '')?.[1];
  if (seconds !== undefined) return clamp(Number(seconds) * 1000);
  const served = Date.parse(headers.get('date') ?? '');
  // Dates from the server are compared with its own clock, since this computer's may be wrong.
  const at = Number.isNaN(served) ? now : served;
  const until = header === '' ? Number.NaN : Date.parse(header);
  if (!Number.isNaN(until)) return clamp(until - at);
  return clamp(MINUTE_MS - (at % MINUTE_MS));
}

function clamp(ms: number): number {
  return Math.min(MAX_WAIT_MS, Math.max(1000, Math.ceil(ms)));
}

/** Texts that look like a token. */
const TOKEN_SHAPE = /(?:p-|a-)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\bat[0-9a-f]{32}\b/gi;
const MAX_DETAIL_LENGTH = 400;

/** Removes the given secrets, and everything that looks like a token, from a message; truncates long ones. */
export function scrub(message: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodePart(secret), JSON.stringify(secret).slice(1, -1)]);
  const clean = known.reduce((text, secret) => text.replaceAll(secret, '…'), message);
  const shapeless = clean.replace(TOKEN_SHAPE, '…');
  return shapeless.length > MAX_DETAIL_LENGTH ? `${shapeless.slice(0, MAX_DETAIL_LENGTH)}…` : shapeless;
}

/**
 * Awaits a call and makes its refusal more specific, such as "Profile limit reached" when adding a profile. `rules` are
 * matched in order with the platform's message, unless the failure already has a specific code.
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

/** Refusals only: a 5xx may be a gateway's, and the call may have succeeded. */
const UNSPECIFIC_CODES: ReadonlySet<Failure['code']> = new Set([
  'refused',
  'denied',
  'not-found',
  'unauthorized',
]);
