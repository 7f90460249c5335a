import type { Synced } from './schema.ts';
import { read, write } from './transaction.ts';

/** What was last agreed with the person's other machines. */
export async function getSynced(): Promise<Synced> {
  const row = await read(['settings'], (transaction) => transaction.objectStore('settings').get('synced'));
  return row?.key === 'synced' ? row : { records: [] };
}

/** Replaces it. Nobody shows it, so no change event is published. */
export async function putSynced({ records, thresholds = null }: Synced): Promise<void> {
  await write(['settings'], async (transaction) => {
    await transaction.objectStore('settings').put({ key: 'synced', records, thresholds });
  });
}
