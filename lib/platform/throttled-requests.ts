import { FailureError } from '../domain/failure.ts';
import { MINUTE_MS } from '../domain/time.ts';
import { isKnownOffline } from '../network.ts';

/**
 * After this many 5xx in a row, Chromium refuses an extension's requests to the same address for a while, as if there
 * were no network.
 */
const MIN_ERRORS = 3;
const MAX_THROTTLE_MS = 2 * MINUTE_MS;

/** The 5xx in a row of each address, without its query; `at`: of the last one, by `performance.now()`. */
const errorsByAddress = new Map<string, { count: number; status: number; at: number }>();

/** Records a response's status. */
export function recordStatus(address: string, status: number): void {
  if (status < 500) errorsByAddress.delete(address);
  else {
    const count = (errorsByAddress.get(address)?.count ?? 0) + 1;
    errorsByAddress.set(address, { count, status, at: performance.now() });
  }
}

/** Returns the platform's last failure if the browser may have throttled a request to this address; else null. */
export function throttledFailure(address: string): FailureError | null {
  if (isKnownOffline()) return null;
  const last = errorsByAddress.get(address);
  if (!last || last.count < MIN_ERRORS || performance.now() - last.at > MAX_THROTTLE_MS) return null;
  return new FailureError({ code: 'server', status: last.status });
}
