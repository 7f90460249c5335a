import { logError } from './error-log.ts';

/** Records each error of this context that nobody caught. Call it first; `where` is a name from the code. */
export function watchUncaught(where: string): void {
  const log = ({ error, reason = error }: { error?: unknown; reason?: unknown }) => {
    // Browser notices, such as ResizeObserver's, carry no error. An abort rejects every pending request of a
    // transaction, even those that are no longer awaited; the transaction itself is awaited, and its failure handled
    // there.
    if (reason && (reason as Error).name !== 'AbortError') logError(where, reason);
  };
  addEventListener('error', log);
  addEventListener('unhandledrejection', log);
}
