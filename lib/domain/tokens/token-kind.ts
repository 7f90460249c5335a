/**
 * What a pasted token is by its looks. A bare UUID may be a device's or an older profile's: only the platform
 * knows. `n-` for networks is our reading, not documented; it, too, is asked of the platform.
 */
export type TokenKind = 'profile' | 'analysis' | 'service' | 'uuid' | 'network' | 'unknown' | 'malformed';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A service authorization: `at` and 32 hex digits, nothing between them. */
const SERVICE = /^at[0-9a-f]{32}$/i;
const PREFIXED: [RegExp, TokenKind][] = [
  [/^p-/i, 'profile'],
  [/^a-/i, 'analysis'],
  [/^n-/i, 'network'],
];
/** What every token of the platform is made of, and the shortest that is worth asking about. */
const TOKEN_PATTERN = /^[A-Za-z0-9_-]{16,256}$/;

/** Returns the kind of a token's text. `malformed`: no token at all, `unknown`: could be one. */
export function tokenKindOf(token: string): TokenKind {
  if (!TOKEN_PATTERN.test(token)) return 'malformed';
  if (UUID.test(token)) return 'uuid';
  if (SERVICE.test(token)) return 'service';
  return PREFIXED.find(([prefix]) => prefix.test(token))?.[1] ?? 'unknown';
}
