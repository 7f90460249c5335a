import type { ReadonlySignal } from '@preact/signals';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { NotificationsRow } from '../store/schema.ts';
import { lazyCollection } from './lazy-signal.ts';

/** The platform's notifications, invitations among them, by connection; null until read. */
export const notificationsByConnection: ReadonlySignal<ReadonlyMap<ConnectionKey, NotificationsRow> | null> =
  lazyCollection(
    'notifications',
    (row) => row.connectionKey,
    (key) => key,
  );
