import type { ConnectionKey } from '../domain/identity/keys.ts';
import { perConnectionStore } from './per-connection.ts';
import type { NotificationsRow } from './schema.ts';

const store = perConnectionStore('notifications', (connectionKey) => ({
  connectionKey,
  items: [],
  fetchedAt: null,
}));

export const getNotifications: (key: ConnectionKey) => Promise<NotificationsRow | undefined> = store.get;

/** Stores that an invitation was answered: it isn't offered anymore. */
export async function closeInvitation(key: ConnectionKey, notificationId: string): Promise<void> {
  await store.update(key, (row) => ({
    ...row,
    items: row.items.map((item) => (item.id === notificationId ? { ...item, invitation: null } : item)),
  }));
}

/** Stores an account's notifications. Returns false when it is no longer connected. */
export async function putNotifications(row: NotificationsRow): Promise<boolean> {
  return (await store.put(row)) !== undefined;
}
