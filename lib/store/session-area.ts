import { browser } from '../browser.ts';
import { FailureError } from '../domain/failure.ts';

/*
 * `storage.session`, where its failures reach a person: each call throws {@link FailureError} `storage-failed` when the
 * browser can't make it, as the database's do.
 */

/** Returns what is stored under a key. */
export async function readSessionItem(key: string): Promise<unknown> {
  return (await browser.storage.session.get(key).catch(rethrow))[key];
}

export async function writeSessionItems(items: Record<string, unknown>): Promise<void> {
  await browser.storage.session.set(items).catch(rethrow);
}

export async function removeSessionItems(keys: string | string[]): Promise<void> {
  await browser.storage.session.remove(keys).catch(rethrow);
}

function rethrow(): never {
  throw new FailureError({ code: 'storage-failed' });
}
