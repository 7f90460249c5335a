import { isExtensionTokenName } from './extension-token-name.ts';
import type { TokenFacts, TokenId } from './token.ts';

/** What a token is needed for. */
export interface TokenRequest {
  /** False for samples that change something: a read-only token cannot run those. */
  reads: boolean;
  /** The person's default for it; null: none was chosen. */
  preferred: TokenId | null;
  /** Epoch ms. */
  now: number;
}

/** Permissions that do, the one that may least first. */
const READ_PERMISSIONS = ['read', 'full'];
const WRITE_PERMISSIONS = ['write', 'full'];

/** Returns true when the platform would let the token do it. A permission that we do not know does for nothing. */
export function permits(permission: string, reads: boolean): boolean {
  return (reads ? READ_PERMISSIONS : WRITE_PERMISSIONS).includes(permission);
}

/** The tokens a person may copy: not the extension's, of this browser or another one, and not expired. */
export function copyable<Token extends TokenFacts>(tokens: readonly Token[], now: number): Token[] {
  return tokens.filter(
    (token) => !isExtensionToken(token) && (token.expiresAt === null || token.expiresAt > now),
  );
}

/** Returns true for a token that the extension issued for itself, in this browser or in another one. */
export function isExtensionToken({ name, ours }: Pick<TokenFacts, 'name' | 'ours'>): boolean {
  return ours || isExtensionTokenName(name);
}

/**
 * The token to copy when the person names none: their default where it still does, else the one that may
 * least, the last used first. `read-only-token`: there are tokens, but none that may do it; `no-token`: none.
 */
export function chooseToken<Token extends TokenFacts>(
  tokens: readonly Token[],
  { reads, preferred, now }: TokenRequest,
): Token | 'no-token' | 'read-only-token' {
  const offered = copyable(tokens, now);
  if (offered.length === 0) return 'no-token';
  const fitting = offered.filter(({ permission }) => permits(permission, reads));
  const usable = preferred && fitting.find((token) => sameToken(token, preferred));
  if (usable) return usable;
  const order = reads ? READ_PERMISSIONS : WRITE_PERMISSIONS;
  const [best] = [...fitting].sort(
    (a, b) =>
      order.indexOf(a.permission) - order.indexOf(b.permission) ||
      (b.lastAuthorizedAt ?? 0) - (a.lastAuthorizedAt ?? 0) ||
      (a.createdAt < b.createdAt ? 1 : -1),
  );
  if (best) return best;
  return reads ? 'no-token' : 'read-only-token';
}

/** Returns true when both identify the same token. */
export function sameToken(a: TokenId, b: TokenId): boolean {
  return a.name === b.name && a.createdAt === b.createdAt;
}
