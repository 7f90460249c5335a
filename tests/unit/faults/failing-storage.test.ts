import { afterEach, beforeEach, expect, test } from 'vitest';
import { addJournal, listJournal } from '../../../lib/store/journal.ts';
import { listLogos, putLogo } from '../../../lib/store/logos.ts';
import { write } from '../../../lib/store/transaction.ts';
import { failArea, failWrites, HITS_CHANNEL, type WritesFail } from '../../faults/failing-storage.ts';

const scope = globalThis as unknown as typeof globalThis;
const entry = (at: number) =>
  addJournal({ at, what: 'locked', connectionKey: null, profileKey: null, subject: null });
const times = async () => (await listJournal()).map(({ at }) => at);

/** Makes writes fail, and returns how often one was hit. */
function fail(rule: WritesFail): () => Promise<number> {
  const channel = new BroadcastChannel(HITS_CHANNEL);
  let hits = 0;
  channel.onmessage = () => {
    hits += 1;
  };
  failWrites(scope, { ...rule, channel: HITS_CHANNEL });
  return async () => {
    failWrites(scope, null);
    await new Promise((resolve) => setTimeout(resolve, 0));
    channel.close();
    return hits;
  };
}

// The migrations write too.
beforeEach(async () => {
  await listJournal();
});

afterEach(() => {
  failWrites(scope, null);
  failArea(scope, null);
});

test('a transaction that fails at its commit has had all of its requests succeed, and writes nothing', async () => {
  const end = fail({ at: 'commit', from: 1, error: 'QuotaExceededError' });
  await entry(1);
  const results: unknown[] = [];
  const failed = write(['journal'], async (transaction) => {
    const store = transaction.objectStore('journal');
    const row = { at: 2, what: 'locked', connectionKey: null, profileKey: null, subject: null } as const;
    results.push(await store.add(row));
    results.push(await store.count());
    results.push(await store.add({ ...row, at: 3 }));
    results.push(await store.getAllKeys());
    return null;
  });
  await expect(failed).rejects.toMatchObject({ failure: { code: 'storage-full' } });
  expect(results).toEqual([2, 2, 3, [1, 2, 3]]);
  expect(await times()).toEqual([1]);
  expect(await end()).toBe(1);
  await entry(4);
  expect(await times()).toEqual([4, 1]);
});

test('a read never fails at its commit', async () => {
  const end = fail({ at: 'commit', from: 0, error: 'UnknownError' });
  expect(await times()).toEqual(expect.any(Array));
  await expect(entry(5)).rejects.toMatchObject({ failure: { code: 'storage-failed' } });
  expect(await end()).toBe(1);
});

test('where deletions fail, what only writes goes on', async () => {
  const picture = { address: 'https://api.tago.io/logo', picture: null, fetchedAt: 1 };
  const end = fail({ at: 'delete', from: 0, error: 'UnknownError' });
  await putLogo(picture);
  expect(await listLogos()).toEqual([picture]);
  // Removes the entries beyond the limit.
  await expect(entry(6)).rejects.toMatchObject({ failure: { code: 'storage-failed' } });
  expect(await times()).not.toContain(6);
  expect(await end()).toBe(1);
});

test('one call of a storage area fails, until it is mended', async () => {
  failArea(scope, { area: 'session', method: 'set', channel: HITS_CHANNEL });
  const { session, local } = chrome.storage;
  await expect(session.set({ a: 1 })).rejects.toThrow('cannot be reached');
  await local.set({ a: 1 });
  expect(await session.get('a')).toEqual({});
  failArea(scope, null);
  await session.set({ a: 1 });
  expect(await session.get('a')).toEqual({ a: 1 });
});
