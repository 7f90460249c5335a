import { isReadable } from './is-readable.ts';
import type { ProfileRow } from './profile-rows.ts';

/**
 * Returns how many of the profiles that can be loaded are, and which are missing. Those that can't count only while
 * something of them is still known. Reads signals.
 */
export function loadedOf(rows: readonly ProfileRow[], kind: 'team' | 'tokens') {
  const missing = rows.filter((row) => !row[kind]?.fetchedAt && isReadable(row));
  const loaded = rows.filter((row) => row[kind]?.fetchedAt).length;
  return { missing, loaded, total: loaded + missing.length };
}
