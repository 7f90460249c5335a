import { deleteDB, type IDBPDatabase } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database, openDatabase } from '../../../lib/store/database.ts';
import { MIGRATIONS, type Migration } from '../../../lib/store/migrations.ts';
import { freshDatabase } from './rows.ts';

const first: Migration = (db) => {
  db.createObjectStore('things', { keyPath: 'id' });
};
const second: Migration = async (_db, transaction) => {
  const store = transaction.objectStore('things');
  for (const row of (await store.getAll()) as { id: number; name: string }[]) {
    await store.put?.({ id: row.id, title: row.name });
  }
};

describe('migrations', () => {
  const open: IDBPDatabase<unknown>[] = [];
  const openAt = async (steps: Migration[], onLost = () => {}) => {
    const db = await openDatabase<unknown>('synthetic', steps, onLost);
    open.push(db);
    return db;
  };

  afterEach(async () => {
    for (const db of open.splice(0)) db.close();
    await deleteDB('synthetic');
  });

  it('upgrade a database of the first version and keep its rows', async () => {
    const old = await openAt([first]);
    await old.put('things', { id: 1, name: 'kept' });
    old.close();

    const now = await openAt([first, second]);

    expect(now.version).toBe(2);
    expect(await now.getAll('things')).toEqual([{ id: 1, title: 'kept' }]);
  });

  it('that the browser aborts after their last step fail only the opening', async () => {
    const unhandled = vi.fn();
    process.once('unhandledRejection', unhandled);
    const abort: Migration = (_db, transaction) => void queueMicrotask(() => transaction.abort());
    await expect(openAt([first, abort])).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await new Promise((resolve) => setTimeout(resolve));
    process.removeListener('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('run every step for a new database, and none twice', async () => {
    const steps = [vi.fn(first), vi.fn(second)];
    (await openAt(steps)).close();
    await openAt(steps);
    expect(steps.map((step) => step.mock.calls.length)).toEqual([1, 1]);
  });

  it('leave the database unchanged when a step fails, and throw its error', async () => {
    const old = await openAt([first]);
    await old.put('things', { id: 1, name: 'kept' });
    old.close();
    const broken: Migration = async (_db, transaction) => {
      await transaction.objectStore('things').clear?.();
      throw new Error('no such field');
    };

    await expect(openAt([first, broken])).rejects.toThrow('no such field');

    const again = await openAt([first]);
    expect(again.version).toBe(1);
    expect(await again.getAll('things')).toEqual([{ id: 1, name: 'kept' }]);
  });

  it('are not blocked by another context, whose connection is closed', async () => {
    const lost = vi.fn();
    await openAt([first], lost);
    const now = await openAt([first, second]);
    expect(now.version).toBe(2);
    expect(lost).toHaveBeenCalledOnce();
  });
});

describe('the database', () => {
  beforeEach(freshDatabase);

  it('has every store of the schema', async () => {
    const db = await database();
    expect(db.version).toBe(MIGRATIONS.length);
    expect([...db.objectStoreNames]).toEqual([
      'alerts',
      'billing',
      'connections',
      'credentials',
      'history',
      'journal',
      'logos',
      'notificationOutbox',
      'notifications',
      'profilePreferences',
      'profiles',
      'refresh',
      'settings',
      'team',
      'tokens',
      'usage',
      'vault',
    ]);
  });

  it('is opened once for callers at the same time, and again after it was closed', async () => {
    const [a, b] = await Promise.all([database(), database()]);
    expect(a).toBe(b);
    await closeDatabase();
    expect(await database()).not.toBe(a);
  });

  it('is opened again when its connection was closed', async () => {
    const { getActive } = await import('../../../lib/store/settings.ts');
    (await database()).close();
    await expect(getActive()).resolves.toEqual({ active: null, recents: [] });
  });
});
