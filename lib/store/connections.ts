import type { Connection } from '../domain/identity/connection.ts';
import { withOwnPreferences, withPreferences } from '../domain/identity/connection-preferences.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { RowChange } from './credentials.ts';
import { forgetUnseen, STORES_BY_PROFILE, STORES_OF_A_PROFILE } from './remove.ts';
import { removeChangeTimes } from './response-order.ts';
import { type RevocationRequest, recordRevocations } from './revocations.ts';
import type { StoreName } from './schema.ts';
import { readPreferences, repairActive } from './settings.ts';
import { compoundRange, prefixRange } from './store-keys.ts';
import { type RecordChange, read, type TransactionWith, write } from './transaction.ts';

const STORES_OF_A_CONNECTION = [
  ...STORES_OF_A_PROFILE,
  'billing',
  'notifications',
] as const satisfies StoreName[];

type ConnectionWrite = TransactionWith<'connections' | 'profiles'>;

/** Returns all connections with the person's preferences for them, in the person's order. */
export async function listConnections(): Promise<Connection[]> {
  return read(['connections', 'settings'], async (transaction) => {
    const [rows, { connections }] = await Promise.all([
      transaction.objectStore('connections').getAll(),
      readPreferences(transaction.objectStore('settings')),
    ]);
    return withPreferences(rows, connections);
  });
}

export async function getConnection(key: ConnectionKey): Promise<Connection | undefined> {
  return read(['connections', 'settings'], async (transaction) => {
    const [row, { connections }] = await Promise.all([
      transaction.objectStore('connections').get(key),
      readPreferences(transaction.objectStore('settings')),
    ]);
    return row && withOwnPreferences(row, connections);
  });
}

/**
 * Adds a connection, or replaces the one with its key. The person's preferences for it are stored separately. For
 * tests: a person's connection is stored with its credential, see {@link putConnectionChange}.
 */
export async function putConnection(connection: Connection): Promise<void> {
  await write(['connections', 'profiles'], (transaction, recordChange) =>
    putRow(transaction, recordChange, connection),
  );
}

/** Returns the change that adds or replaces a connection in the transaction of its credential. */
export function putConnectionChange(connection: Connection): RowChange {
  return (transaction, recordChange) => putRow(transaction, recordChange, connection);
}

async function putRow(
  transaction: ConnectionWrite,
  recordChange: RecordChange,
  { label: _label, colour: _colour, position: _position, ...row }: Connection,
): Promise<void> {
  const store = transaction.objectStore('connections');
  const before = await store.get(row.key);
  await store.put(row);
  recordChange('connections', row.key);
  if (before) await forgetOldPlan(transaction, recordChange, before, row);
}

/**
 * Removes the plan from the rows of an account's own profiles once it has another: theirs is from when their info was
 * read.
 */
async function forgetOldPlan(
  transaction: ConnectionWrite,
  recordChange: RecordChange,
  before: Connection,
  { key, plan }: Connection,
): Promise<void> {
  if (!plan || plan === before.plan) return;
  const store = transaction.objectStore('profiles');
  for (const profile of await store.getAll(compoundRange(key))) {
    if (profile.shared || profile.plan === null) continue;
    await store.put({ ...profile, plan: null });
    recordChange('profiles', [key, profile.profileKey]);
  }
}

/** Changes a stored connection. Returns undefined, and writes nothing, when it no longer exists. */
export async function updateConnection(
  key: ConnectionKey,
  change: (connection: Connection) => Connection,
): Promise<Connection | undefined> {
  return write(['connections', 'profiles'], async (transaction, recordChange) => {
    const store = transaction.objectStore('connections');
    const before = await store.get(key);
    if (!before) return undefined;
    const after = change(before);
    if (after === before) return before;
    await store.put(after);
    recordChange('connections', key);
    await forgetOldPlan(transaction, recordChange, before, after);
    return after;
  });
}

/**
 * Removes everything stored for a connection, in one transaction. Preferences for its profiles are kept for a later
 * reconnect, and so is the journal. If the active profile is gone, the previous one becomes active. Tokens `toRevoke`
 * stay sealed until they are revoked. Returns the ids of their revocations.
 */
export async function removeConnection(
  key: ConnectionKey,
  toRevoke: readonly RevocationRequest[] = [],
): Promise<string[]> {
  return write([...STORES_OF_A_CONNECTION], async (transaction, recordChange) => {
    const revocations = await recordRevocations(transaction, recordChange, toRevoke);
    const gone = await transaction.objectStore('profiles').getAllKeys(compoundRange(key));
    await deleteRowsOf(key, transaction, recordChange);
    await forgetUnseen(
      transaction,
      recordChange,
      gone.map(([, profileKey]) => profileKey),
    );
    const settings = transaction.objectStore('settings');
    await removeChangeTimes(settings, key);
    await repairActive(transaction.objectStore('profiles'), settings, recordChange);
    return revocations;
  });
}

/** Deletes the rows that are stored by connection, its own and its profiles'. */
async function deleteRowsOf(
  key: ConnectionKey,
  transaction: TransactionWith<(typeof STORES_OF_A_CONNECTION)[number]>,
  recordChange: RecordChange,
): Promise<void> {
  await transaction.objectStore('connections').delete(key);
  recordChange('connections', key);
  for (const name of STORES_BY_PROFILE) {
    const store = transaction.objectStore(name);
    for (const row of await store.getAllKeys(compoundRange(key))) recordChange(name, row);
    await store.delete(compoundRange(key));
  }
  for (const name of ['billing', 'notifications'] as const) {
    const store = transaction.objectStore(name);
    if ((await store.getKey(key)) === undefined) continue;
    await store.delete(key);
    recordChange(name, key);
  }
  const credentials = transaction.objectStore('credentials');
  await credentials.delete(key);
  await credentials.delete(prefixRange(`${key}|`));
  recordChange('credentials', key);

  await transaction.objectStore('alerts').delete(prefixRange(`${key}|`));
  recordChange('alerts', `${key}|`);

  const refresh = transaction.objectStore('refresh');
  await refresh.delete(`account|${key}`);
  await refresh.delete(prefixRange(`${key}|`));
  recordChange('refresh', `account|${key}`);
}
