import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import type { ConnectionKey, ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { getAlertState } from '../../../lib/store/alerts.ts';
import { listBilling } from '../../../lib/store/billing.ts';
import { listConnections } from '../../../lib/store/connections.ts';
import { database, openDatabase } from '../../../lib/store/database.ts';
import { getHistory } from '../../../lib/store/history.ts';
import { listJournal } from '../../../lib/store/journal.ts';
import { listLogos } from '../../../lib/store/logos.ts';
import { MIGRATIONS } from '../../../lib/store/migrations.ts';
import { getNotifications } from '../../../lib/store/notifications.ts';
import { listOutbox } from '../../../lib/store/outbox.ts';
import { getProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { getProfile, listProfiles } from '../../../lib/store/profiles.ts';
import { listRefreshRows } from '../../../lib/store/refresh.ts';
import type { VaultKeyRow } from '../../../lib/store/schema.ts';
import { getActive, getPreferences } from '../../../lib/store/settings.ts';
import { getSynced } from '../../../lib/store/synced.ts';
import { getTeam } from '../../../lib/store/team.ts';
import { getTokens } from '../../../lib/store/tokens.ts';
import { getUsage } from '../../../lib/store/usage.ts';
import { unlock } from '../../../lib/vault/passphrase.ts';
import { credentialIdOf, readCredential } from '../../../lib/vault/vault.ts';
import { withFreshVault } from '../vault/fresh-vault.ts';

/**
 * A version's database as people have it. Never edited, as {@link FROZEN} says; a new version adds a file. Of the
 * vault's values, `{bytes}` and `{buffer}` are base64, and `{hkdf}` the bytes of a key.
 */
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

/** The first digits of each fixture's SHA-256. */
const FROZEN = ['42da4a52364a04bc', '3188165d6d211c36', 'a6eb8802d553f7ba'];

const CONNECTION = 'https://api.us-e1.tago.io#0000000000000000000000a1' as ConnectionKey;
const TOKEN = 'p-00000000-0000-4000-8000-00000000f1c5';
/** Of the version whose key is sealed with one; the other has a key without. */
const PASSPHRASE = 'correct horse battery';

withFreshVault(() => {
  // The passphrase's key has the real number of rounds.
  vi.restoreAllMocks();
});

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
  for (const [name, { rows, keyPath }] of Object.entries(stores)) {
    for (const row of rows) await db.put(name, await stored(row), keyPath === null ? 'key' : undefined);
  }
  db.close();
}

/** Returns a row with what JSON can't contain. */
async function stored(row: object): Promise<object> {
  const values = Object.entries(row).map(async ([key, value]) => [key, await storedValue(value)]);
  return Object.fromEntries(await Promise.all(values));
}

async function storedValue(value: unknown): Promise<unknown> {
  const { bytes, buffer, hkdf } = (value ?? {}) as Record<string, string>;
  if (bytes) return Uint8Array.from(Buffer.from(bytes, 'base64'));
  if (buffer) return Uint8Array.from(Buffer.from(buffer, 'base64')).buffer;
  if (hkdf) return crypto.subtle.importKey('raw', Buffer.from(hkdf, 'base64'), 'HKDF', false, ['deriveKey']);
  return value;
}

it('there is a fixture of every version, as it was when it was made', () => {
  expect(fixtures.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  const digest = (fixture: Fixture) => createHash('sha256').update(JSON.stringify(fixture)).digest('hex');
  expect(fixtures.map((fixture) => digest(fixture).slice(0, 16))).toEqual(FROZEN);
});

it('between them, the fixtures have a row of every store and both kinds of key', () => {
  const rows = (name: string) => fixtures.flatMap(({ stores }) => stores[name]?.rows ?? []);
  const names = fixtures.flatMap(({ stores }) => Object.keys(stores));
  expect(names.filter((name) => rows(name).length === 0)).toEqual([]);
  expect(new Set(rows('vault').map((row) => (row as VaultKeyRow).kind))).toEqual(
    new Set(['device', 'passphrase']),
  );
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
    expect((await listJournal())[0]?.subject).toBe('Acme Farms');
    expect(await getHistory(ref.profileKey, 'day', 0, Date.now())).toHaveLength(1);
    expect((await getAlertState(ref.profileKey)).services.input).toMatchObject({
      reached: 80,
      cycle: '2025-12',
    });
    const [billing, ...others] = await listBilling();
    expect(others).toEqual([]);
    if (fixture.version === 3) expect(billing?.orders?.[0]).toMatchObject({ limitChange: { to: 600_000 } });
    expect(await listRefreshRows()).toHaveLength(1);
    expect(await getTeam(ref)).toMatchObject({ members: [], failure: null });
    expect(await getTokens(ref)).toMatchObject({ tokens: [], failure: null });
    expect(await getNotifications(CONNECTION)).toMatchObject({ items: [], fetchedAt: 1764547200000 });
    expect(await getSynced()).toMatchObject({ records: [] });
    const has = (name: string) => fixture.stores[name]?.rows.length ?? 0;
    expect(await listLogos()).toHaveLength(has('logos'));
    expect(await listOutbox()).toHaveLength(has('notificationOutbox'));
  });

  it('has a token that today’s code still opens', async () => {
    await createDatabase(fixture);
    await unlock(PASSPHRASE);
    expect(await readCredential(credentialIdOf(CONNECTION))).toBe(TOKEN);
  });
});
