import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import { isFromFuture } from '../domain/time.ts';
import type { OutboxNotification } from './schema.ts';
import { read, write } from './transaction.ts';

/** Whose limits: an account's, a profile's, or with a locked vault all. */
export type UncheckedSubject = ConnectionKey | ProfileKey | 'vault';

const UNCHECKED_END = '|unchecked';
/** Returns the id of what is stored about unchecked limits, which the notification about them has as its subject. */
export const uncheckedId = (about: UncheckedSubject) => `${about}${UNCHECKED_END}`;

/** That limits have not been checked for some time. */
export interface Unchecked {
  /** Epoch ms. */
  since: number;
  /** The person was notified of it. */
  notified: boolean;
  /** How soon its cause is reported; missing in rows of earlier versions. */
  when?: 'at once' | 'later';
}

/**
 * Returns since when limits have not been checked: as recorded, or `now` if the clock was ahead then, since nothing is
 * known of how long ago that is.
 */
export function sinceOf(known: Unchecked | null, now: number): number {
  return known && !isFromFuture(known.since, now) ? known.since : now;
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

/** Returns true until the limits that a notification is about are checked again. */
export async function isUnchecked({ about }: Pick<OutboxNotification, 'about'>): Promise<boolean> {
  const key = await read(['alerts'], (transaction) => transaction.objectStore('alerts').getKey(about));
  return key !== undefined;
}

/** Stores since when limits have not been checked, with the notification about it, if any. */
export async function putUnchecked(
  about: UncheckedSubject,
  unchecked: Unchecked,
  notification: OutboxNotification | null,
): Promise<void> {
  await write(['alerts', 'notificationOutbox'], async (transaction, recordChange) => {
    const id = uncheckedId(about);
    await transaction.objectStore('alerts').put({ id, unchecked });
    recordChange('alerts', id);
    if (!notification) return;
    await transaction.objectStore('notificationOutbox').put(notification);
    recordChange('notificationOutbox', notification.id);
  });
}

/** Stores that limits are checked again, and removes the notifications about it that weren't shown yet. */
export async function clearUnchecked(about: UncheckedSubject): Promise<void> {
  await write(['alerts', 'notificationOutbox'], async (transaction, recordChange) => {
    const id = uncheckedId(about);
    await transaction.objectStore('alerts').delete(id);
    recordChange('alerts', id);
    const outbox = transaction.objectStore('notificationOutbox');
    for (const row of await outbox.getAll()) {
      if (row.about !== id || row.shownAt !== null) continue;
      await outbox.delete(row.id);
      recordChange('notificationOutbox', row.id);
    }
  });
}
