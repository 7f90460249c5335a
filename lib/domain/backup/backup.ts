import { isLabel, isPosition, type PreferencesByConnection } from '../identity/connection-preferences.ts';
import { isKey } from '../identity/key-rule.ts';
import { type ConnectionKey, originOf, type ProfileKey } from '../identity/keys.ts';
import type { JournalEntry } from '../journal.ts';
import { isObject } from '../json.ts';
import { isColour } from '../settings/colour-value.ts';
import { PREFERENCE_RULES, PROFILE_PREFERENCE_RULES } from '../settings/preference-rules.ts';
import type { ProfilePreferences } from '../settings/profile-preferences.ts';
import type { Protection } from '../settings/protection.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../settings/settings.ts';
import type { HistoryRow } from '../usage/history.ts';

/** What says that a file is one of ours, and in which form. */
export const BACKUP_FORMAT = 'profiles-for-tagoio-backup';
export const BACKUP_VERSION = 1;
/** Bytes of a file, and so also the most characters. A year of days of 200 profiles is about 15 MB. */
export const MAX_BACKUP_LENGTH = 50_000_000;

/** UTF-16 units of a name and of what an entry of the journal is about. */
const MAX_TEXT_LENGTH = 500;

/** An account to sign in to again, and its profiles' names. */
export interface BackupConnection {
  key: ConnectionKey;
  accountName: string;
  email: string;
  plan: string;
  timezone: string;
  profiles: { profileKey: ProfileKey; name: string; shared: boolean }[];
}

type BackupHistoryRow = HistoryRow & { fetchedAt: number };
type BackupJournalEntry = Omit<JournalEntry, 'id'>;

/** Everything but secrets: what a person set, and what is known from before. */
export interface Backup {
  format: typeof BACKUP_FORMAT;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  preferences: Partial<Preferences>;
  profilePreferences: (Partial<ProfilePreferences> & Pick<ProfilePreferences, 'profileKey'>)[];
  connections: BackupConnection[];
  history: BackupHistoryRow[];
  journal: BackupJournalEntry[];
}

/** Why a file is refused, as a message key. */
type BackupRule = 'ruleBackupNotOurs' | 'ruleBackupNewer' | 'ruleBackupTooBig' | 'ruleBackupBroken';

/** merge: the file's values take the place of those here, all else stays; replace: what isn't in it is reset. */
export type ImportMode = 'merge' | 'replace';

/** What an import would do. */
export interface BackupPreview {
  createdAt: string;
  /** Settings that would change. */
  settings: number;
  /** Settings that would protect less than now, in each mode. */
  weakened: Record<ImportMode, Protection[]>;
  /** Profiles whose settings would be added, replaced, or (when everything is replaced) reset; names where known. */
  added: string[];
  replaced: string[];
  reset: string[];
  /** Accounts that aren't connected here: they are added, to be signed in to. */
  connections: { name: string; host: string }[];
  history: number;
  journal: number;
}

/** Parses a backup file. Returns the broken rule if any value is one that a person couldn't have set; never a part of the file. */
export function parseBackup(text: string): { ok: true; backup: Backup } | { ok: false; rule: BackupRule } {
  if (text.length > MAX_BACKUP_LENGTH) return { ok: false, rule: 'ruleBackupTooBig' };
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, rule: 'ruleBackupNotOurs' };
  }
  if (!isObject(file) || file.format !== BACKUP_FORMAT || !Number.isInteger(file.version))
    return { ok: false, rule: 'ruleBackupNotOurs' };
  if ((file.version as number) > BACKUP_VERSION) return { ok: false, rule: 'ruleBackupNewer' };
  const backup = readBackup(file);
  return backup ? { ok: true, backup } : { ok: false, rule: 'ruleBackupBroken' };
}

function readBackup(file: Record<string, unknown>): Backup | null {
  const { createdAt } = file;
  const preferences = readPreferences(file.preferences);
  const profilePreferences = readRows(file.profilePreferences, readProfilePreferences);
  const connections = readRows(file.connections, readConnection);
  const history = readRows(file.history, readHistoryRow);
  const journal = readRows(file.journal, readJournalEntry);
  if (typeof createdAt !== 'string' || Number.isNaN(Date.parse(createdAt))) return null;
  if (!preferences || !profilePreferences || !connections || !history || !journal) return null;
  const format = BACKUP_FORMAT;
  const version = BACKUP_VERSION;
  return { format, version, createdAt, preferences, profilePreferences, connections, history, journal };
}

function readPreferences(value: unknown): Partial<Preferences> | null {
  if (!isObject(value)) return null;
  const preferences: Record<string, unknown> = {};
  for (const [name, isValid] of Object.entries(PREFERENCE_RULES)) {
    if (!(name in value)) continue;
    // An older release's lacks what a newer one added, one level down too.
    const usual = DEFAULT_PREFERENCES[name as keyof Preferences];
    const one = isObject(usual) && isObject(value[name]) ? { ...usual, ...value[name] } : value[name];
    if (!isValid(one)) return null;
    preferences[name] = one;
  }
  const connections = value.connections ?? {};
  if (!isObject(connections)) return null;
  for (const [key, set] of Object.entries(connections)) {
    const isValid =
      isKey(key) &&
      isObject(set) &&
      (set.label == null || isLabel(set.label)) &&
      (set.colour == null || isColour(set.colour)) &&
      (set.position == null || isPosition(set.position));
    if (!isValid) return null;
  }
  return { ...preferences, connections: connections as PreferencesByConnection };
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
  const profiles = readRows(row.profiles, ({ profileKey, name, shared }) =>
    isKey(profileKey) && isText(name) && typeof shared === 'boolean'
      ? { profileKey: profileKey as ProfileKey, name: name as string, shared }
      : null,
  );
  if (!isKey(key) || ![accountName, email, plan, timezone].every(isText) || !profiles) return null;
  const isOfOrigin = profiles.every(
    ({ profileKey }) => originOf(profileKey) === originOf(key as ConnectionKey),
  );
  if (!isOfOrigin) return null;
  return { key, accountName, email, plan, timezone, profiles } as BackupConnection;
}

function readHistoryRow(row: Record<string, unknown>): BackupHistoryRow | null {
  const { profileKey, periodicity, time, values, fetchedAt } = row;
  const isValid =
    isKey(profileKey) &&
    ['hour', 'day', 'month'].includes(periodicity as string) &&
    isText(time) &&
    !Number.isNaN(Date.parse(time as string)) &&
    Number.isFinite(fetchedAt) &&
    isObject(values) &&
    Object.values(values).every(Number.isFinite);
  return isValid ? ({ profileKey, periodicity, time, values, fetchedAt } as BackupHistoryRow) : null;
}

function readJournalEntry(row: Record<string, unknown>): BackupJournalEntry | null {
  const { at, what, connectionKey, profileKey, subject } = row;
  const isValid =
    Number.isFinite(at) &&
    typeof what === 'string' &&
    /^[a-z-]{1,40}$/.test(what) &&
    (connectionKey === null || isKey(connectionKey)) &&
    (profileKey === null || isKey(profileKey)) &&
    (subject === null || isText(subject));
  return isValid ? ({ at, what, connectionKey, profileKey, subject } as BackupJournalEntry) : null;
}

/** All rows of a list, each read; null when it is no list or one of them is wrong. */
function readRows<Row>(list: unknown, read: (row: Record<string, unknown>) => Row | null): Row[] | null {
  if (!Array.isArray(list)) return null;
  const rows: Row[] = [];
  for (const one of list as unknown[]) {
    const row = isObject(one) ? read(one) : null;
    if (row === null) return null;
    rows.push(row);
  }
  return rows;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_TEXT_LENGTH;
}

/** Returns a text of the platform, which has no such limit, as a backup may hold it. */
export function backupText(text: string): string {
  // Not half a character of two UTF-16 units.
  return text.length <= MAX_TEXT_LENGTH
    ? text
    : text.slice(0, MAX_TEXT_LENGTH).replace(/[\ud800-\udbff]$/, '');
}
