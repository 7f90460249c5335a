import { type Failure, FailureError } from '../domain/failure.ts';

export interface ConfirmedChange<Sent, Seen> {
  /** Sends the change, once. */
  send: () => Promise<Sent>;
  /** Reads from the platform whether the change is there: what it led to, or null when it is not. */
  look: () => Promise<Seen | null>;
}

/**
 * Sends a change. When no answer comes (the network drops, the connection is cut, a gateway answers) it is never
 * sent again: the truth is read from the platform instead. The change is there: that is a success like any
 * other. It is not: `outcome-unknown`, for it may still arrive (`detail` 'not-seen'), or the platform's own
 * failure where it answered one. The truth cannot be read either: `outcome-unknown` (`detail` 'not-read').
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
    if (!(error instanceof FailureError) || !isLost(error.failure)) throw error;
    const seen = await look().catch(() => {
      throw unknown('not-read');
    });
    if (seen !== null) return seen;
    throw answered(error.failure) ? error : unknown('not-seen');
  }
}

/** No word of the platform's on what became of the change: it may have been made. */
function isLost({ code, status, detail }: Failure): boolean {
  // Broken off by a lock or a disconnection when it had left already (see lib/platform/request.ts).
  if (detail === 'sent') return true;
  if (code === 'offline' || code === 'timeout') return true;
  if (code === 'server') return status === undefined || status >= 500;
  return code === 'malformed' && (status === undefined || status < 400);
}

function answered({ code }: Failure): boolean {
  return code === 'server';
}

function unknown(detail: 'not-seen' | 'not-read'): FailureError {
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
