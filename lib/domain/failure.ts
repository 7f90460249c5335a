import type messages from '../../public/_locales/en/messages.json';
import type { OtpType } from './otp-type.ts';

/** A rule of the extension that a request breaks, named by the key of its sentence. */
export type RuleKey =
  | Extract<keyof typeof messages, `rule${string}`>
  | 'connectNoProfile'
  | 'connectTokenMalformed'
  | 'docsSampleTooLong'
  | 'failure_passphrase_too_short'
  | 'tokenOfAnotherProfile';

/** Every way in which an action or a refresh can fail. The UI has a sentence for each. */
export type FailureCode =
  // requests
  | 'offline' // no network, or the host does not respond
  | 'timeout'
  | 'unauthorized' // the credential is wrong, revoked or expired (401, "Invalid token")
  | 'denied' // "Authorization denied" for this profile or action (403)
  | 'rate-limited' // 429; retryAfterMs says how long
  | 'server' // 5xx, or 200 with status:false without a known message
  | 'malformed' // not the platform's JSON (a gateway's HTML page, a truncated body)
  | 'refused' // a 4xx with the platform's message in `detail`
  | 'not-found'
  | 'host-permission' // access to this host was withdrawn or never granted
  // sign-in and tokens
  | 'two-factor-needed' // otpType: the method
  | 'wrong-password'
  | 'wrong-pin'
  | 'account-blocked'
  | 'token-not-profile' // a device, analysis, network or service token; tokenKind: which
  | 'token-expired'
  | 'already-connected'
  | 'token-ambiguous' // several match {profile, created_at, name}
  | 'token-gone' // none matches: revoked or renamed elsewhere
  | 'read-only-token'
  | 'needs-full-token' // for reading and changing something
  | 'no-token' // the profile has no token that fits
  | 'foreign-destination' // a sample sends its token elsewhere; detail: the host
  | 'plain-destination' // a sample sends its token unencrypted; detail: the host
  | 'unclear-destination' // it can't be determined where a sample sends its token; detail: the unclear part
  | 'not-active' // the profile that the docs site's button names is no longer the active one
  | 'copy-gone' // the copy window's request has expired, or the window was opened for another one
  | 'full-token' // the token has full permission, and the person has not confirmed that
  // input
  | 'invalid-input' // detail: a RuleKey
  | 'not-allowed' // owner only, or beyond the plan; detail: a RuleKey
  | 'plan-limit'
  | 'policy' // the organization's policy forbids it; detail: its key, or 'invalid' while the policy has an error
  | 'no-account' // the invited person has no account yet
  // the extension
  | 'not-connected'
  | 'no-profile' // no profile is active
  | 'needs-sign-in'
  | 'credential-lost' // the connection has none here; detail: a CredentialLoss
  | 'locked' // the vault is locked
  | 'wrong-passphrase'
  | 'storage-full'
  | 'storage-failed' // the browser cannot open or write its database (a full disk makes Chromium say no more), or use its session storage
  | 'newer-data' // a newer version of the extension wrote the store
  | 'clipboard'
  | 'outcome-unknown' // a change was sent without a response; detail: 'not-seen', 'not-read' (see confirmed-change.ts) or a RuleKey
  | 'too-often'
  | 'example' // the page shows example data, with which nothing can be done
  | 'internal';

/** A failure as data, for messages and the store. Never contains a secret. */
export interface Failure {
  code: FailureCode;
  /** The input that caused it, if any. */
  field?: string;
  /** The platform's message, with secrets removed, or a detail as listed at {@link FailureCode}. */
  detail?: string;
  status?: number;
  retryAfterMs?: number;
  otpType?: OtpType;
  tokenKind?: 'device' | 'analysis' | 'network' | 'service';
}

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (failure: Failure | FailureCode): { ok: false; failure: Failure } => ({
  ok: false,
  failure: typeof failure === 'string' ? { code: failure } : failure,
});

const FINAL_CODES: ReadonlySet<FailureCode> = new Set([
  'refused',
  'denied',
  'not-found',
  'token-gone',
  'no-account',
  'plan-limit',
  'invalid-input',
  'not-allowed',
  'read-only-token',
  'needs-full-token',
  'policy',
]);

/** Returns true for a refusal (4xx) that the same request would meet again: there is no sense in repeating it. */
export function isFinal({ code, status = 500 }: Failure): boolean {
  return FINAL_CODES.has(code) || (code === 'server' && status >= 400 && status < 500);
}

/** Returns true if a status comes from a proxy or gateway in front of the server. */
export function isGateway(status: number | undefined): status is number {
  return status !== undefined && ((status >= 502 && status <= 504) || status >= 520);
}

/** Returns true if the extension doesn't try again by itself. What a policy asks for may still be done. */
export function endsRetries(failure: Failure): boolean {
  return isFinal(failure) && failure.code !== 'policy';
}

/** Returns true for the failure of a request for which a passphrase has to be set first. */
export function lacksPassphrase({ code, detail }: Failure): boolean {
  return code === 'policy' && detail === 'requirePassphrase';
}

/** A failure and when it happened, epoch ms. */
export interface TimedFailure {
  failure: Failure;
  at: number;
}

/** Thrown inside the background; other contexts get its `failure`. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
  }
}

/** Returns the failure of an input that breaks a rule. */
export function brokenRule(field: string, rule: RuleKey): FailureError {
  return new FailureError({ code: 'invalid-input', field, detail: rule });
}

/** Returns the failure of what a rule doesn't allow, or not now. */
export function notAllowed(rule: RuleKey): FailureError {
  return new FailureError({ code: 'not-allowed', detail: rule });
}

/** Returns true for the error of opening a database that a newer version of the extension wrote. */
export function isNewerDataError(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}

/**
 * Returns an error's failure; `newer-data` for {@link isNewerDataError}, `internal` for any that isn't a
 * {@link FailureError}.
 */
export function failureOfError(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return { code: isNewerDataError(error) ? 'newer-data' : 'internal' };
}

/** Runs `work` and turns what it throws into a result, by {@link failureOfError}. */
export async function settle<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    return fail(failureOfError(error));
  }
}
