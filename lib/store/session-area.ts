import { browser } from '../browser.ts';
import { FailureError } from '../domain/failure.ts';

/**
 * `storage.session`, where a failure reaches a person: each call throws {@link FailureError} `storage-failed` when the
 * browser can't make it, as the database's do.
 */
export const sessionArea = {
  /** Returns what is stored under a key. */
  get: async (key: string): Promise<unknown> => (await browser.storage.session.get(key).catch(rethrow))[key],
  set: (items: Record<string, unknown>): Promise<void> => browser.storage.session.set(items).catch(rethrow),
  remove: (keys: string | string[]): Promise<void> => browser.storage.session.remove(keys).catch(rethrow),
};

function rethrow(): never {
  throw new FailureError({ code: 'storage-failed' });
}
