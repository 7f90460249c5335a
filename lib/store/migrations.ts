import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { StoreName } from './schema.ts';

/**
 * A migration from version `index` to `index + 1`. The database is untyped, since the types describe the current
 * version only. It must not await anything but the given transaction.
 */
export type Migration = (
  database: IDBPDatabase<unknown>,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
) => void | Promise<void>;

/** Ordered steps; the database's version is their number. Never edited after a release: add one instead. */
export const MIGRATIONS: readonly Migration[] = [createVersion1, migrateToVersion2, migrateToVersion3];

/** Runs the migrations that a database at `oldVersion` needs, in order, inside its version change. */
export async function runMigrations(
  steps: readonly Migration[],
  oldVersion: number,
  database: IDBPDatabase<unknown>,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  // If it is aborted, opening the database fails.
  transaction.done.catch(() => {});
  try {
    for (const step of steps.slice(oldVersion)) await step(database, transaction);
  } catch (error) {
    // Aborts, so that the database stays at its old version.
    transaction.abort();
    throw error;
  }
}

function createVersion1(database: IDBPDatabase<unknown>): void {
  const keyPaths: Record<
    Exclude<StoreName, 'vault' | 'journal' | 'notificationOutbox' | 'logos'>,
    string | string[]
  > = {
    connections: 'key',
    credentials: 'id',
    profiles: ['connectionKey', 'profileKey'],
    usage: ['connectionKey', 'profileKey'],
    history: ['profileKey', 'periodicity', 'time'],
    team: ['connectionKey', 'profileKey'],
    tokens: ['connectionKey', 'profileKey'],
    billing: 'connectionKey',
    notifications: 'connectionKey',
    refresh: 'target',
    settings: 'key',
    profilePreferences: 'profileKey',
    alerts: 'id',
  };
  for (const [name, keyPath] of Object.entries(keyPaths)) database.createObjectStore(name, { keyPath });
  database.createObjectStore('vault');
  database.createObjectStore('journal', { keyPath: 'id', autoIncrement: true }).createIndex('at', 'at');
}

/** Renames 'minted' tokens to 'issued', adds the outbox and logos, and converts alerts. */
async function migrateToVersion2(
  database: IDBPDatabase<unknown>,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  database.createObjectStore('notificationOutbox', { keyPath: 'id' });
  database.createObjectStore('logos', { keyPath: 'address' });
  // Nothing looks entries up by time: they are read newest first, by id.
  transaction.objectStore('journal').deleteIndex?.('at');
  const connections = transaction.objectStore('connections');
  for (const row of (await connections.getAll()) as { credential: { kind: string } }[]) {
    if (row.credential.kind !== 'minted') continue;
    await connections.put?.({ ...row, credential: { ...row.credential, kind: 'issued' } });
  }
  const profiles = transaction.objectStore('profiles');
  for (const row of (await profiles.getAll()) as { ownCredential: string }[]) {
    if (row.ownCredential === 'minted') await profiles.put?.({ ...row, ownCredential: 'issued' });
  }
  await convertAlerts(transaction.objectStore('alerts'));
}

/** Renames fields of orders that are open, or not seen yet. */
async function migrateToVersion3(
  _database: IDBPDatabase<unknown>,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  const billing = transaction.objectStore('billing');
  for (const row of (await billing.getAll()) as { orders?: OldOrder[] }[]) {
    if (row.orders) await billing.put?.({ ...row, orders: row.orders.map(renamedOrder) });
  }
}

interface OldOrder {
  quote: { gift: unknown };
  refusal: unknown;
  refusalBefore?: unknown;
  answer?: unknown;
  giving: unknown;
  outcome: string | null;
}

function renamedOrder({ quote, refusal, refusalBefore, answer, giving, outcome, ...rest }: OldOrder) {
  const { gift, ...quoted } = quote;
  return {
    ...rest,
    quote: { ...quoted, receiverUnits: gift },
    paymentError: refusal,
    ...(refusalBefore !== undefined && { paymentErrorBefore: refusalBefore }),
    ...(answer !== undefined && { requestFailure: answer }),
    limitChange: giving,
    outcome: outcome === 'share-missing' ? 'not-allocated' : outcome,
  };
}

interface OldAlert {
  /** `<profileKey>|threshold|<service>|<percent>`, among others. */
  id: string;
  at: number;
  cycle: string;
}

/** Version 1 had a row for each crossing; now each profile has one, with the highest threshold of each service. */
async function convertAlerts(alerts: {
  getAll(): Promise<unknown[]>;
  clear?(): Promise<void>;
  put?(row: unknown): Promise<unknown>;
}): Promise<void> {
  const rows = (await alerts.getAll()) as OldAlert[];
  await alerts.clear?.();
  const services = new Map<string, Record<string, object>>();
  for (const { id, cycle } of rows) {
    const parts = id.split('|');
    const reached = Number(parts.at(-1));
    const service = parts.at(-2);
    if (!service || parts.length < 3 || !(reached > 0)) continue;
    const stateId = `${parts[0]}|state`;
    const known = (services.get(stateId) ?? {}) as Record<string, { reached: number }>;
    if ((known[service]?.reached ?? 0) >= reached) continue;
    const state = { reached, full: false, limit: null, forecast: null, proposal: null };
    services.set(stateId, { ...known, [service]: { ...state, cycle: cycle === 'once' ? 'none' : cycle } });
  }
  for (const [id, states] of services) {
    await alerts.put?.({ id, state: { readAt: 0, services: states, tokens: {} } });
  }
}
