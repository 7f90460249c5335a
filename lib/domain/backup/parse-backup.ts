import {
  isConnectionPosition,
  isLabel,
  onlyPreferences,
  type PreferencesByConnection,
} from '../identity/connection-preferences.ts';
import { isKey } from '../identity/key-rule.ts';
import { type ConnectionKey, originOf, type ProfileKey } from '../identity/keys.ts';
import { JOURNAL_KINDS } from '../journal.ts';
import { isObject } from '../json.ts';
import { isColour } from '../settings/colour-value.ts';
import type { PreferenceChange } from '../settings/preference-change.ts';
import { PREFERENCE_RULES, PROFILE_PREFERENCE_RULES } from '../settings/preference-rules.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../settings/settings.ts';
import type { Periodicity } from '../usage/history.ts';
import { periodStart } from '../usage/periods.ts';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type Backup,
  type BackupConnection,
  type BackupHistoryRow,
  type BackupJournalEntry,
  historyKey,
  MAX_BACKUP_LENGTH,
  MAX_BACKUP_TEXT_LENGTH,
} from './backup.ts';

/** Why a file is refused, as a message key. */
type BackupRule = 'ruleBackupNotOurs' | 'ruleBackupNewer' | 'ruleBackupTooBig' | 'ruleBackupBroken';

/**
 * Parses a backup file. Returns the broken rule if any value is one that a person couldn't have set; never a part of
 * the file.
 */
export function parseBackup(text: string): { ok: true; backup: Backup } | { ok: false; rule: BackupRule } {
  if (text.length > MAX_BACKUP_LENGTH) return { ok: false, rule: 'ruleBackupTooBig' };
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, rule: 'ruleBackupNotOurs' };
  }
  if (!isObject(file) || file.format !== BACKUP_FORMAT || !isVersion(file.version))
    return { ok: false, rule: 'ruleBackupNotOurs' };
  if (file.version > BACKUP_VERSION) return { ok: false, rule: 'ruleBackupNewer' };
  const backup = readBackup(file);
  return backup ? { ok: true, backup } : { ok: false, rule: 'ruleBackupBroken' };
}

function readBackup(file: Record<string, unknown>): Backup | null {
  const { createdAt } = file;
  const preferences = readPreferences(file.preferences);
  const profilePreferences = readRows(
    file.profilePreferences,
    readProfilePreferences,
    ({ profileKey }) => profileKey,
  );
  const connections = readRows(file.connections, readConnection, ({ key }) => key);
  const history = readRows(file.history, readHistoryRow, historyKey);
  // For a kind of a later release there is no sentence.
  const journal = readRows(file.journal, readJournalEntry, (entry) => JSON.stringify(entry))?.filter(
    ({ what }) => JOURNAL_KINDS.includes(what),
  );
  if (typeof createdAt !== 'string' || Number.isNaN(Date.parse(createdAt))) return null;
  if (!preferences || !profilePreferences || !connections || !history || !journal) return null;
  const format = BACKUP_FORMAT;
  const version = BACKUP_VERSION;
  return { format, version, createdAt, preferences, profilePreferences, connections, history, journal };
}

function readPreferences(value: unknown): PreferenceChange | null {
  if (!isObject(value)) return null;
  const preferences: Record<string, unknown> = {};
  for (const [name, isValid] of Object.entries(PREFERENCE_RULES)) {
    if (!(name in value)) continue;
    // A file of an older release lacks settings that came later, also inside a setting.
    if (!isValid(filledIn(value[name], DEFAULT_PREFERENCES[name as keyof Preferences]))) return null;
    preferences[name] = value[name];
  }
  const connections = readConnectionPreferences(value.connections ?? {});
  return connections && { ...preferences, connections };
}

/** Returns a value with what it lacks of the default, also inside it. */
function filledIn(value: unknown, unset: unknown): unknown {
  if (!isObject(value) || !isObject(unset)) return value;
  const fields = Object.entries(value).map(([name, one]) => [name, filledIn(one, unset[name])]);
  return { ...unset, ...Object.fromEntries(fields) };
}

function readConnectionPreferences(value: unknown): PreferencesByConnection | null {
  if (!isObject(value)) return null;
  const connections: PreferencesByConnection = {};
  for (const [key, set] of Object.entries(value)) {
    const isValid =
      isKey(key) &&
      isObject(set) &&
      (set.label == null || isLabel(set.label)) &&
      (set.colour == null || isColour(set.colour)) &&
      (set.position == null || isConnectionPosition(set.position));
    if (!isValid) return null;
    connections[key as ConnectionKey] = onlyPreferences(set);
  }
  return connections;
}

function readProfilePreferences(row: Record<string, unknown>): Backup['profilePreferences'][number] | null {
  if (!isKey(row.profileKey)) return null;
  const known = Object.entries(PROFILE_PREFERENCE_RULES).filter(([name]) => name in row);
  if (!known.every(([name, isValid]) => isValid(row[name]))) return null;
  return {
    profileKey: row.profileKey as ProfileKey,
    ...Object.fromEntries(known.map(([name]) => [name, row[name]])),
  };
}

function readConnection(row: Record<string, unknown>): BackupConnection | null {
  const { key, accountName, email, plan, timezone } = row;
  const profiles = readRows(row.profiles, readProfile, ({ profileKey }) => profileKey);
  if (!isKey(key) || ![accountName, email, plan, timezone].every(isText) || !profiles) return null;
  const isOfOrigin = profiles.every(
    ({ profileKey }) => originOf(profileKey) === originOf(key as ConnectionKey),
  );
  if (!isOfOrigin) return null;
  return { key, accountName, email, plan, timezone, profiles } as BackupConnection;
}

function readProfile(row: Record<string, unknown>): BackupConnection['profiles'][number] | null {
  const { profileKey, name, shared } = row;
  return isKey(profileKey) && isText(name) && typeof shared === 'boolean'
    ? { profileKey: profileKey as ProfileKey, name: name as string, shared }
    : null;
}

function readHistoryRow(row: Record<string, unknown>): BackupHistoryRow | null {
  const { profileKey, periodicity, time, values, unreadable, fetchedAt } = row;
  const isValid =
    isKey(profileKey) &&
    ['hour', 'day', 'month'].includes(periodicity as string) &&
    isText(time) &&
    isTime(Date.parse(time as string)) &&
    isTime(fetchedAt) &&
    isObject(values) &&
    Object.values(values).every(Number.isFinite) &&
    (unreadable === undefined || (Array.isArray(unreadable) && unreadable.every(isText)));
  if (!isValid) return null;
  const start = periodStart(periodicity as Periodicity, Date.parse(time as string));
  // The first time of all may be in a month that began before it.
  if (!isTime(start)) return null;
  // Written in another way, it would be another row of the same period.
  const known = { profileKey, periodicity, time: new Date(start).toISOString(), values, fetchedAt };
  return { ...known, ...(unreadable !== undefined && { unreadable }) } as BackupHistoryRow;
}

function readJournalEntry(row: Record<string, unknown>): BackupJournalEntry | null {
  const { at, what, connectionKey, profileKey, subject } = row;
  const isValid =
    isTime(at) &&
    isText(what) &&
    (connectionKey === null || isKey(connectionKey)) &&
    (profileKey === null || isKey(profileKey)) &&
    (subject === null || isText(subject));
  return isValid ? ({ at, what, connectionKey, profileKey, subject } as BackupJournalEntry) : null;
}

/**
 * Returns the rows of a list as `read` returns them, of those with the same key the last one; null if it isn't a list
 * or one of them is invalid.
 */
function readRows<Row>(
  list: unknown,
  read: (row: Record<string, unknown>) => Row | null,
  keyOf: (row: Row) => string,
): Row[] | null {
  if (!Array.isArray(list)) return null;
  const rows = new Map<string, Row>();
  for (const one of list as unknown[]) {
    const row = isObject(one) ? read(one) : null;
    if (row === null) return null;
    rows.set(keyOf(row), row);
  }
  return [...rows.values()];
}

/** Returns true for a time (epoch ms) that can be shown as a date. */
function isTime(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

function isVersion(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_BACKUP_TEXT_LENGTH;
}
