import { distinctBy } from '../distinct-by.ts';
import {
  isConnectionPosition,
  isLabel,
  onlyPreferences,
  type PreferencesByConnection,
} from '../identity/connection-preferences.ts';
import { isKey } from '../identity/key-rule.ts';
import { type ApiOrigin, type ConnectionKey, originOf, type ProfileKey } from '../identity/keys.ts';
import { JOURNAL_KINDS } from '../journal.ts';
import { isObject } from '../json.ts';
import { isColour } from '../settings/colour-value.ts';
import type { PreferenceChange } from '../settings/preference-change.ts';
import { PREFERENCE_RULES, PROFILE_PREFERENCE_RULES } from '../settings/preference-rules.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../settings/settings.ts';
import { parseTime } from '../time.ts';
import { amountsIn } from '../usage/amount.ts';
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
} from './backup.ts';
import { readActive } from './read-active.ts';
import { isText, isTime, readRows } from './read-rows.ts';

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
    // Cut off, or edited by hand.
    return { ok: false, rule: text.includes(BACKUP_FORMAT) ? 'ruleBackupBroken' : 'ruleBackupNotOurs' };
  }
  const read = readBackup(file);
  if (!read.ok) return read;
  return read.invalid.length === 0 ? read : { ok: false, rule: 'ruleBackupBroken' };
}

/**
 * Reads a backup without the values that are invalid. `invalid`: where those stood, once for each of them. Returns the
 * broken rule if it's in another form.
 */
export function readBackup(
  file: unknown,
): { ok: true; backup: Backup; invalid: string[] } | { ok: false; rule: BackupRule } {
  if (!isObject(file) || file.format !== BACKUP_FORMAT || !isVersion(file.version))
    return { ok: false, rule: 'ruleBackupNotOurs' };
  if (file.version > BACKUP_VERSION) return { ok: false, rule: 'ruleBackupNewer' };
  const invalid: string[] = [];
  const list = <Row>(
    name: keyof Backup,
    read: (row: Record<string, unknown>) => Row | null,
    keyOf: (row: Row) => string,
  ) => distinctBy(readRows(file[name], name, read, invalid), keyOf);
  const connections = list(
    'connections',
    (row) => readConnection(row, invalid),
    ({ key }) => key,
  );
  const backup: Backup = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    createdAt: readCreatedAt(file.createdAt, invalid),
    preferences: readPreferences(file.preferences, invalid),
    profilePreferences: list('profilePreferences', readProfilePreferences, ({ profileKey }) => profileKey),
    connections,
    active: readActive(file.active, connections, invalid),
    history: list('history', readHistoryRow, historyKey),
    // For a kind of a later release there is no sentence.
    journal: list('journal', readJournalEntry, (entry) => JSON.stringify(entry)).filter(({ what }) =>
      JOURNAL_KINDS.includes(what),
    ),
  };
  return { ok: true, backup, invalid };
}

/** Returns when a backup was written; one that doesn't say it is as old as can be. */
function readCreatedAt(value: unknown, invalid: string[]): string {
  if (typeof value === 'string' && isTime(Date.parse(value))) return value;
  invalid.push('createdAt');
  return new Date(0).toISOString();
}

function readPreferences(value: unknown, invalid: string[]): PreferenceChange {
  if (!isObject(value)) {
    invalid.push('preferences');
    return {};
  }
  const preferences: Record<string, unknown> = {};
  for (const [name, isValid] of Object.entries(PREFERENCE_RULES)) {
    if (!(name in value)) continue;
    // A file of an older release lacks settings that came later, also inside a setting.
    if (isValid(filledIn(value[name], DEFAULT_PREFERENCES[name as keyof Preferences])))
      preferences[name] = value[name];
    else invalid.push(`preferences.${name}`);
  }
  return { ...preferences, connections: readConnectionPreferences(value.connections ?? {}, invalid) };
}

/** Returns a value with what it lacks of the default, also inside it. */
function filledIn(value: unknown, unset: unknown): unknown {
  if (!isObject(value) || !isObject(unset)) return value;
  const fields = Object.entries(value).map(([name, one]) => [name, filledIn(one, unset[name])]);
  return { ...unset, ...Object.fromEntries(fields) };
}

function readConnectionPreferences(value: unknown, invalid: string[]): PreferencesByConnection {
  const connections: PreferencesByConnection = {};
  // Anything but an object has no entries that could be valid.
  const entries = isObject(value) ? Object.entries(value) : [['', value] as const];
  for (const [key, set] of entries) {
    const isValid =
      isKey(key) &&
      isObject(set) &&
      (set.label == null || isLabel(set.label)) &&
      (set.colour == null || isColour(set.colour)) &&
      (set.position == null || isConnectionPosition(set.position));
    if (isValid) connections[key as ConnectionKey] = onlyPreferences(set);
    else invalid.push('preferences.connections');
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

function readConnection(row: Record<string, unknown>, invalid: string[]): BackupConnection | null {
  const { key, accountName, email, plan, timezone } = row;
  if (!isKey(key) || ![accountName, email, plan, timezone].every(isText)) return null;
  const read = (profile: Record<string, unknown>) => readProfile(profile, originOf(key as ConnectionKey));
  const profiles = distinctBy(
    readRows(row.profiles, 'profiles', read, invalid),
    ({ profileKey }) => profileKey,
  );
  return { key, accountName, email, plan, timezone, profiles } as BackupConnection;
}

function readProfile(
  row: Record<string, unknown>,
  origin: ApiOrigin,
): BackupConnection['profiles'][number] | null {
  const { profileKey, name, shared } = row;
  return isKey(profileKey) &&
    originOf(profileKey as ProfileKey) === origin &&
    isText(name) &&
    typeof shared === 'boolean'
    ? { profileKey: profileKey as ProfileKey, name: name as string, shared }
    : null;
}

function readHistoryRow(row: Record<string, unknown>): BackupHistoryRow | null {
  const { profileKey, periodicity, time, values, unreadable, fetchedAt } = row;
  const isValid =
    isKey(profileKey) &&
    ['hour', 'day', 'month'].includes(periodicity as string) &&
    !Number.isNaN(parseTime(time)) &&
    isTime(fetchedAt) &&
    isObject(values) &&
    Object.keys(values).length === Object.keys(amountsIn(values)).length &&
    (unreadable === undefined || (Array.isArray(unreadable) && unreadable.every(isText)));
  if (!isValid) return null;
  const start = periodStart(periodicity as Periodicity, parseTime(time));
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

function isVersion(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}
