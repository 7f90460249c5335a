import { parseOrigin } from '../regions/region.ts';
import type { ApiOrigin, ConnectionKey, ProfileKey } from './keys.ts';

/**
 * Returns true for an id of the platform. It becomes part of paths, keys and shell samples, so only letters, digits,
 * `_` and `-` are accepted, and none of the words with another meaning in paths or in every object (`constructor`).
 */
export function isPlatformId(value: string): boolean {
  return /^(?!(?:current|switch)$)[\w-]{1,128}$/.test(value) && !(value in Object.prototype);
}

/** Returns true for a key of a connection or a profile: the canonical address of an API, and an id. */
export function isKey(value: unknown): value is ConnectionKey & ProfileKey {
  if (typeof value !== 'string') return false;
  const end = value.lastIndexOf('#');
  if (end < 0 || !isPlatformId(value.slice(end + 1))) return false;
  return isOrigin(value.slice(0, end));
}

/** Returns true for the address of an API in its canonical form. */
export function isOrigin(value: unknown): value is ApiOrigin {
  if (typeof value !== 'string') return false;
  const parsed = parseOrigin(value);
  return parsed.ok && parsed.origin === value;
}
