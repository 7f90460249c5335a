import { type Serialize, serializer } from '../../async/serialize.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';

const channels = new Map<ConnectionKey, Serialize>();

/**
 * Runs what spends an account's money or moves its limits, one after the other: each reads the account as the one
 * before has left it. `work` must not enter the channel again.
 */
export function inSpendingChannel<T>(key: ConnectionKey, work: () => Promise<T>): Promise<T> {
  const channel = channels.get(key) ?? serializer();
  channels.set(key, channel);
  return channel(work);
}
