import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../../lib/domain/failure.ts';
import type { StoreChange } from '../../../lib/store/changes.ts';
import { connectionRow, freshDatabase, profileRow, usageRow } from './rows.ts';

/** The store as another context has it: its own modules, connection to the database and channel. */
async function openContext() {
  vi.resetModules();
  return {
    changes: await import('../../../lib/store/changes.ts'),
    connections: await import('../../../lib/store/connections.ts'),
    database: await import('../../../lib/store/database.ts'),
    preferences: await import('../../../lib/store/profile-preferences.ts'),
    profiles: await import('../../../lib/store/profiles.ts'),
    settings: await import('../../../lib/store/settings.ts'),
    usage: await import('../../../lib/store/usage.ts'),
  };
}

const connection = connectionRow(1);
const ref = profileRow(connection.key, 1);

beforeEach(freshDatabase);

describe('two contexts', () => {
  it('lose nothing when they write at the same time', async () => {
    const [a, b] = [await openContext(), await openContext()];
    expect(await a.database.database()).not.toBe(await b.database.database());

    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        [a, b][n % 2]?.settings.updatePreferences((row) => ({
          ...row,
          refreshMinutes: row.refreshMinutes + 1,
        })),
      ),
    );
    expect((await a.settings.getPreferences()).refreshMinutes).toBe(55);

    await Promise.all([
      a.preferences.updateProfilePreferences(ref.profileKey, (row) => ({ ...row, favourite: true })),
      b.preferences.updateProfilePreferences(ref.profileKey, (row) => ({ ...row, emoji: '🌵' })),
    ]);
    expect(await a.preferences.getProfilePreferences(ref.profileKey)).toMatchObject({
      favourite: true,
      emoji: '🌵',
    });
    await a.database.closeDatabase();
    await b.database.closeDatabase();
  });

  it('do not restore a removed connection through a refresh under way', async () => {
    const [a, b] = [await openContext(), await openContext()];
    await a.connections.putConnection(connection);
    await a.profiles.replaceProfiles(connection.key, [ref]);
    await Promise.all([
      a.connections.removeConnection(connection.key),
      b.profiles.replaceProfiles(connection.key, [ref, profileRow(connection.key, 2)]),
      b.usage.putUsage(usageRow(ref.connectionKey, ref.profileKey, 1)),
    ]);
    expect(await a.profiles.listProfiles()).toEqual([]);
    expect(await a.usage.listUsage()).toEqual([]);
    await a.database.closeDatabase();
    await b.database.closeDatabase();
  });

  it('get one change event for each write of the other, after it is committed', async () => {
    const [a, b] = [await openContext(), await openContext()];
    const heard: { change: StoreChange; active: unknown }[] = [];
    const arrived = new Promise<void>((resolve) => {
      b.changes.onStoreChange(async (change) => {
        heard.push({ change, active: (await b.settings.getActive()).active });
        resolve();
      });
    });
    const active = { connectionKey: ref.connectionKey, profileKey: ref.profileKey };
    await a.settings.updateActive((row) => ({ ...row, active }));
    await arrived;
    expect(heard).toEqual([{ change: { store: 'settings', keys: ['active'] }, active }]);
    await a.database.closeDatabase();
    await b.database.closeDatabase();
  });
});

describe('a full disk', () => {
  it('fails as storage-full without a change event or a partial write', async () => {
    const { changes, connections, profiles } = await openContext();
    const { FailureError: Failure } = await import('../../../lib/domain/failure.ts');
    await connections.putConnection(connection);
    const listener = vi.fn();
    changes.onStoreChange(listener);
    const put = IDBObjectStore.prototype.put;
    let left = 2;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      const request = put.apply(this, args);
      // As in a browser, the transaction is aborted with the reason and its requests with AbortError.
      const transaction = this.transaction as unknown as { _abort(name: string): void };
      if (--left === 0) setImmediate(() => transaction._abort('QuotaExceededError'));
      return request;
    });

    const rows = [1, 2, 3].map((n) => profileRow(connection.key, n));
    const failed = profiles.replaceProfiles(connection.key, rows);

    await expect(failed).rejects.toBeInstanceOf(Failure);
    await expect(failed).rejects.toMatchObject({ failure: { code: 'storage-full' } });
    full.mockRestore();
    expect(listener).not.toHaveBeenCalled();
    expect(await profiles.listProfiles()).toEqual([]);
    expect(Failure.name).toBe(FailureError.name);
  });

  it('that keeps the browser from opening the database is a failure with a name', async () => {
    const { settings } = await openContext();
    const refused = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    });
    await expect(settings.getActive()).rejects.toMatchObject({ failure: { code: 'storage-failed' } });
    refused.mockRestore();
    await expect(settings.getActive()).resolves.toEqual({ active: null, recents: [] });
  });
});
