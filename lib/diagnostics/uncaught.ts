import { logError } from './error-log.ts';

/** Records each error of this context that nobody caught. Call it first; `where` is a name from the code. */
export function watchUncaught(where: string): void {
  const log = ({ error, reason = error }: { error?: unknown; reason?: unknown }) => {
    // Without an error it is a notice of the browser, such as ResizeObserver's. What is aborted rejects all that belongs to
    // it, also the requests of a transaction that nobody waits for anymore; the transaction itself is waited for.
    if (reason && (reason as Error).name !== 'AbortError') logError(where, reason);
  };
  addEventListener('error', log);
  addEventListener('unhandledrejection', log);
}
