/** Every way in which something a person asked for, or a refresh, can fail. The UI has a sentence for each. */
export type FailureCode =
  // the wire
  | 'offline' // no network, or the host does not answer
  | 'timeout'
  | 'unauthorized' // the credential is wrong, revoked or expired (401, "Invalid token")
  | 'denied' // "Authorization denied" for this profile or action (403)
  | 'rate-limited' // 429; retryAfterMs says how long
  | 'server' // 5xx, or 200 with status:false without a known message
  | 'malformed' // not the platform's JSON (a gateway's HTML page, a cut body)
  | 'refused' // a 4xx with a message of the platform's own, in `detail`
  | 'not-found'
  | 'host-permission' // the person withdrew, or never gave, access to this host
  // sign-in and tokens
  | 'two-factor-needed' // otpType says how
  | 'wrong-password'
  | 'wrong-pin'
  | 'account-blocked'
  | 'token-not-profile' // a device, analysis, network or service token; tokenKind says which
  | 'token-expired'
  | 'already-connected'
  | 'token-ambiguous' // none or several tokens match {profile, created_at, name}
  | 'read-only-token'
  | 'no-token' // the profile has no token that fits
  | 'foreign-destination' // a sample sends its token elsewhere; detail: the host
  | 'plain-destination' // a sample sends its token unencrypted; detail: the host
  | 'unclear-destination' // where a sample sends its token cannot be read; detail: the part that decides it
  | 'full-token' // the token may do everything, and the person has not said that they want that
  // input
  | 'invalid-input' // detail: which rule, as a message key of the UI
  | 'not-allowed' // owner only, or beyond the plan; detail: which rule
  | 'plan-limit'
  | 'no-account' // the invited person has no account yet
  // ourselves
  | 'not-connected'
  | 'needs-sign-in'
  | 'locked' // the vault is locked
  | 'wrong-passphrase'
  | 'storage-full'
  | 'newer-data' // a newer version of the extension wrote the store
  | 'clipboard'
  | 'outcome-unknown' // a change was sent and no answer came; detail: 'not-seen' or 'not-read' when the truth was read
  | 'too-often'
  | 'internal';

export type OtpType = 'authenticator' | 'sms' | 'email';

/** A failure as data: it crosses messages and is stored beside what it concerns. Never holds a secret. */
export interface Failure {
  code: FailureCode;
  /** The input it belongs to, when one is to blame. */
  field?: string;
  /** The platform's own words, where they help a person; already free of secrets. */
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

/** Thrown inside the background; crosses no context. `failure` is what others see. */
export class FailureError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
  }
}

/** Returns true for the error with which a database written by a newer version of the extension refuses to open. */
export function isNewerDataError(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}

/** Runs `work` and turns a thrown {@link FailureError} into a result; what nobody foresaw becomes `internal`. */
export async function settle<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    return fail(isNewerDataError(error) ? 'newer-data' : 'internal');
  }
}
