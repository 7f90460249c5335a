import type { ConnectionKey, ProfileKey } from '../identity/keys.ts';
import type { JournalEntry } from '../journal.ts';
import type { PreferenceChange } from '../settings/preference-change.ts';
import type { ProfilePreferences } from '../settings/profile-preferences.ts';
import type { Protection } from '../settings/protection.ts';
import type { ActiveProfile, SettingName } from '../settings/settings.ts';
import { cutText } from '../text/cut-text.ts';
import type { HistoryRow } from '../usage/history.ts';

/** What says that a file is one of ours, and in which form. */
export const BACKUP_FORMAT = 'profiles-for-tagoio-backup';
export const BACKUP_VERSION = 1;
/** Bytes of a file, and so also the most characters. A year of days of 200 profiles is about 15 MB. */
export const MAX_BACKUP_LENGTH = 50_000_000;

/** UTF-16 units of a name and of what an entry of the journal is about. */
export const MAX_BACKUP_TEXT_LENGTH = 500;

/** An account to sign in to again, and its profiles' names. */
export interface BackupConnection {
  key: ConnectionKey;
  accountName: string;
  email: string;
  plan: string;
  timezone: string;
  profiles: { profileKey: ProfileKey; name: string; shared: boolean }[];
}

export type BackupHistoryRow = HistoryRow & { fetchedAt: number };

/** Returns what identifies a row of usage history. */
export function historyKey({ profileKey, periodicity, time }: BackupHistoryRow): string {
  return [profileKey, periodicity, time].join('|');
}

export type BackupJournalEntry = Omit<JournalEntry, 'id'>;

/** Everything but secrets: what a person set, and what is known from before. */
export interface Backup {
  format: typeof BACKUP_FORMAT;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  preferences: PreferenceChange;
  profilePreferences: (Partial<ProfilePreferences> & Pick<ProfilePreferences, 'profileKey'>)[];
  /** In the person's order, each with its profiles in the platform's. */
  connections: BackupConnection[];
  /** Of these profiles. */
  active: ActiveProfile;
  history: BackupHistoryRow[];
  journal: BackupJournalEntry[];
}

/** merge: the file's values take the place of those here, all else stays; replace: what isn't in it is reset. */
export type ImportMode = 'merge' | 'replace';

/** What an import would do. */
export interface BackupPreview {
  createdAt: string;
  /** Settings that would change, in each mode. */
  settings: Record<ImportMode, SettingName[]>;
  /** Settings that would protect less than now, in each mode. */
  weakened: Record<ImportMode, Protection[]>;
  /** Profiles whose settings would be added, replaced, or (when everything is replaced) reset; names where known. */
  added: string[];
  replaced: Record<ImportMode, string[]>;
  reset: string[];
  /** Accounts whose label, colour or place would be set to another, or reset, in each mode; names where known. */
  changedAccounts: Record<ImportMode, string[]>;
  resetAccounts: Record<ImportMode, string[]>;
  /** Accounts that aren't connected here: they are added, to be signed in to. */
  connections: { name: string; host: string }[];
  /** Accounts that aren't connected here, whose hosts the organization's policy forbids: they are left out. */
  forbidden: { name: string; host: string }[];
  /** The profile that becomes the active one, as none is here; null: none does. */
  active: string | null;
  history: number;
  journal: number;
}

/** Returns a text of the platform, which has no such limit, as a backup may hold it. */
export function backupText(text: string): string {
  // What a damaged row has in its place is refused where the backup is read; the other rows are written.
  return typeof text === 'string' ? cutText(text, MAX_BACKUP_TEXT_LENGTH) : text;
}
