import type { TokenFacts, TokenId } from './profile.ts';

/** What a token is wanted for. */
export interface TokenWish {
  /** False for samples that change something: a read-only token cannot run those. */
  reads: boolean;
  /** The person's default for it; null: none was chosen. */
  preferred: TokenId | null;
  /** Epoch ms. */
  now: number;
}

/** Permissions that do, the one that may least first. */
const ENOUGH_TO_READ = ['read', 'full'];
const ENOUGH_TO_WRITE = ['write', 'full'];

/** True when the platform would let the token do it. A permission that we do not know does for nothing. */
export function permits(permission: string, reads: boolean): boolean {
  return (reads ? ENOUGH_TO_READ : ENOUGH_TO_WRITE).includes(permission);
}

/** The tokens a person may copy: not the extension's own, not expired. */
export function copyable<Token extends TokenFacts>(tokens: readonly Token[], now: number): Token[] {
  return tokens.filter((token) => !token.ours && (token.expiresAt === null || token.expiresAt > now));
}

/**
 * The token to copy when the person names none: their default where it still does, else the one that may
 * least, the last used first. `read-only-token`: there are tokens, but none that may do it; `no-token`: none.
 */
export function chooseToken<Token extends TokenFacts>(
  tokens: readonly Token[],
  { reads, preferred, now }: TokenWish,
): Token | 'no-token' | 'read-only-token' {
  const offered = copyable(tokens, now);
  if (offered.length === 0) return 'no-token';
  const fitting = offered.filter(({ permission }) => permits(permission, reads));
  const own = preferred && fitting.find((token) => sameToken(token, preferred));
  if (own) return own;
  const order = reads ? ENOUGH_TO_READ : ENOUGH_TO_WRITE;
  const [best] = [...fitting].sort(
    (a, b) =>
      order.indexOf(a.permission) - order.indexOf(b.permission) ||
      (b.lastAuthorizedAt ?? 0) - (a.lastAuthorizedAt ?? 0) ||
      (a.createdAt < b.createdAt ? 1 : -1),
  );
  if (best) return best;
  return reads ? 'no-token' : 'read-only-token';
}

/** True when both are the same as far as the platform tells tokens apart. */
export function sameToken(a: TokenId, b: TokenId): boolean {
  return a.name === b.name && a.createdAt === b.createdAt;
}
