const POLL_INTERVAL_MS = 500;

/**
 * Calls back once when the npm process that started this one has ended: npm passes a signal to the shell between them,
 * and a shell that is killed does not end its child. Without npm nothing is watched, so that a script can run in the
 * background.
 */
export function whenParentEnds(ended: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, POLL_INTERVAL_MS);
  timer.unref();
}
