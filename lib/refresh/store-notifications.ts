import { coalesceRead } from '../async/coalesce-read.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { Listed } from '../domain/listed.ts';
import type { PlatformNotification } from '../domain/notification.ts';
import { putNotifications } from '../store/notifications.ts';

/** Reads an account's notifications into the store, whoever asks for them. `how`: see {@link coalesceRead}. */
export function storeNotifications(
  key: ConnectionKey,
  how: 'share' | 'restart',
  read: () => Promise<Listed<PlatformNotification>>,
): Promise<Listed<PlatformNotification>> {
  return coalesceRead(['notifications', key], how, async () => {
    const listed = await read();
    await putNotifications({ connectionKey: key, items: listed.rows, fetchedAt: Date.now() });
    return listed;
  });
}
