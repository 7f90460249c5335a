import {
  type Backup,
  type BackupConnection,
  type BackupPreview,
  backupText,
  type ImportMode,
} from '../domain/backup/backup.ts';
import { type Connection, type CredentialLoss, connectionName } from '../domain/identity/connection.ts';
import type { PreferencesByConnection } from '../domain/identity/connection-preferences.ts';
import { type ConnectionKey, originOf, type ProfileKey, platformIdOf } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { newProfile, type Profile } from '../domain/profiles/profile.ts';
import { regionOf } from '../domain/regions/region.ts';
import { defaultProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { weakenedProtections } from '../domain/settings/protection.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import { BACKUP_STORES, type BackupRows, readRows } from './backup.ts';
import { type Changed, read, type WriteTransaction, write } from './transaction.ts';

/** Returns what {@link importRows} would do. */
export async function previewRows(backup: Backup): Promise<BackupPreview> {
  const [rows, newHistory] = await read([...BACKUP_STORES], async (transaction) => {
    const stores = await readRows(transaction);
    const keys = await transaction.objectStore('history').getAllKeys();
    const known = new Set(keys.map((key) => key.join('|')));
    const isNew = ({ profileKey, periodicity, time }: Backup['history'][number]) =>
      !known.has([profileKey, periodicity, time].join('|'));
    return [stores, historyOfSeen(backup, stores).filter(isNew).length] as const;
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
    return (
      before && Object.entries(row).some(([name, value]) => !isSame(before[name as keyof typeof row], value))
    );
  });
  return {
    createdAt: backup.createdAt,
    settings: Object.entries(preferencesAfter(rows.preferences, backup)).filter(
      ([name, value]) => !isSame(rows.preferences[name as keyof Preferences], value),
    ).length,
    weakened: {
      merge: weakenedProtections(rows.preferences, preferencesAfter(rows.preferences, backup)),
      replace: weakenedProtections(rows.preferences, preferencesAfter(DEFAULT_PREFERENCES, backup)),
    },
    added: backup.profilePreferences.filter((row) => !here.has(row.profileKey) && isSet(row)).map(nameOf),
    replaced: changed.map(nameOf),
    reset: rows.profilePreferences.filter((row) => !inFile.has(row.profileKey) && isSet(row)).map(nameOf),
    connections: newConnections(backup, rows).map(({ key, email, accountName }) => ({
      name: connectionName({ ...backup.preferences.connections?.[key], email, accountName }),
      host: new URL(originOf(key)).host,
    })),
    history: newHistory,
    journal: newEntries(backup, rows).length,
  };
}

/** Imports a backup in one transaction: all of it or nothing; see {@link importInto}. `now`: epoch ms. */
export async function importRows(backup: Backup, mode: ImportMode, now: number): Promise<void> {
  await write([...BACKUP_STORES], (transaction, changed) =>
    importInto(transaction, changed, backup, { mode, now, loss: 'backup' }),
  );
}

/**
 * Imports a backup in the caller's transaction. Usage history and the journal are only added to; accounts that aren't
 * connected here are added without a credential. `now`: epoch ms, when what is in it was set; `loss`: why the accounts
 * have no credential.
 */
export async function importInto(
  transaction: WriteTransaction<[...typeof BACKUP_STORES]>,
  changed: Changed,
  backup: Backup,
  { mode, now, loss }: { mode: ImportMode; now: number; loss: CredentialLoss },
): Promise<void> {
  const rows = await readRows(transaction);
  const before = mode === 'merge' ? rows.preferences : DEFAULT_PREFERENCES;
  const preferences = { ...preferencesAfter(before, backup), updatedAt: now };
  await transaction.objectStore('settings').put({ key: 'preferences', ...preferences });
  changed('settings', 'preferences');

  const store = transaction.objectStore('profilePreferences');
  const inFile = new Map(backup.profilePreferences.map((row) => [row.profileKey, row]));
  for (const row of rows.profilePreferences) {
    if (mode === 'merge' || inFile.has(row.profileKey)) continue;
    // Not deleted, so that sync resets it in other browsers too.
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
    await transaction.objectStore('connections').put(connectionRow(connection, loss, now));
    changed('connections', connection.key);
    for (const [position, profile] of connection.profiles.entries()) {
      const row = profileRow(connection, profile, position);
      await transaction.objectStore('profiles').put(row);
      changed('profiles', [row.connectionKey, row.profileKey]);
    }
  }

  const history = transaction.objectStore('history');
  for (const row of historyOfSeen(backup, rows)) {
    if ((await history.getKey([row.profileKey, row.periodicity, row.time])) !== undefined) continue;
    await history.put(row);
    changed('history', [row.profileKey, row.periodicity, row.time]);
  }

  // Ids are in order of time, so older entries can only be added by writing all of them again.
  const entries = newEntries(backup, rows);
  if (entries.length === 0) return;
  const journal = transaction.objectStore('journal');
  const all = [...rows.journal, ...entries].sort((a, b) => a.at - b.at);
  await journal.clear();
  for (const { at, what, connectionKey, profileKey, subject } of all) {
    const id = await journal.add({ at, what, connectionKey, profileKey, subject });
    changed('journal', id);
  }
}

/** Returns the settings with the backup's, of which each account has only what the person set for it. */
function preferencesAfter(before: Preferences, { preferences }: Backup): Preferences {
  const connections: PreferencesByConnection = { ...before.connections };
  for (const [key, set] of Object.entries(preferences.connections ?? {}))
    connections[key as ConnectionKey] = { ...connections[key as ConnectionKey], ...set };
  return { ...before, ...preferences, connections };
}

/** Returns true for a profile's settings that aren't all as they are when nobody has set any. */
function isSet(row: Backup['profilePreferences'][number]): boolean {
  const unset = defaultProfilePreferences(row.profileKey);
  return !isSame({ ...unset, ...row, updatedAt: unset.updatedAt }, unset);
}

function newConnections(backup: Backup, { connections }: BackupRows): BackupConnection[] {
  const known = new Set(connections.map(({ key }) => key));
  return backup.connections.filter(({ key }) => !known.has(key));
}

/** Returns the history of profiles that an account will see: nothing would ever remove that of others. */
function historyOfSeen(backup: Backup, rows: BackupRows): Backup['history'] {
  const added = newConnections(backup, rows).flatMap(({ profiles }) => profiles);
  const seen = new Set([...rows.profiles, ...added].map(({ profileKey }) => profileKey));
  return backup.history.filter(({ profileKey }) => seen.has(profileKey));
}

function newEntries(backup: Backup, { journal }: BackupRows): Backup['journal'] {
  const idOf = ({ at, what, profileKey, subject }: Backup['journal'][number]) =>
    JSON.stringify([at, what, profileKey, subject && backupText(subject)]);
  const known = new Set(journal.map(idOf));
  return backup.journal.filter((entry) => !known.has(idOf(entry)));
}

/** Returns a connection without a credential: the person has to sign in to it. */
function connectionRow(
  { key, accountName, email, plan, timezone }: BackupConnection,
  loss: CredentialLoss,
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
    failure: { failure: { code: 'credential-lost', detail: loss }, at: now },
    connectedAt: now,
    refreshedAt: null,
  };
}

function profileRow(
  { key }: BackupConnection,
  { profileKey, name, shared }: BackupConnection['profiles'][number],
  position: number,
): Profile {
  return newProfile({
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
