import { serializer } from '../async/serialize.ts';

/** Serializes changes of the vault, so that a lock can't interrupt a change of the passphrase. */
export const serialize = serializer();
