import { signal } from '@preact/signals';
import type { Failure, Result } from '../../../lib/domain/failure.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { send } from '../../../lib/messages/client.ts';
import type { ProfileRow } from './profile-rows.ts';

/**
 * Why the lists of profiles couldn't be read last, by row id. A failure is stored with its list, but not when the
 * background ends or can't store anything: without this, the page would load for ever.
 */
export const unreadLists = signal<ReadonlyMap<string, Failure>>(new Map());

/** Has lists of a profile read, and records whether they were. Never rejects. */
export async function readLists(rowId: string, read: () => Promise<Result<unknown>>): Promise<void> {
  record(rowId, null);
  try {
    const result = await read();
    if (!result.ok) record(rowId, result.failure);
  } catch {
    // The background ended, or was updated.
    record(rowId, { code: 'internal' });
  }
}

/** Has a profile's info and both of its lists read: what fails is recorded of them together. Never rejects. */
export const readProfile = ({ id, profile }: ProfileRow): Promise<void> =>
  readLists(id, () => send('openProfile', refOf(profile)));

function record(rowId: string, failure: Failure | null): void {
  if (failure === null && !unreadLists.peek().has(rowId)) return;
  const next = new Map(unreadLists.peek());
  if (failure) next.set(rowId, failure);
  else next.delete(rowId);
  unreadLists.value = next;
}
