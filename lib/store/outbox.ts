import type { OutboxNotification } from './schema.ts';
import { read, write } from './transaction.ts';

/** Returns all notifications that are waiting or were shown within the last days. */
export async function listOutbox(): Promise<OutboxNotification[]> {
  return read(['notificationOutbox'], (transaction) =>
    transaction.objectStore('notificationOutbox').getAll(),
  );
}

/** Changes notifications in the outbox. `change` returns null to remove one, and the same row to keep it unchanged. */
export async function updateOutbox(
  ids: readonly string[],
  change: (row: OutboxNotification) => OutboxNotification | null,
): Promise<void> {
  if (ids.length === 0) return;
  await write(['notificationOutbox'], async (transaction, recordChange) => {
    const outbox = transaction.objectStore('notificationOutbox');
    for (const id of ids) {
      const row = await outbox.get(id);
      const after = row && change(row);
      if (!row || after === row) continue;
      if (after) await outbox.put(after);
      else await outbox.delete(id);
      recordChange('notificationOutbox', id);
    }
  });
}
