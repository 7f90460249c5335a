import { computed, type ReadonlySignal } from '@preact/signals';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { type Invitation, isInvitation } from '../domain/notification.ts';
import type { NotificationsRow } from '../store/schema.ts';
import { lazyCollection } from './lazy-signal.ts';

/** The platform's notifications, invitations among them, by connection; null until read. */
const notificationsByConnection: ReadonlySignal<ReadonlyMap<ConnectionKey, NotificationsRow> | null> =
  lazyCollection(
    'notifications',
    (row) => row.connectionKey,
    (key) => key,
  );

/** An invitation of a connected account to a shared profile that can still be answered. */
export interface OpenInvitation {
  connectionKey: ConnectionKey;
  notification: Invitation;
}

/** The open invitations to the connected accounts. Kept up to date only while a page uses it. */
export const openInvitations: ReadonlySignal<OpenInvitation[]> = computed(() =>
  [...(notificationsByConnection.value?.values() ?? [])].flatMap(({ connectionKey, items }) =>
    items.filter(isInvitation).map((notification) => ({ connectionKey, notification })),
  ),
);
