import type { ConnectionKey } from '../domain/identity/keys.ts';
import { perConnection } from './per-connection.ts';
import type { NotificationsRow } from './schema.ts';

const rows = perConnection('notifications', (connectionKey) => ({
  connectionKey,
  items: [],
  fetchedAt: null,
}));

export const getNotifications: (key: ConnectionKey) => Promise<NotificationsRow | undefined> = rows.get;

/** Stores that an invitation was answered: it isn't offered anymore. */
export async function closeInvitation(key: ConnectionKey, notificationId: string): Promise<void> {
  await rows.update(key, (row) => ({
    ...row,
    items: row.items.map((item) => (item.id === notificationId ? { ...item, invitation: null } : item)),
  }));
}

/** Stores an account's notifications. Returns false when it is no longer connected. */
export async function putNotifications(row: NotificationsRow): Promise<boolean> {
  return (await rows.put(row)) !== undefined;
}
