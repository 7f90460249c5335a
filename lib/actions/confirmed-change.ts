import { failureOrLog } from '../diagnostics/error-log.ts';
import { type Failure, FailureError, failureOfError, isGateway, type RuleKey } from '../domain/failure.ts';
import { MINUTE_MS } from '../domain/time.ts';
import { isKnownOffline } from '../network.ts';

interface ConfirmedChange<Sent, Seen> {
  /** Sends the change, once. */
  send: () => Promise<Sent>;
  /** Reads from the platform whether the change was made: its result, or null when it wasn't. */
  look: () => Promise<Seen | null>;
}

/**
 * Sends a change once. After anything but success (no response, a gateway's page, a 5xx, a refusal, an exception) the
 * platform is read: a browser may have sent the request twice, and the refusal of the second says nothing about the
 * first.
 * - The change was made: returns what `look` found.
 * - It wasn't: throws the platform's failure, or `outcome-unknown` (`detail` 'not-seen') when there was no response, or
 *   only a gateway's, since the request may still arrive.
 * - It can't be read: throws the platform's refusal, or `outcome-unknown` (`detail` 'not-read').
 *
 * Throws `offline` without sending anything when the browser knows that there is no network.
 */
export async function sendAndConfirm<Sent, Seen>({
  send,
  look,
}: ConfirmedChange<Sent, Seen>): Promise<Sent | Seen> {
  if (isKnownOffline()) throw new FailureError({ code: 'offline' });
  try {
    return await send();
  } catch (error) {
    // What is unexpected may have been thrown after it was sent.
    if (error instanceof FailureError && isUnsent(error.failure)) throw error;
    const failure = failureOrLog('sendAndConfirm', error);
    const isRefused = !isOutcomeUnknown(failure);
    const seen = await readWithRetries(look).catch(() => {
      throw isRefused ? error : unknownOutcome('not-read');
    });
    if (seen !== null) return seen;
    const { code, status } = failure;
    throw isRefused || (code === 'server' && !isGateway(status)) ? error : unknownOutcome('not-seen');
  }
}

/** What was created within this time may be what a lost response was about; clocks differ. */
export const RECENT_MS = 5 * MINUTE_MS;

/** Delays between attempts of a read; short, because a person is waiting. */
const RETRY_DELAYS_MS = [200, 800];
const TRANSIENT: ReadonlySet<Failure['code']> = new Set(['offline', 'server', 'malformed']);

/** Reads the state after a change, with retries: what lost the response may also break the first reads. */
export async function readWithRetries<T>(read: () => Promise<T>): Promise<T> {
  for (const delayMs of RETRY_DELAYS_MS) {
    try {
      return await read();
    } catch (error) {
      if (!TRANSIENT.has(failureOfError(error).code)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  return read();
}

/** Failures that are found by the extension, before anything is sent. */
const UNSENT_CODES: ReadonlySet<Failure['code']> = new Set([
  'host-permission',
  'invalid-input',
  'not-allowed',
  'not-connected',
  'needs-sign-in',
  'locked',
  'policy',
  'no-token',
  'token-ambiguous',
  'token-gone',
  'storage-full',
  'storage-failed',
  'newer-data',
]);

/** Returns true if the failure means that nothing was sent. The platform's own has the status of its response. */
export function isUnsent({ code, detail, status }: Failure): boolean {
  return UNSENT_CODES.has(code) && detail !== 'sent' && status === undefined;
}

const UNKNOWN_CODES: ReadonlySet<Failure['code']> = new Set([
  'offline',
  'timeout',
  'outcome-unknown',
  'internal',
]);

/**
 * Returns true if the change may have been made despite the failure. A 5xx is as often a gateway's as the platform's,
 * and nobody knows where something unexpected was thrown.
 */
export function isOutcomeUnknown({ code, status, detail }: Failure): boolean {
  // Aborted by a lock or a disconnection after the request had left (see lib/platform/request.ts).
  if (detail === 'sent') return true;
  if (UNKNOWN_CODES.has(code)) return true;
  if (code === 'server') return status === undefined || status >= 500;
  return code === 'malformed' && (status === undefined || status < 400);
}

/**
 * Returns the failure of a change that may have been made. `detail`: a read doesn't show it, it couldn't be read, or a
 * rule whose text says more.
 */
export function unknownOutcome(detail: 'not-seen' | 'not-read' | RuleKey): FailureError {
  return new FailureError({ code: 'outcome-unknown', detail });
}

/** Failures that another change of the same profile would have too. */
const FATAL_FAILURES: ReadonlySet<Failure['code']> = new Set([
  'rate-limited',
  'offline',
  'denied',
  'needs-sign-in',
  'host-permission',
  'locked',
  'not-connected',
  'account-blocked',
]);

/**
 * Returns the failure of a profile's remaining changes, which aren't sent after one failed with `failure`; null if the
 * next may succeed.
 */
export function failureOfRest(failure: Failure | null): Failure | null {
  if (failure === null) return null;
  // The platform didn't respond to the reads either.
  const isUnread = failure.code === 'outcome-unknown' && failure.detail === 'not-read';
  return isUnread || FATAL_FAILURES.has(failure.code) ? failureOfUnsent(failure) : null;
}

/** Returns the failure of a change that isn't sent after one before it failed: it has no unknown outcome itself. */
export function failureOfUnsent(failure: Failure): Failure {
  return failure.code === 'outcome-unknown' ? { code: 'timeout' } : failure;
}

/** Awaits `work` and returns its failure as data; null when it succeeded. See {@link failureOrLog}. */
export async function settleToFailure(work: Promise<unknown>): Promise<Failure | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return failureOrLog('settleToFailure', error);
  }
}
