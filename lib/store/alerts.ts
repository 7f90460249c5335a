import type { AlertRow } from './schema.ts';
import { read, write } from './transaction.ts';

export async function listAlerts(): Promise<AlertRow[]> {
  return read(['alerts'], (transaction) => transaction.objectStore('alerts').getAll());
}

/**
 * Claims the right to send these alerts: returns those that were not sent yet in their cycle, and stores them
 * as sent in the same transaction, so that two wakes of the worker never announce the same crossing twice.
 */
export async function claimAlerts(rows: AlertRow[]): Promise<AlertRow[]> {
  return write(['alerts'], async (transaction, changed) => {
    const store = transaction.objectStore('alerts');
    const known = await Promise.all(rows.map((row) => store.get(row.id)));
    const due = rows.filter((row, index) => known[index]?.cycle !== row.cycle);
    await Promise.all(due.map((row) => store.put(row)));
    for (const row of due) changed('alerts', row.id);
    return due;
  });
}

/** Forgets sent alerts, e.g. when a service fell below its threshold and may cross it anew. */
export async function dropAlerts(ids: string[]): Promise<void> {
  await write(['alerts'], async (transaction, changed) => {
    await Promise.all(ids.map((id) => transaction.objectStore('alerts').delete(id)));
    for (const id of ids) changed('alerts', id);
  });
}
