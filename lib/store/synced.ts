import type { Synced } from './schema.ts';
import { read, write } from './transaction.ts';

/** Returns what was last agreed with the person's other machines. */
export async function getSynced(): Promise<Synced> {
  const row = await read(['settings'], (transaction) => transaction.objectStore('settings').get('synced'));
  if (row?.key !== 'synced') return { records: [], thresholds: null };
  // An older release noted one time for a whole profile: what it agreed is agreed again.
  const records = row.records.filter((record) => record.fields !== undefined);
  return { records, thresholds: row.thresholds?.at === undefined ? null : row.thresholds };
}

/** Replaces it. Nobody shows it, so no change event is published. */
export async function putSynced(synced: Synced): Promise<void> {
  await write(['settings'], async (transaction) => {
    await transaction.objectStore('settings').put({ key: 'synced', ...synced });
  });
}
