import type { Backup, BackupConnection, BackupPreview, ImportMode } from '../domain/backup/backup.ts';
import type { Connection, CredentialLoss } from '../domain/identity/connection.ts';
import { originOf, platformIdOf } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { newProfile, type Profile } from '../domain/profiles/profile.ts';
import { regionOf } from '../domain/regions/region.ts';
import { defaultProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile } from '../domain/settings/settings.ts';
import { BACKUP_STORES, type BackupRows, readRows } from './backup.ts';
import {
  activeAfter,
  historyOfSeen,
  journalAfter,
  newConnections,
  newEntries,
  preferencesAfter,
  profilePreferencesAfter,
} from './backup-changes.ts';
import { readPreview } from './backup-preview.ts';
import { pairKey } from './store-keys.ts';
import { type RecordChange, type TransactionWith, write } from './transaction.ts';

interface ImportOptions {
  mode: ImportMode;
  /** Epoch ms: when what is in the backup was set. */
  now: number;
  /** Why the accounts have no credential. */
  loss: CredentialLoss;
}

type BackupTransaction = TransactionWith<(typeof BACKUP_STORES)[number]>;

/**
 * Imports a backup in one transaction: all of it or nothing; see {@link importInTransaction}. `now`: epoch ms. Returns
 * false, and imports nothing, when that would do something else than the person `confirmed`, or leave out other
 * accounts than the `forbidden` ones.
 */
export async function importIntoStore(
  backup: Backup,
  {
    mode,
    forbidden,
    confirmed,
    now,
  }: { mode: ImportMode; forbidden: readonly BackupConnection[]; confirmed: BackupPreview; now: number },
): Promise<boolean> {
  return write([...BACKUP_STORES], async (transaction, recordChange) => {
    const preview = await readPreview(transaction, backup, forbidden);
    if (!isSame(withoutAdditions(preview), withoutAdditions(confirmed))) return false;
    await importInTransaction(transaction, recordChange, backup, { mode, now, loss: 'backup' });
    return true;
  });
}

/** History and journal are only added to, and what is here already grows by itself. */
function withoutAdditions({ history: _history, journal: _journal, ...rest }: BackupPreview) {
  return rest;
}

/**
 * Imports a backup in the caller's transaction. Usage history and the journal are only added to; accounts that aren't
 * connected here are added without a credential.
 */
export async function importInTransaction(
  transaction: BackupTransaction,
  recordChange: RecordChange,
  backup: Backup,
  options: ImportOptions,
): Promise<void> {
  const rows = await readRows(transaction);
  await importPreferences(transaction, recordChange, backup, rows, options);
  await importProfilePreferences(transaction, recordChange, backup, rows, options);
  await importConnections(transaction, recordChange, newConnections(backup.connections, rows), options);
  await importActive(transaction, recordChange, rows.active, activeAfter(backup, rows));
  await importHistory(transaction, recordChange, historyOfSeen(backup, rows));
  if (newEntries(backup, rows).length > 0)
    await replaceJournal(transaction, recordChange, journalAfter(backup, rows));
}

async function importPreferences(
  transaction: BackupTransaction,
  recordChange: RecordChange,
  backup: Backup,
  rows: BackupRows,
  { mode, now, loss }: ImportOptions,
): Promise<void> {
  const { sync = rows.preferences.sync } = loss === 'backup' ? {} : backup.preferences;
  const preferences = {
    ...preferencesAfter({ ...rows.preferences, sync }, backup, mode),
    updatedAt: now,
  };
  await transaction.objectStore('settings').put({ key: 'preferences', ...preferences });
  recordChange('settings', 'preferences');
}

async function importProfilePreferences(
  transaction: BackupTransaction,
  recordChange: RecordChange,
  backup: Backup,
  rows: BackupRows,
  { mode, now }: ImportOptions,
): Promise<void> {
  const store = transaction.objectStore('profilePreferences');
  const inFile = new Map(backup.profilePreferences.map((row) => [row.profileKey, row]));
  for (const row of rows.profilePreferences) {
    if (mode === 'merge' || inFile.has(row.profileKey)) continue;
    // Not deleted, so that sync resets it in other browsers too.
    await store.put({ ...defaultProfilePreferences(row.profileKey), updatedAt: now });
    recordChange('profilePreferences', row.profileKey);
  }
  const here = new Map(rows.profilePreferences.map((row) => [row.profileKey, row]));
  for (const [profileKey, row] of inFile) {
    await store.put({ ...profilePreferencesAfter(here.get(profileKey), row, mode), updatedAt: now });
    recordChange('profilePreferences', profileKey);
  }
}

async function importConnections(
  transaction: BackupTransaction,
  recordChange: RecordChange,
  connections: readonly BackupConnection[],
  { now, loss }: ImportOptions,
): Promise<void> {
  for (const [index, connection] of connections.entries()) {
    // Where the person set no place, the order is that in which they were connected.
    await transaction.objectStore('connections').put(connectionRow(connection, loss, now + index));
    recordChange('connections', connection.key);
    for (const [position, profile] of connection.profiles.entries()) {
      const row = profileRow(connection, profile, position);
      await transaction.objectStore('profiles').put(row);
      recordChange('profiles', pairKey(row));
    }
  }
}

async function importActive(
  transaction: BackupTransaction,
  recordChange: RecordChange,
  before: ActiveProfile,
  after: ActiveProfile,
): Promise<void> {
  if (after === before) return;
  await transaction.objectStore('settings').put({ key: 'active', ...after });
  recordChange('settings', 'active');
}

async function importHistory(
  transaction: BackupTransaction,
  recordChange: RecordChange,
  rows: Backup['history'],
): Promise<void> {
  const history = transaction.objectStore('history');
  for (const row of rows) {
    if ((await history.getKey([row.profileKey, row.periodicity, row.time])) !== undefined) continue;
    await history.put(row);
    recordChange('history', [row.profileKey, row.periodicity, row.time]);
  }
}

/** Ids are in order of time, so older entries can only be added by writing all of them again. */
async function replaceJournal(
  transaction: BackupTransaction,
  recordChange: RecordChange,
  entries: Backup['journal'],
): Promise<void> {
  const journal = transaction.objectStore('journal');
  await journal.clear();
  for (const { at, what, connectionKey, profileKey, subject } of entries) {
    const id = await journal.add({ at, what, connectionKey, profileKey, subject });
    recordChange('journal', id);
  }
}

/** Returns a connection without a credential: the person has to sign in to it. */
function connectionRow(
  { key, accountName, email, plan, timezone }: BackupConnection,
  loss: CredentialLoss,
  at: number,
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
    failure: { failure: { code: 'credential-lost', detail: loss }, at },
    connectedAt: at,
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
