const running = new Map<string, Promise<unknown>>();
const queued = new Map<string, Promise<unknown>>();

/**
 * Runs reads with the same key one after the other, so that an older result never overwrites a newer one.
 * - `share`: joins a read that is already running (two pages opened the same thing).
 * - `restart`: starts a read after the running one, because something was just changed. Further `restart` calls that
 *   wait for it share it.
 */
export function coalesceRead<T>(
  key: readonly unknown[],
  how: 'share' | 'restart',
  work: () => Promise<T>,
): Promise<T> {
  const id = JSON.stringify(key);
  const current = running.get(id);
  if (!current) return start(id, work);
  if (how === 'share') return current as Promise<T>;
  const next = queued.get(id) ?? startAfterRunning(id, work);
  queued.set(id, next);
  return next as Promise<T>;
}

function start<T>(id: string, work: () => Promise<T>): Promise<T> {
  const started = work().finally(() => running.delete(id));
  running.set(id, started);
  return started;
}

async function startAfterRunning<T>(id: string, work: () => Promise<T>): Promise<T> {
  // Its failure belongs to those who requested that read.
  for (let current = running.get(id); current; current = running.get(id)) await current.catch(() => {});
  queued.delete(id);
  return start(id, work);
}
