/** How often to look, in milliseconds. */
const EVERY = 500;

/**
 * Calls back once when the process that started this one through a package script is gone: npm passes a signal
 * to the shell between them, and a shell that is ended does not end what it runs. Without npm nothing is watched:
 * whoever starts a script in the background may leave.
 */
export function whenParentEnds(ended: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, EVERY);
  timer.unref();
}
