import { serializer } from '../async/serialize.ts';

/** One change of the vault at a time: a lock never falls into the middle of a new passphrase. */
export const serialize = serializer();
