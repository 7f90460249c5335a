import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type Backup,
  type BackupConnection,
  backupText,
} from '../domain/backup/backup.ts';
import type { Connection } from '../domain/identity/connection.ts';
import { withPreferences } from '../domain/identity/connection-preferences.ts';
import { refOf } from '../domain/identity/keys.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile, Preferences } from '../domain/settings/settings.ts';
import { amountsIn } from '../domain/usage/amount.ts';
import { readProfilePreferences } from './profile-preferences.ts';
import type { StoredHistoryRow, StoreName } from './schema.ts';
import { readActive, readPreferences } from './settings.ts';
import { type ReadTransactionWith, read } from './transaction.ts';

/** All that a backup may hold. Secrets lie in other stores, which are not opened here. */
export const BACKUP_STORES = [
  'settings',
  'profilePreferences',
  'connections',
  'profiles',
  'history',
  'journal',
] as const satisfies StoreName[];

export interface BackupRows {
  preferences: Preferences;
  profilePreferences: ProfilePreferences[];
  connections: Connection[];
  profiles: Profile[];
  journal: JournalEntry[];
  active: ActiveProfile;
}

/** Returns everything but secrets. */
export async function getBackup(): Promise<Backup> {
  return read([...BACKUP_STORES], async (transaction) => {
    const rows = await readRows(transaction);
    return backupOf(rows, await transaction.objectStore('history').getAll());
  });
}

/** Returns rows as a backup, field by field: what is added to a row later is not in it by accident. */
export function backupOf(rows: BackupRows, history: readonly StoredHistoryRow[]): Backup {
  const { updatedAt: _set, ...preferences } = rows.preferences;
  const { active, recents } = rows.active;
  return {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    createdAt: new Date().toISOString(),
    preferences,
    profilePreferences: rows.profilePreferences.map(({ updatedAt: _at, ...row }) => row),
    connections: withPreferences(rows.connections, preferences.connections).map((connection) =>
      connectionIn(connection, rows.profiles),
    ),
    active: { active: active && refOf(active), recents: recents.map(refOf) },
    history: history.map(({ profileKey, periodicity, time, values, unreadable, fetchedAt }) => ({
      profileKey,
      periodicity,
      time,
      // Earlier versions stored any number, and a file with one is refused.
      values: amountsIn(values),
      ...(unreadable && { unreadable }),
      fetchedAt,
    })),
    journal: rows.journal.map(({ at, what, connectionKey, profileKey, subject }) => ({
      at,
      what,
      connectionKey,
      profileKey,
      subject: subject === null ? null : backupText(subject),
    })),
  };
}

/** Returns the rows that an export and an import both read, in the caller's transaction. */
export async function readRows(
  transaction: ReadTransactionWith<(typeof BACKUP_STORES)[number]>,
): Promise<BackupRows> {
  const settings = transaction.objectStore('settings');
  const [preferences, profilePreferences, connections, profiles, journal, active] = await Promise.all([
    readPreferences(settings),
    readProfilePreferences(transaction),
    transaction.objectStore('connections').getAll(),
    transaction.objectStore('profiles').getAll(),
    transaction.objectStore('journal').getAll(),
    readActive(settings),
  ]);
  return { preferences, profilePreferences, connections, profiles, journal, active };
}

function connectionIn(
  { key, accountName, email, plan, timezone }: Connection,
  profiles: readonly Profile[],
): BackupConnection {
  const seen = profiles
    .filter(({ connectionKey }) => connectionKey === key)
    .sort((a, b) => a.position - b.position);
  return {
    key,
    accountName: backupText(accountName),
    email: backupText(email),
    plan: backupText(plan),
    timezone: backupText(timezone),
    profiles: seen.map(({ profileKey, name, shared }) => ({ profileKey, name: backupText(name), shared })),
  };
}
