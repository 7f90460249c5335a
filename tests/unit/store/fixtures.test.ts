import fs from 'node:fs';
import path from 'node:path';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { getAlertState } from '../../../lib/store/alerts.ts';
import { listBilling } from '../../../lib/store/billing.ts';
import { listConnections } from '../../../lib/store/connections.ts';
import { database, openDatabase } from '../../../lib/store/database.ts';
import { historyBetween } from '../../../lib/store/history.ts';
import { readJournal } from '../../../lib/store/journal.ts';
import { MIGRATIONS } from '../../../lib/store/migrations.ts';
import { getProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { getProfile, listProfiles } from '../../../lib/store/profiles.ts';
import { getRefreshRows } from '../../../lib/store/refresh.ts';
import { getActive, getPreferences } from '../../../lib/store/settings.ts';
import { getUsage } from '../../../lib/store/usage.ts';
import { freshDatabase } from './rows.ts';

/** A released version's database as people have it. Never edited; a new version adds a file. */
interface Fixture {
  version: number;
  stores: Record<
    string,
    {
      keyPath: string | string[] | null;
      autoIncrement: boolean;
      indexes: Record<string, string | string[]>;
      rows: object[];
    }
  >;
}

const folder = path.join(import.meta.dirname, 'fixtures');
const fixtures = fs
  .readdirSync(folder)
  .map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Fixture)
  .sort((a, b) => a.version - b.version);

beforeEach(freshDatabase);

/** Creates a released version's database without any of today's code. */
async function createDatabase({ version, stores }: Fixture): Promise<void> {
  const db = await openDB('profiles', version, {
    upgrade: (made) => {
      for (const [name, { keyPath, autoIncrement, indexes }] of Object.entries(stores)) {
        const store = made.createObjectStore(name, { keyPath, autoIncrement });
        for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path);
      }
    },
  });
  for (const [name, { rows }] of Object.entries(stores)) for (const row of rows) await db.put(name, row);
  db.close();
}

it('there is a fixture of every version', () => {
  expect(fixtures.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

describe.each(fixtures)('version $version', (fixture) => {
  it('is what its migrations still create: they are never edited', async () => {
    const db = await openDatabase('profiles', MIGRATIONS.slice(0, fixture.version), () => {});
    const made: Record<string, object> = {};
    for (const name of db.objectStoreNames as unknown as string[]) {
      const store = db.transaction(name as never).objectStore(name as never) as unknown as IDBObjectStore;
      const indexes = [...store.indexNames].map((index) => [index, store.index(index).keyPath]);
      const { keyPath, autoIncrement } = store;
      made[name] = { keyPath, autoIncrement, indexes: Object.fromEntries(indexes) };
    }
    db.close();
    const released = Object.entries(fixture.stores).map(([name, { rows: _rows, ...shape }]) => [name, shape]);
    expect(made).toEqual(Object.fromEntries(released));
  });

  it('is opened by today’s code with nothing lost', async () => {
    await createDatabase(fixture);
    expect((await database()).version).toBe(MIGRATIONS.length);
    const [connection] = await listConnections();
    expect(connection?.email).toBe('ana@acme.example');
    expect(connection?.credential.kind).toBe('issued');
    const ref = (await getActive()).active as ProfileRef;
    expect((await getProfile(ref))?.name).toBe('Acme Farms');
    expect(await listProfiles()).toHaveLength(1);
    expect((await getUsage(ref))?.services.input).toEqual({ used: 329_000, limit: 350_000 });
    expect(await getProfilePreferences(ref.profileKey)).toMatchObject({ favourite: true, muted: false });
    expect(await getPreferences()).toMatchObject({ refreshMinutes: 10, autoLockMinutes: 15 });
    expect((await readJournal())[0]?.subject).toBe('Acme Farms');
    expect(await historyBetween(ref.profileKey, 'day', 0, Date.now())).toHaveLength(1);
    expect((await getAlertState(ref.profileKey)).services.input).toMatchObject({
      reached: 80,
      cycle: '2025-12',
    });
    expect(await listBilling()).toHaveLength(1);
    expect(await getRefreshRows()).toHaveLength(1);
  });
});
