/**
 * The kind of a pasted token by its format. A bare UUID may belong to a device or be an old profile token; only the
 * platform knows. The prefix `n-` of network tokens is undocumented.
 */
export type TokenKind = 'profile' | 'analysis' | 'service' | 'uuid' | 'network' | 'unknown' | 'malformed';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A service authorization: `at` and 32 hex digits. */
const SERVICE = /^at[0-9a-f]{32}$/i;
const PREFIXED: [RegExp, TokenKind][] = [
  [/^p-/i, 'profile'],
  [/^a-/i, 'analysis'],
  [/^n-/i, 'network'],
];
/** Characters and plausible lengths of the platform's tokens. */
const TOKEN_PATTERN = /^[A-Za-z0-9_-]{16,256}$/;

/** Returns the kind of a token. `malformed`: not a token; `unknown`: may be one. */
export function tokenKindOf(token: string): TokenKind {
  if (!TOKEN_PATTERN.test(token)) return 'malformed';
  if (UUID.test(token)) return 'uuid';
  if (SERVICE.test(token)) return 'service';
  return PREFIXED.find(([prefix]) => prefix.test(token))?.[1] ?? 'unknown';
}

/** Returns the kind of a token that is certainly no profile's; null: it may be one, or is no token. */
export function otherKindOf(kind: TokenKind): 'analysis' | 'service' | 'network' | null {
  return kind === 'analysis' || kind === 'service' || kind === 'network' ? kind : null;
}
