import { type AlertState, NO_ALERTS } from '../domain/alerts/alerts.ts';
import { replaces } from '../domain/alerts/waiting-alerts.ts';
import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import type { OutboxNotification } from './schema.ts';
import { read, write } from './transaction.ts';

const stateId = (profileKey: ProfileKey) => `${profileKey}|state`;
/** Whose limits: an account's, a profile's, or with a locked vault all. */
type UncheckedSubject = ConnectionKey | ProfileKey | 'vault';

const UNCHECKED_END = '|unchecked';
/** Returns the id of what is stored about unchecked limits, which the notification about them has as its subject. */
export const uncheckedId = (about: UncheckedSubject) => `${about}${UNCHECKED_END}`;

/** Returns the stored state of a profile's alerts, or {@link NO_ALERTS}. */
export async function getAlertState(profileKey: ProfileKey): Promise<AlertState> {
  const row = await read(['alerts'], (transaction) =>
    transaction.objectStore('alerts').get(stateId(profileKey)),
  );
  return row && 'state' in row ? row.state : NO_ALERTS;
}

/**
 * Stores a profile's new state together with its notifications, in place of the unshown ones that they replace.
 * Returns false and stores nothing if the state is no longer `before` (another evaluation was faster), or no connection
 * has the profile anymore.
 */
export async function commitAlerts(
  profileKey: ProfileKey,
  before: AlertState,
  after: AlertState,
  notifications: readonly OutboxNotification[],
): Promise<boolean> {
  return write(['alerts', 'notificationOutbox', 'profiles'], async (transaction, changed) => {
    const states = transaction.objectStore('alerts');
    const row = await states.get(stateId(profileKey));
    const stored = row && 'state' in row ? row.state : NO_ALERTS;
    if (JSON.stringify(stored) !== JSON.stringify(before)) return false;
    const seen = await transaction.objectStore('profiles').getAllKeys();
    if (!seen.some(([, key]) => key === profileKey)) return false;
    if (after !== before) {
      await states.put({ id: stateId(profileKey), state: after });
      changed('alerts', stateId(profileKey));
    }
    const outbox = transaction.objectStore('notificationOutbox');
    const waiting = notifications.length === 0 ? [] : await outbox.getAll();
    for (const { id, about, condition, shownAt } of waiting) {
      const isReplaced = notifications.some(
        (one) => one.about === about && replaces(one.condition?.kind, condition?.kind),
      );
      if (shownAt !== null || !isReplaced) continue;
      await outbox.delete(id);
      changed('notificationOutbox', id);
    }
    for (const notification of notifications) {
      if ((await outbox.getKey(notification.id)) !== undefined) continue;
      await outbox.put(notification);
      changed('notificationOutbox', notification.id);
    }
    return true;
  });
}

/** Returns all notifications that are waiting or were shown within the last days. */
export async function listOutbox(): Promise<OutboxNotification[]> {
  return read(['notificationOutbox'], (transaction) =>
    transaction.objectStore('notificationOutbox').getAll(),
  );
}

/** Returns true while what a notification about unchecked limits says is stored; it isn't once they are checked again. */
export async function isUnchecked({ about }: Pick<OutboxNotification, 'about'>): Promise<boolean> {
  const key = await read(['alerts'], (transaction) => transaction.objectStore('alerts').getKey(about));
  return key !== undefined;
}

/** Changes notifications in the outbox. `change` returns null to remove one, and the same row to keep it unchanged. */
export async function updateOutbox(
  ids: readonly string[],
  change: (row: OutboxNotification) => OutboxNotification | null,
): Promise<void> {
  if (ids.length === 0) return;
  await write(['notificationOutbox'], async (transaction, changed) => {
    const outbox = transaction.objectStore('notificationOutbox');
    for (const id of ids) {
      const row = await outbox.get(id);
      const after = row && change(row);
      if (!row || after === row) continue;
      if (after) await outbox.put(after);
      else await outbox.delete(id);
      changed('notificationOutbox', id);
    }
  });
}

/** Since when limits have not been checked. */
export interface Unchecked {
  /** Epoch ms. */
  since: number;
  /** The person was notified of it. */
  notified: boolean;
  /** How urgent its cause is; missing in rows of earlier versions. */
  when?: 'at once' | 'later';
}

export async function getUnchecked(about: UncheckedSubject): Promise<Unchecked | null> {
  const row = await read(['alerts'], (transaction) =>
    transaction.objectStore('alerts').get(uncheckedId(about)),
  );
  return row && 'unchecked' in row ? row.unchecked : null;
}

/** Returns whose limits have not been checked. */
export async function listUnchecked(): Promise<ReadonlySet<UncheckedSubject>> {
  const ids = await read(['alerts'], (transaction) => transaction.objectStore('alerts').getAllKeys());
  const unchecked = ids.filter((id) => id.endsWith(UNCHECKED_END));
  return new Set(unchecked.map((id) => id.slice(0, -UNCHECKED_END.length) as UncheckedSubject));
}

/** Stores since when limits have not been checked, with the notification about it, if any; null: they are checked again. */
export async function putUnchecked(
  about: UncheckedSubject,
  unchecked: Unchecked | null,
  notification: OutboxNotification | null = null,
): Promise<void> {
  await write(['alerts', 'notificationOutbox'], async (transaction, changed) => {
    const id = uncheckedId(about);
    if (unchecked) await transaction.objectStore('alerts').put({ id, unchecked });
    else await transaction.objectStore('alerts').delete(id);
    changed('alerts', id);
    const outbox = transaction.objectStore('notificationOutbox');
    if (notification) {
      await outbox.put(notification);
      changed('notificationOutbox', notification.id);
    }
    // Unshown notifications about it are outdated.
    if (unchecked) return;
    for (const row of await outbox.getAll()) {
      if (row.about !== id || row.shownAt !== null) continue;
      await outbox.delete(row.id);
      changed('notificationOutbox', row.id);
    }
  });
}
