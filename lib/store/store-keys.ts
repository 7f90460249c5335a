import type { ConnectionKey, ProfileKey, ProfileRef } from '../domain/identity/keys.ts';

/** Returns a profile's key in a store with one row per connection and profile. */
export function pairKey({ connectionKey, profileKey }: ProfileRef): [ConnectionKey, ProfileKey] {
  return [connectionKey, profileKey];
}

/** Returns the range of all compound keys that begin with `first`, such as those of one connection. */
export function compoundRange(first: string): IDBKeyRange {
  // An array sorts after every string, so this spans all keys with this first part and nothing else.
  return IDBKeyRange.bound([first], [first, []]);
}

/** Returns the range of all string keys that begin with `prefix`. */
export function prefixRange(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}
