import { type Failure, FailureError } from '../domain/failure.ts';

export interface ConfirmedChange<Sent, Seen> {
  /** Sends the change, once. */
  send: () => Promise<Sent>;
  /** Reads from the platform whether the change is there: what it led to, or null when it is not. */
  look: () => Promise<Seen | null>;
}

/**
 * Sends a change, once, and puts the truth before the words of the answer. Whatever the answer is that is no
 * success (none at all, a gateway's page, a 5xx, a refusal), the truth is read from the platform: a browser may
 * have sent the request twice, and the refusal of the second says nothing of the first. The change is there: that
 * is a success like any other. It is not: the platform's own failure where it answered one, else
 * `outcome-unknown`, for the change may still arrive (`detail` 'not-seen'). The truth cannot be read either: the
 * platform's refusal, else `outcome-unknown` (`detail` 'not-read').
 *
 * Throws `offline`, having sent nothing, when the browser itself knows that there is no network.
 */
export async function sendAndConfirm<Sent, Seen>({
  send,
  look,
}: ConfirmedChange<Sent, Seen>): Promise<Sent | Seen> {
  if (globalThis.navigator?.onLine === false) throw new FailureError({ code: 'offline' });
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof FailureError) || isUnsent(error.failure)) throw error;
    const isRefused = !isOutcomeUnknown(error.failure);
    const seen = await readTruth(look).catch(() => {
      throw isRefused ? error : unknownOutcome('not-read');
    });
    if (seen !== null) return seen;
    throw isRefused || error.failure.code === 'server' ? error : unknownOutcome('not-seen');
  }
}

/** Between the tries of a read, ms: a person waits for it. */
const TRUTH_DELAYS_MS = [200, 800];
const TRANSIENT: ReadonlySet<Failure['code']> = new Set(['offline', 'server', 'malformed']);

/** Reads the truth after a change: what lost the answer may take the first reads with it, so they are tried again. */
export async function readTruth<T>(read: () => Promise<T>): Promise<T> {
  for (const delayMs of TRUTH_DELAYS_MS) {
    try {
      return await read();
    } catch (error) {
      if (!TRANSIENT.has(asFailure(error).code)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  return read();
}

/** Found out here, before anything was sent. */
const UNSENT_CODES: ReadonlySet<Failure['code']> = new Set([
  'host-permission',
  'invalid-input',
  'not-allowed',
  'not-connected',
  'needs-sign-in',
  'locked',
  'no-token',
  'token-ambiguous',
  'storage-full',
  'internal',
]);

/** Nothing was sent: it failed for a reason that was found here. */
export function isUnsent({ code, detail }: Failure): boolean {
  return UNSENT_CODES.has(code) && detail !== 'sent';
}

/** No word of the platform's on what became of a change: it may have been made. A 5xx is a gateway's as often. */
export function isOutcomeUnknown({ code, status, detail }: Failure): boolean {
  // Broken off by a lock or a disconnection when it had left already (see lib/platform/request.ts).
  if (detail === 'sent') return true;
  if (code === 'offline' || code === 'timeout' || code === 'outcome-unknown') return true;
  if (code === 'server') return status === undefined || status >= 500;
  return code === 'malformed' && (status === undefined || status < 400);
}

function unknownOutcome(detail: 'not-seen' | 'not-read'): FailureError {
  return new FailureError({ code: 'outcome-unknown', detail });
}

/** The failure of a call as data, for results per item; what is no failure of ours is `internal`. */
export async function settleToFailure(work: Promise<unknown>): Promise<Failure | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

export function asFailure(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : { code: 'internal' };
}
