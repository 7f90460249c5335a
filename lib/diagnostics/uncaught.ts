import { logError } from './error-log.ts';

/** Records each error of this context that nobody caught. Call it first; `where` is a name from the code. */
export function watchUncaught(where: string): void {
  // Without an error it is a notice of the browser, such as ResizeObserver's.
  const log = ({ error, reason = error }: { error?: unknown; reason?: unknown }) =>
    reason && logError(where, reason);
  addEventListener('error', log);
  addEventListener('unhandledrejection', log);
}
