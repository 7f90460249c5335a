import type { Page } from '@playwright/test';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { expect } from './fixtures.ts';

/**
 * Waits until so many profiles were read since the sandbox's log was cleared, and the worker has stored them: what the
 * sandbox has answered still has to arrive. `timeout`: ms, of each of the two.
 */
export async function expectAllStored(
  extension: { probe: Pick<Page, 'evaluate'> },
  sandbox: Sandbox,
  profiles: number,
  { timeout }: { timeout?: number } = {},
): Promise<void> {
  const read = () => sandbox.requests.list({ route: '/profile/:id/summary', status: 200 });
  await expect.poll(() => new Set(read().map(({ profileId }) => profileId)).size, { timeout }).toBe(profiles);
  await expect.poll(() => extension.probe.evaluate(storedProfiles), { timeout }).toBe(profiles);
}

/** Returns how many profiles' usage is stored; 0 while a refresh is under way. */
async function storedProfiles(): Promise<number> {
  const resultOf = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await resultOf(indexedDB.open('profiles'));
  const transaction = database.transaction(['usage', 'refresh']);
  const [usage, refreshes] = await Promise.all(
    ['usage', 'refresh'].map((name) => resultOf(transaction.objectStore(name).getAll())),
  );
  database.close();
  const isUnderWay = refreshes!.some(({ lastStartedAt }) => lastStartedAt !== null);
  return isUnderWay ? 0 : usage!.filter(({ fetchedAt }) => fetchedAt !== null).length;
}
