const running = new Map<string, Promise<unknown>>();
const waiting = new Map<string, Promise<unknown>>();

/**
 * Runs reads of one thing one after the other, so that an older answer never overwrites a newer one.
 * - `join`: one that is under way will do (two pages opened the same thing).
 * - `afresh`: the read must begin after the call, for something has just been changed. Whoever else waits for
 *   that shares it.
 */
export function reading<T>(
  key: readonly unknown[],
  how: 'join' | 'afresh',
  work: () => Promise<T>,
): Promise<T> {
  const id = JSON.stringify(key);
  const current = running.get(id);
  if (!current) return start(id, work);
  if (how === 'join') return current as Promise<T>;
  const next = waiting.get(id) ?? afterRunning(id, work);
  waiting.set(id, next);
  return next as Promise<T>;
}

function start<T>(id: string, work: () => Promise<T>): Promise<T> {
  const started = work().finally(() => running.delete(id));
  running.set(id, started);
  return started;
}

async function afterRunning<T>(id: string, work: () => Promise<T>): Promise<T> {
  for (let current = running.get(id); current; current = running.get(id)) await current.catch(() => {});
  waiting.delete(id);
  return start(id, work);
}
