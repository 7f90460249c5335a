import {
  type Backup,
  type BackupConnection,
  type BackupPreview,
  historyKey,
  type ImportMode,
} from '../domain/backup/backup.ts';
import { connectionName } from '../domain/identity/connection.ts';
import { PREFERENCE_NAMES } from '../domain/identity/connection-preferences.ts';
import { type ConnectionKey, originOf, type ProfileKey, platformIdOf } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { defaultProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { weakenedProtections } from '../domain/settings/protection.ts';
import { type Preferences, type SettingName, settingsOf } from '../domain/settings/settings.ts';
import { BACKUP_STORES, type BackupRows, readRows } from './backup.ts';
import {
  activeAfter,
  historyOfSeen,
  newConnections,
  newEntries,
  preferencesAfter,
  profilePreferencesAfter,
} from './backup-changes.ts';
import { type ReadTransactionWith, read } from './transaction.ts';

/** Returns what importing a backup would do, of which `forbidden` accounts are left out. */
export async function previewImport(
  backup: Backup,
  forbidden: readonly BackupConnection[],
): Promise<BackupPreview> {
  return read([...BACKUP_STORES], (transaction) => readPreview(transaction, backup, forbidden));
}

/** Does what {@link previewImport} does, in the caller's transaction. */
export async function readPreview(
  transaction: ReadTransactionWith<(typeof BACKUP_STORES)[number]>,
  backup: Backup,
  forbidden: readonly BackupConnection[],
): Promise<BackupPreview> {
  const rows = await readRows(transaction);
  const keys = await transaction.objectStore('history').getAllKeys();
  const known = new Set(keys.map((key) => key.join('|')));
  const names = new Map<ProfileKey, string>([
    ...[...forbidden, ...backup.connections].flatMap(({ profiles }) =>
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
  const added = newConnections(backup.connections, rows);
  const leftOut = newConnections(forbidden, rows);
  const others = [...added, ...leftOut];
  const accountIn = ({ key, email, accountName }: BackupConnection) => ({
    name: connectionName({ ...backup.preferences.connections?.[key], email, accountName }),
    host: new URL(originOf(key)).host,
  });
  const { active } = activeAfter(backup, rows);
  return {
    createdAt: backup.createdAt,
    settings: byMode((mode) => changedSettings(rows.preferences, after[mode])),
    weakened: byMode((mode) => weakenedProtections(rows.preferences, after[mode])),
    added: backup.profilePreferences.filter((row) => !here.has(row.profileKey) && isSet(row)).map(nameOf),
    replaced: byMode(replacedIn),
    reset: rows.profilePreferences.filter((row) => !inFile.has(row.profileKey) && isSet(row)).map(nameOf),
    changedAccounts: byMode((mode) => accountsWith('replaced', rows, after[mode], others)),
    resetAccounts: byMode((mode) => accountsWith('lost', rows, after[mode], others)),
    connections: added.map(accountIn),
    forbidden: leftOut.map(accountIn),
    active: active && !rows.active.active ? nameOf(active) : null,
    history: historyOfSeen(backup, rows).filter((row) => !known.has(historyKey(row))).length,
    journal: newEntries(backup, rows).length,
  };
}

function byMode<T>(of: (mode: ImportMode) => T): Record<ImportMode, T> {
  return { merge: of('merge'), replace: of('replace') };
}

function changedSettings(before: Preferences, after: Preferences): SettingName[] {
  const [old, next] = [settingsOf(before), settingsOf(after)];
  return (Object.keys(next) as SettingName[]).filter((name) => !isSame(old[name], next[name]));
}

/** Returns the names of accounts for which one of the values that a person sets is replaced, or lost. */
function accountsWith(
  outcome: 'replaced' | 'lost',
  { connections, preferences: { connections: before } }: BackupRows,
  { connections: after }: Preferences,
  inFile: readonly BackupConnection[],
): string[] {
  const keys = Object.keys({ ...before, ...after }) as ConnectionKey[];
  return keys.flatMap((key) => {
    const old = before[key];
    // What is set for an account that isn't here is no change of it.
    if (!old && inFile.some((one) => one.key === key)) return [];
    const isMeant = PREFERENCE_NAMES.some((name) => {
      const [from = null, to = null] = [old?.[name], after[key]?.[name]];
      return from !== to && (to === null) === (outcome === 'lost');
    });
    if (!isMeant) return [];
    const connection = [...connections, ...inFile].find((one) => one.key === key);
    const name = connection && connectionName({ ...connection, label: old?.label });
    return [name ?? old?.label ?? after[key]?.label ?? platformIdOf(key)];
  });
}

/** Returns true for a profile's settings that aren't all as they are when nobody has set any. */
function isSet(row: Backup['profilePreferences'][number]): boolean {
  const unset = defaultProfilePreferences(row.profileKey);
  return !isSame({ ...unset, ...row, updatedAt: unset.updatedAt }, unset);
}
