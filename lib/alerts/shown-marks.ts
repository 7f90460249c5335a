import { serializer } from '../async/serialize.ts';
import { logError, logErrorsOf } from '../diagnostics/error-log.ts';
import { listOutbox, updateOutbox } from '../store/outbox.ts';
import type { OutboxNotification } from '../store/schema.ts';
import { readSessionItem, removeSessionItems, writeSessionItems } from '../store/session-area.ts';

/** Key in `storage.session` of what was shown but couldn't be marked so in the outbox, by id. */
const KEY = 'shownNotifications';

type Mark = Pick<OutboxNotification, 'shownAt' | 'inSummary'>;

/** Changes of what session storage has, each of which reads it first. */
const serialize = serializer();

/**
 * Marks notifications as shown. Where that can't be stored (a full disk), session storage keeps it: each later worker
 * would show them again.
 */
export async function markAsShown(
  rows: readonly OutboxNotification[],
  now: number,
  { inSummary = false } = {},
): Promise<void> {
  // A repeated one keeps its time, or it would be repeated without end.
  const mark = ({ shownAt }: Mark): Mark => ({ shownAt: shownAt ?? now, inSummary });
  try {
    await updateOutbox(
      rows.map(({ id }) => id),
      (stored) => ({ ...stored, ...mark(stored) }),
    );
  } catch (error) {
    logError('markAsShown', error);
    const marks = Object.fromEntries(rows.map((row) => [row.id, mark(row)]));
    await serialize(async () => writeSessionItems({ [KEY]: { ...(await readMarks()), ...marks } }));
  }
}

/** Stores what couldn't be stored before; does nothing while that still fails. */
export async function storeMarks(): Promise<void> {
  await serialize(async () => {
    const marks = await readMarks();
    const ids = Object.keys(marks);
    if (ids.length === 0) return;
    await updateOutbox(ids, (stored) => ({ ...stored, ...marks[stored.id] }));
    await removeSessionItems(KEY);
  }).catch(logErrorsOf('storeMarks'));
}

/** Returns the outbox, in which what was shown counts as shown although that couldn't be stored. */
export async function listMarkedOutbox(): Promise<OutboxNotification[]> {
  // In this order, since they may be stored in between.
  const marks = await readMarks();
  return (await listOutbox()).map((row) => ({ ...row, ...marks[row.id] }));
}

async function readMarks(): Promise<Record<string, Mark>> {
  return ((await readSessionItem(KEY)) as Record<string, Mark> | undefined) ?? {};
}
