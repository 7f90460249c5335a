import { type Backup, type BackupConnection, backupText, type ImportMode } from '../domain/backup/backup.ts';
import type { PreferencesByConnection } from '../domain/identity/connection-preferences.ts';
import { type ConnectionKey, type ProfileRef, refOf } from '../domain/identity/keys.ts';
import { JOURNAL_LIMIT } from '../domain/journal.ts';
import { withPreferenceChange } from '../domain/settings/preference-change.ts';
import {
  defaultProfilePreferences,
  type ProfilePreferences,
} from '../domain/settings/profile-preferences.ts';
import {
  type ActiveProfile,
  DEFAULT_PREFERENCES,
  type Preferences,
  withSeen,
} from '../domain/settings/settings.ts';
import type { BackupRows } from './backup.ts';

/**
 * Returns the settings with the backup's, of which each account has only what the person set for it. Whether settings
 * are synced is decided in each browser: it stays as it is stored.
 */
export function preferencesAfter(
  stored: Preferences,
  { preferences }: Backup,
  mode: ImportMode,
): Preferences {
  const before = mode === 'merge' ? stored : DEFAULT_PREFERENCES;
  const connections: PreferencesByConnection = { ...before.connections };
  for (const [key, set] of Object.entries(preferences.connections ?? {}))
    connections[key as ConnectionKey] = { ...connections[key as ConnectionKey], ...set };
  return { ...withPreferenceChange(before, preferences), connections, sync: stored.sync };
}

/** Returns a profile's settings with the backup's. */
export function profilePreferencesAfter(
  stored: ProfilePreferences | undefined,
  row: Backup['profilePreferences'][number],
  mode: ImportMode,
): ProfilePreferences {
  return { ...defaultProfilePreferences(row.profileKey), ...(mode === 'merge' && stored), ...row };
}

export function newConnections(
  inFile: readonly BackupConnection[],
  { connections }: BackupRows,
): BackupConnection[] {
  const known = new Set(connections.map(({ key }) => key));
  return inFile.filter(({ key }) => !known.has(key));
}

/** Returns the active profile and the recent ones: if none is here, those of the backup that an account will see. */
export function activeAfter(backup: Backup, rows: BackupRows): ActiveProfile {
  if (rows.active.active || !backup.active.active) return rows.active;
  return withSeen(backup.active, seenProfiles(backup, rows));
}

/** Returns the profiles that an account sees, or will see. */
function seenProfiles(backup: Backup, rows: BackupRows): ProfileRef[] {
  const added = newConnections(backup.connections, rows).flatMap(({ key, profiles }) =>
    profiles.map(({ profileKey }) => ({ connectionKey: key, profileKey })),
  );
  return [...rows.profiles, ...added].map(refOf);
}

/** Returns the history of profiles that an account will see: nothing would ever remove that of others. */
export function historyOfSeen(backup: Backup, rows: BackupRows): Backup['history'] {
  const seen = new Set(seenProfiles(backup, rows).map(({ profileKey }) => profileKey));
  return backup.history.filter(({ profileKey }) => seen.has(profileKey));
}

/** Returns the journal with a backup's entries, oldest first: the latest ones for which those here leave room. */
export function journalAfter(backup: Backup, rows: BackupRows): Backup['journal'] {
  return inOrder([...rows.journal, ...newEntries(backup, rows)]);
}

/** Returns the entries of {@link journalAfter} that aren't stored yet. */
export function newEntries(backup: Backup, { journal }: BackupRows): Backup['journal'] {
  const idOf = ({ at, what, connectionKey, profileKey, subject }: Backup['journal'][number]) =>
    JSON.stringify([at, what, connectionKey, profileKey, subject && backupText(subject)]);
  const known = new Set(journal.map(idOf));
  const added = backup.journal.filter((entry) => !known.has(idOf(entry)));
  return inOrder(added).slice(Math.max(0, added.length + journal.length - JOURNAL_LIMIT));
}

function inOrder(entries: Backup['journal']): Backup['journal'] {
  return entries.sort((a, b) => a.at - b.at);
}
