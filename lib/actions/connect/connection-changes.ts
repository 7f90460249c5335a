import { serializerByKey } from '../../async/serialize.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';

const serialize = serializerByKey();

/**
 * Serializes connecting, disconnecting and revoking for one account, so that a sign-in during a disconnect runs
 * after it and isn't undone by it. `work` must not enter the queue again, nor wait for a person.
 */
export function serializeConnectionChange<T>(key: ConnectionKey, work: () => Promise<T>): Promise<T> {
  return serialize(key, work);
}
