import { FailureError } from '../failure.ts';
import { type Listed, rowsWhere } from '../listed.ts';
import { isExtensionTokenName } from './extension-token-name.ts';
import { isExpired, type TokenFacts, type TokenId } from './token.ts';

/** What a token is needed for: to read, to change something, or both, which only one with full access can do. */
export type TokenUse = 'read' | 'write' | 'read-write';

/** What decides which token is copied. */
interface TokenCriteria {
  use: TokenUse;
  /** The person's default token; null: none was chosen. */
  preferred: TokenId | null;
  /** Those that have a successor. */
  replaced: readonly TokenId[];
  /** Epoch ms. */
  now: number;
}

/** Sufficient permissions, least privilege first. */
const PERMISSIONS: Record<TokenUse, readonly string[]> = {
  read: ['read', 'full'],
  write: ['write', 'full'],
  'read-write': ['full'],
};
/** Why none is sufficient, although there are tokens. */
const LACKS = { read: 'no-token', write: 'read-only-token', 'read-write': 'needs-full-token' } as const;

/** Returns true if a permission is sufficient. An unknown permission never is. */
export function permits(permission: string, use: TokenUse): boolean {
  return PERMISSIONS[use].includes(permission);
}

/** Returns the person's default token for a use: for both, the one that changes something. */
export function defaultTokenFor<Token>(
  use: TokenUse,
  { readToken, writeToken }: { readToken: Token; writeToken: Token },
): Token {
  return use === 'read' ? readToken : writeToken;
}

/** Throws `read-only-token` or `needs-full-token` for a permission with which nothing can be changed as needed. */
export function requirePermission(permission: string, use: TokenUse): void {
  if (use !== 'read' && !permits(permission, use)) throw new FailureError({ code: LACKS[use] });
}

/** Returns the tokens that a person may copy: not expired, and not an extension token of any browser. */
export function copyable<Token extends TokenFacts>(tokens: readonly Token[], now: number): Token[] {
  return tokens.filter((token) => !isExtensionToken(token) && !isExpired(token, now));
}

/** Returns true for an extension token, of this browser or another one. */
export function isExtensionToken({ name, ours }: Pick<TokenFacts, 'name' | 'ours'>): boolean {
  return ours || isExtensionTokenName(name);
}

/**
 * Returns the token to copy when the person chose none: their default if it is sufficient, else the sufficient one with
 * the least privilege: one that isn't being replaced, and the most recently used first. Without a sufficient one,
 * returns `read-only-token` or `needs-full-token` if others could be copied and the sample writes, else `no-token`.
 */
export function chooseToken<Token extends TokenFacts>(
  tokens: readonly Token[],
  { use, preferred, replaced, now }: TokenCriteria,
): Token | (typeof LACKS)[TokenUse] {
  const offered = copyable(tokens, now);
  if (offered.length === 0) return 'no-token';
  const fitting = offered.filter(({ permission }) => permits(permission, use));
  const usable = preferred && fitting.find((token) => sameToken(token, preferred));
  if (usable) return usable;
  const order = PERMISSIONS[use];
  const isReplaced = (token: TokenId) => replaced.some((one) => sameToken(one, token));
  const [best] = [...fitting].sort(
    (a, b) =>
      order.indexOf(a.permission) - order.indexOf(b.permission) ||
      Number(isReplaced(a)) - Number(isReplaced(b)) ||
      (b.lastAuthorizedAt ?? 0) - (a.lastAuthorizedAt ?? 0) ||
      (a.createdAt < b.createdAt ? 1 : -1),
  );
  return best ?? LACKS[use];
}

/**
 * Returns the one token with this identity. Throws `token-gone`, or `token-ambiguous`: the extension never guesses;
 * `malformed` where the list is partial and doesn't have it.
 */
export function onlyToken<Token extends TokenId>(tokens: Listed<Token>, id: TokenId): Token {
  const [found, ...others] = rowsWhere(tokens, (token) => sameToken(token, id));
  if (!found) throw new FailureError({ code: 'token-gone' });
  if (others.length > 0) throw new FailureError({ code: 'token-ambiguous' });
  return found;
}

/** Returns true if both identify the same token. */
export function sameToken(a: TokenId, b: TokenId): boolean {
  return a.name === b.name && a.createdAt === b.createdAt;
}
