import { type Backup, type BackupPreview, historyKey, type ImportMode } from '../domain/backup/backup.ts';
import { connectionName } from '../domain/identity/connection.ts';
import { type ConnectionKey, originOf, type ProfileKey, platformIdOf } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { defaultProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { weakenedProtections } from '../domain/settings/protection.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { BACKUP_STORES, type BackupRows, readRows } from './backup.ts';
import {
  historyOfSeen,
  newConnections,
  newEntries,
  preferencesAfter,
  profilePreferencesAfter,
} from './backup-changes.ts';
import { type ReadTransactionWith, read } from './transaction.ts';

/** Returns what importing a backup would do. */
export async function previewImport(backup: Backup): Promise<BackupPreview> {
  return read([...BACKUP_STORES], (transaction) => readPreview(transaction, backup));
}

/** Does what {@link previewImport} does, in the caller's transaction. */
export async function readPreview(
  transaction: ReadTransactionWith<(typeof BACKUP_STORES)[number]>,
  backup: Backup,
): Promise<BackupPreview> {
  const rows = await readRows(transaction);
  const keys = await transaction.objectStore('history').getAllKeys();
  const known = new Set(keys.map((key) => key.join('|')));
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
  const replacedIn = (mode: ImportMode) =>
    backup.profilePreferences
      .filter((row) => {
        const before = here.get(row.profileKey);
        return (
          before &&
          !isSame({ ...profilePreferencesAfter(before, row, mode), updatedAt: before.updatedAt }, before)
        );
      })
      .map(nameOf);
  const after = {
    merge: preferencesAfter(rows.preferences, backup, 'merge'),
    replace: preferencesAfter(rows.preferences, backup, 'replace'),
  };
  return {
    createdAt: backup.createdAt,
    settings: byMode((mode) => changedSettings(rows.preferences, after[mode])),
    weakened: byMode((mode) => weakenedProtections(rows.preferences, after[mode])),
    added: backup.profilePreferences.filter((row) => !here.has(row.profileKey) && isSet(row)).map(nameOf),
    replaced: byMode(replacedIn),
    reset: rows.profilePreferences.filter((row) => !inFile.has(row.profileKey) && isSet(row)).map(nameOf),
    resetAccounts: resetAccounts(rows, after.replace),
    connections: newConnections(backup, rows).map(({ key, email, accountName }) => ({
      name: connectionName({ ...backup.preferences.connections?.[key], email, accountName }),
      host: new URL(originOf(key)).host,
    })),
    history: historyOfSeen(backup, rows).filter((row) => !known.has(historyKey(row))).length,
    journal: newEntries(backup, rows).length,
  };
}

function byMode<T>(of: (mode: ImportMode) => T): Record<ImportMode, T> {
  return { merge: of('merge'), replace: of('replace') };
}

function changedSettings(before: Preferences, after: Preferences): number {
  const names = Object.keys(after) as (keyof Preferences)[];
  return names.filter((name) => name !== 'updatedAt' && !isSame(before[name], after[name])).length;
}

/** Returns the names of accounts that would lose something that the person set for them. */
function resetAccounts({ connections, preferences: before }: BackupRows, after: Preferences): string[] {
  return Object.entries(before.connections).flatMap(([key, set]) => {
    const kept = after.connections[key as ConnectionKey];
    const isLost = (Object.keys(set) as (keyof typeof set)[]).some(
      (name) => set[name] != null && kept?.[name] == null,
    );
    if (!isLost) return [];
    const connection = connections.find((one) => one.key === key);
    return [
      connection
        ? connectionName({ ...connection, label: set.label })
        : (set.label ?? platformIdOf(key as ConnectionKey)),
    ];
  });
}

/** Returns true for a profile's settings that aren't all as they are when nobody has set any. */
function isSet(row: Backup['profilePreferences'][number]): boolean {
  const unset = defaultProfilePreferences(row.profileKey);
  return !isSame({ ...unset, ...row, updatedAt: unset.updatedAt }, unset);
}
