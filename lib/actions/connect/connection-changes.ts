import { type Serialize, serializer } from '../../async/serialize.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';

const queues = new Map<ConnectionKey, Serialize>();

/**
 * Runs what connects, disconnects or revokes for one account, one after the other: a sign-in during a disconnect
 * finds it done, or is undone by nothing. `work` must not enter the queue again, and waits for no person.
 */
export function inConnectionTurn<T>(key: ConnectionKey, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(key) ?? serializer();
  queues.set(key, queue);
  return queue(work);
}
