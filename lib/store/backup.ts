import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type Backup,
  type BackupConnection,
  type BackupPreview,
  type ImportMode,
} from '../domain/backup/backup.ts';

import { type Connection, connectionName } from '../domain/identity/connection.ts';
import type { PreferencesByConnection } from '../domain/identity/connection-preferences.ts';
import { originOf, type ProfileKey, platformIdOf } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { regionOf } from '../domain/regions/region.ts';
import {
  defaultProfilePreferences,
  type ProfilePreferences,
} from '../domain/settings/profile-preferences.ts';
import { DEFAULT_PREFERENCES, type JournalEntry, type Preferences } from '../domain/settings/settings.ts';
import { newProfileRow } from './profiles.ts';
import { readPreferences } from './settings.ts';
import { read, write } from './transaction.ts';

/** All that a backup may hold. Secrets lie in other stores, which are not opened here. */
const BACKUP_STORES = [
  'settings',
  'profilePreferences',
  'connections',
  'profiles',
  'history',
  'journal',
] as const;

interface Rows {
  preferences: Preferences;
  profilePreferences: ProfilePreferences[];
  connections: Connection[];
  profiles: Profile[];
  journal: JournalEntry[];
}

/** Returns everything but secrets, field by field: what is added to a row later is not in it by accident. */
export async function readBackup(): Promise<Backup> {
  const [rows, history] = await read([...BACKUP_STORES], async (transaction) => {
    const stores = await readRows(transaction as never);
    return [stores, await transaction.objectStore('history').getAll()] as const;
  });
  const { updatedAt: _set, ...preferences } = rows.preferences;
  return {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    createdAt: new Date().toISOString(),
    preferences,
    profilePreferences: rows.profilePreferences.map(({ updatedAt: _at, ...row }) => row),
    connections: rows.connections.map((connection) => backupOf(connection, rows.profiles)),
    history: history.map(({ profileKey, periodicity, time, values, fetchedAt }) => ({
      profileKey,
      periodicity,
      time,
      values,
      fetchedAt,
    })),
    journal: rows.journal.map(({ at, what, connectionKey, profileKey, subject }) => ({
      at,
      what,
      connectionKey,
      profileKey,
      subject,
    })),
  };
}

/** Returns what {@link importRows} would do. */
export async function previewRows(backup: Backup): Promise<BackupPreview> {
  const [rows, newHistory] = await read([...BACKUP_STORES], async (transaction) => {
    const stores = await readRows(transaction as never);
    const keys = await transaction.objectStore('history').getAllKeys();
    const known = new Set(keys.map((key) => key.join('|')));
    const isNew = ({ profileKey, periodicity, time }: Backup['history'][number]) =>
      !known.has([profileKey, periodicity, time].join('|'));
    return [stores, backup.history.filter(isNew).length] as const;
  });
  const names = new Map<ProfileKey, string>([
    ...backup.connections.flatMap(({ profiles }) =>
      profiles.map(({ profileKey, name }): [ProfileKey, string] => [profileKey, name]),
    ),
    ...rows.profiles.map(({ profileKey, name }): [ProfileKey, string] => [profileKey, name]),
  ]);
  const nameOf = ({ profileKey }: { profileKey: ProfileKey }) =>
    names.get(profileKey) ?? platformIdOf(profileKey);
  const here = new Map(rows.profilePreferences.map((row) => [row.profileKey, row]));
  const inFile = new Set(backup.profilePreferences.map(({ profileKey }) => profileKey));
  const changed = backup.profilePreferences.filter((row) => {
    const before = here.get(row.profileKey);
    return before && Object.entries(row).some(([name, value]) => !isSame(before[name as never], value));
  });
  return {
    createdAt: backup.createdAt,
    settings: Object.entries(backup.preferences).filter(
      ([name, value]) => !isSame(rows.preferences[name as keyof Preferences], value),
    ).length,
    added: backup.profilePreferences.filter(({ profileKey }) => !here.has(profileKey)).map(nameOf),
    replaced: changed.map(nameOf),
    reset: rows.profilePreferences.filter(({ profileKey }) => !inFile.has(profileKey)).map(nameOf),
    connections: newConnections(backup, rows).map(({ key, email, accountName }) => ({
      name: connectionName({ ...backup.preferences.connections?.[key], email, accountName }),
      host: new URL(originOf(key)).host,
    })),
    history: newHistory,
    journal: newEntries(backup, rows).length,
  };
}

/**
 * Takes a backup over in one transaction: all of it or nothing. Usage history and the journal are only added to;
 * accounts that aren't connected here are added, to be signed in to. `now`: epoch ms, when the person imported it.
 */
export async function importRows(backup: Backup, mode: ImportMode, now: number): Promise<void> {
  await write([...BACKUP_STORES], async (transaction, changed) => {
    const rows = await readRows(transaction as never);
    const before = mode === 'merge' ? rows.preferences : DEFAULT_PREFERENCES;
    const connections: PreferencesByConnection = { ...before.connections, ...backup.preferences.connections };
    const preferences = { ...before, ...backup.preferences, connections, updatedAt: now };
    await transaction.objectStore('settings').put({ key: 'preferences', ...preferences });
    changed('settings', 'preferences');

    const store = transaction.objectStore('profilePreferences');
    const inFile = new Map(backup.profilePreferences.map((row) => [row.profileKey, row]));
    for (const row of rows.profilePreferences) {
      if (mode === 'merge' || inFile.has(row.profileKey)) continue;
      // Not deleted: other browsers have to hear of it.
      await store.put({ ...defaultProfilePreferences(row.profileKey), updatedAt: now });
      changed('profilePreferences', row.profileKey);
    }
    const here = new Map(rows.profilePreferences.map((row) => [row.profileKey, row]));
    for (const [profileKey, row] of inFile) {
      const stored = mode === 'merge' ? here.get(profileKey) : undefined;
      await store.put({ ...defaultProfilePreferences(profileKey), ...stored, ...row, updatedAt: now });
      changed('profilePreferences', profileKey);
    }

    for (const connection of newConnections(backup, rows)) {
      await transaction.objectStore('connections').put(connectionRow(connection, now));
      changed('connections', connection.key);
      for (const [position, profile] of connection.profiles.entries()) {
        const row = profileRow(connection, profile, position);
        await transaction.objectStore('profiles').put(row);
        changed('profiles', [row.connectionKey, row.profileKey]);
      }
    }

    const history = transaction.objectStore('history');
    for (const row of backup.history) {
      if ((await history.getKey([row.profileKey, row.periodicity, row.time])) !== undefined) continue;
      await history.put(row);
      changed('history', [row.profileKey, row.periodicity, row.time]);
    }

    // Ids are the order in time: what is older than the newest entry is written with it again.
    const entries = newEntries(backup, rows);
    if (entries.length === 0) return;
    const journal = transaction.objectStore('journal');
    const all = [...rows.journal, ...entries].sort((a, b) => a.at - b.at);
    await journal.clear();
    for (const { at, what, connectionKey, profileKey, subject } of all) {
      const id = await journal.add({ at, what, connectionKey, profileKey, subject });
      changed('journal', id);
    }
  });
}

async function readRows(transaction: {
  objectStore(name: string): { getAll(): Promise<unknown[]> };
}): Promise<Rows> {
  const [preferences, profilePreferences, connections, profiles, journal] = await Promise.all([
    readPreferences(transaction.objectStore('settings') as never),
    transaction.objectStore('profilePreferences').getAll(),
    transaction.objectStore('connections').getAll(),
    transaction.objectStore('profiles').getAll(),
    transaction.objectStore('journal').getAll(),
  ]);
  return { preferences, profilePreferences, connections, profiles, journal } as Rows;
}

function backupOf(
  { key, accountName, email, plan, timezone }: Connection,
  profiles: readonly Profile[],
): BackupConnection {
  const seen = profiles.filter(({ connectionKey }) => connectionKey === key);
  return {
    key,
    accountName,
    email,
    plan,
    timezone,
    profiles: seen.map(({ profileKey, name, shared }) => ({ profileKey, name, shared })),
  };
}

function newConnections(backup: Backup, { connections }: Rows): BackupConnection[] {
  const known = new Set(connections.map(({ key }) => key));
  return backup.connections.filter(({ key }) => !known.has(key));
}

function newEntries(backup: Backup, { journal }: Rows): Backup['journal'] {
  const idOf = ({ at, what, profileKey, subject }: Backup['journal'][number]) =>
    JSON.stringify([at, what, profileKey, subject]);
  const known = new Set(journal.map(idOf));
  return backup.journal.filter((entry) => !known.has(idOf(entry)));
}

/** Without a credential of any kind: the person signs in to it. */
function connectionRow(
  { key, accountName, email, plan, timezone }: BackupConnection,
  now: number,
): Connection {
  return {
    key,
    origin: originOf(key),
    region: regionOf(originOf(key)),
    accountId: platformIdOf(key),
    accountName,
    email,
    company: null,
    plan,
    timezone,
    twoFactor: { authenticator: false, sms: false, email: false },
    // There is no token that would have to be revoked.
    credential: { kind: 'pasted', name: null, profileId: null, expiresAt: null },
    state: 'needs-sign-in',
    failure: null,
    connectedAt: now,
    refreshedAt: null,
  };
}

function profileRow(
  { key }: BackupConnection,
  { profileKey, name, shared }: BackupConnection['profiles'][number],
  position: number,
): Profile {
  return newProfileRow({
    connectionKey: key,
    profileKey,
    id: platformIdOf(profileKey),
    name,
    logoUrl: null,
    shared,
    ownerAccountId: null,
    position,
  });
}
