import type { ReadonlySignal } from '@preact/signals';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { NotificationsRow } from '../store/schema.ts';
import { lazyCollection } from './lazy-signal.ts';

const rows = lazyCollection(
  'notifications',
  (row) => row.connectionKey,
  (key) => key,
);

/** Returns the platform's notifications, invitations among them, by connection; null until read. */
export function watchNotifications(): ReadonlySignal<ReadonlyMap<ConnectionKey, NotificationsRow> | null> {
  return rows;
}
