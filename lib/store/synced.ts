import type { Synced, SyncState } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { read, write } from './transaction.ts';

/** Returns the state last synced. */
export async function getSynced(): Promise<Synced> {
  const row = await read(['settings'], (transaction) =>
    settingRow(transaction.objectStore('settings'), 'synced'),
  );
  const nothing = { records: [], orderReset: 0, settings: {}, connections: {} };
  if (!row) return nothing;
  const { records, orderReset, settings, connections } = { ...nothing, ...row };
  return { records, orderReset, settings, connections };
}

/** Replaces the state last synced. Publishes no change event, since no page shows it. */
export async function putSynced(synced: Synced): Promise<void> {
  await write(['settings'], async (transaction) => {
    await transaction.objectStore('settings').put({ key: 'synced', ...synced });
  });
}

/** Returns how the last round of sync ended. */
export async function getSyncState(): Promise<SyncState> {
  const row = await read(['settings'], (transaction) =>
    settingRow(transaction.objectStore('settings'), 'syncState'),
  );
  if (!row) return { syncedAt: null, refused: false, leftOut: 0 };
  const { syncedAt, refused, leftOut } = row;
  return { syncedAt, refused, leftOut };
}

export async function putSyncState(state: SyncState): Promise<void> {
  await write(['settings'], async (transaction, recordChange) => {
    await transaction.objectStore('settings').put({ key: 'syncState', ...state });
    recordChange('settings', 'syncState');
  });
}
