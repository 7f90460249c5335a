import { type AlertState, NO_ALERTS } from '../domain/alerts/alerts.ts';
import { replaces } from '../domain/alerts/waiting-alerts.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import { isSame } from '../domain/json.ts';
import { readIsSeen } from './is-seen.ts';
import type { OutboxNotification } from './schema.ts';
import { read, write } from './transaction.ts';

const stateId = (profileKey: ProfileKey) => `${profileKey}|state`;

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
  return write(
    ['alerts', 'connections', 'notificationOutbox', 'profiles'],
    async (transaction, recordChange) => {
      const states = transaction.objectStore('alerts');
      const row = await states.get(stateId(profileKey));
      const stored = row && 'state' in row ? row.state : NO_ALERTS;
      if (!isSame(stored, before)) return false;
      if (!(await readIsSeen(transaction, profileKey))) return false;
      if (after !== before) {
        await states.put({ id: stateId(profileKey), state: after });
        recordChange('alerts', stateId(profileKey));
      }
      const outbox = transaction.objectStore('notificationOutbox');
      const waiting = notifications.length === 0 ? [] : await outbox.getAll();
      for (const { id, about, condition, shownAt } of waiting) {
        const isReplaced = notifications.some(
          (one) => one.about === about && replaces(one.condition?.kind, condition?.kind),
        );
        if (shownAt !== null || !isReplaced) continue;
        await outbox.delete(id);
        recordChange('notificationOutbox', id);
      }
      for (const notification of notifications) {
        if ((await outbox.getKey(notification.id)) !== undefined) continue;
        await outbox.put(notification);
        recordChange('notificationOutbox', notification.id);
      }
      return true;
    },
  );
}
