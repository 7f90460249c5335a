import { serializerByKey } from '../../async/serialize.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';

const serialize = serializerByKey();

/**
 * Serializes everything that spends an account's money or changes its limits, so that each operation sees the
 * result of the previous one. `work` must not enter the channel again (deadlock).
 */
export function serializeSpending<T>(key: ConnectionKey, work: () => Promise<T>): Promise<T> {
  return serialize(key, work);
}
