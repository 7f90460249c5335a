import { vi } from 'vitest';

/** Gives the test the browser's locks, which older versions of Node.js lack; none is held. */
export function stubLocks(): void {
  const held = new Set<{ name: string }>();
  const request = async (name: string, work: () => Promise<void>) => {
    const lock = { name };
    held.add(lock);
    await work().finally(() => held.delete(lock));
  };
  vi.stubGlobal('navigator', { locks: { request, query: async () => ({ held: [...held] }) } });
}
