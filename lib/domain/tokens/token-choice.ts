import { FailureError } from '../failure.ts';
import { isExtensionTokenName } from './extension-token-name.ts';
import { isExpired, type TokenFacts, type TokenId } from './token.ts';

/** What decides which token is copied. */
export interface TokenCriteria {
  /** False for samples that change something, for which a read-only token isn't enough. */
  reads: boolean;
  /** The person's default token; null: none was chosen. */
  preferred: TokenId | null;
  /** Those that have a successor. */
  replaced: readonly TokenId[];
  /** Epoch ms. */
  now: number;
}

/** Sufficient permissions, least privilege first. */
const READ_PERMISSIONS = ['read', 'full'];
const WRITE_PERMISSIONS = ['write', 'full'];

/** Returns true when a permission is sufficient. An unknown permission never is. */
export function permits(permission: string, reads: boolean): boolean {
  return (reads ? READ_PERMISSIONS : WRITE_PERMISSIONS).includes(permission);
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
 * the least privilege: one that isn't being replaced, and the most recently used first. Without a sufficient one, returns
 * `read-only-token` if others could be copied and the sample writes, else `no-token`.
 */
export function chooseToken<Token extends TokenFacts>(
  tokens: readonly Token[],
  { reads, preferred, replaced, now }: TokenCriteria,
): Token | 'no-token' | 'read-only-token' {
  const offered = copyable(tokens, now);
  if (offered.length === 0) return 'no-token';
  const fitting = offered.filter(({ permission }) => permits(permission, reads));
  const usable = preferred && fitting.find((token) => sameToken(token, preferred));
  if (usable) return usable;
  const order = reads ? READ_PERMISSIONS : WRITE_PERMISSIONS;
  const isReplaced = (token: TokenId) => replaced.some((one) => sameToken(one, token));
  const [best] = [...fitting].sort(
    (a, b) =>
      order.indexOf(a.permission) - order.indexOf(b.permission) ||
      Number(isReplaced(a)) - Number(isReplaced(b)) ||
      (b.lastAuthorizedAt ?? 0) - (a.lastAuthorizedAt ?? 0) ||
      (a.createdAt < b.createdAt ? 1 : -1),
  );
  if (best) return best;
  return reads ? 'no-token' : 'read-only-token';
}

/** Returns the one token with this identity. Throws `token-gone`, or `token-ambiguous`: the extension never guesses. */
export function onlyToken<Token extends TokenId>(tokens: readonly Token[], id: TokenId): Token {
  const [found, ...others] = tokens.filter((token) => sameToken(token, id));
  if (!found) throw new FailureError({ code: 'token-gone' });
  if (others.length > 0) throw new FailureError({ code: 'token-ambiguous' });
  return found;
}

/** Returns true when both identify the same token. */
export function sameToken(a: TokenId, b: TokenId): boolean {
  return a.name === b.name && a.createdAt === b.createdAt;
}
