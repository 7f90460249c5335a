import { coalesceRead, runningRead } from '../async/coalesce-read.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { PlatformNotification } from '../domain/notification.ts';
import { putNotifications, updateNotifications } from '../store/notifications.ts';

const keyOf = (key: ConnectionKey) => ['notifications', key];

/** Reads an account's notifications into the store, whoever asks for them. `how`: see {@link coalesceRead}. */
export function storeNotifications(
  key: ConnectionKey,
  how: 'share' | 'restart',
  read: () => Promise<PlatformNotification[]>,
): Promise<PlatformNotification[]> {
  return coalesceRead(keyOf(key), how, async () => {
    const items = await read();
    await putNotifications({ connectionKey: key, items, fetchedAt: Date.now() });
    return items;
  });
}

/** Changes stored notifications as they were just changed on the platform, also in a list that was requested before. */
export async function changeNotifications(
  key: ConnectionKey,
  change: (item: PlatformNotification) => PlatformNotification,
): Promise<void> {
  const apply = () => updateNotifications(key, (row) => ({ ...row, items: row.items.map(change) }));
  const requestedBefore = runningRead(keyOf(key));
  await apply();
  await requestedBefore?.then(apply, () => {});
}
