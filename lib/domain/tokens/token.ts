import type { TimedFailure } from '../failure.ts';
import type { ProfileRef } from '../identity/keys.ts';
import { DAY_MS, isWithin } from '../time.ts';

/** Identifies a token, since the platform's rows have no id. */
export interface TokenId {
  name: string;
  /** ISO 8601, exactly as the platform wrote it. */
  createdAt: string;
}

/** Returns only what identifies a token. */
export function tokenIdOf({ name, createdAt }: TokenId): TokenId {
  return { name, createdAt };
}

export type TokenPermission = 'full' | 'write' | 'read';

/** Returns true for a permission that isn't known to be less than full. */
export function mayBeFull(permission: string): boolean {
  return permission !== 'read' && permission !== 'write';
}

/** A token's metadata, deliberately without its value. */
export interface TokenFacts extends TokenId {
  /** A {@link TokenPermission}, or one that the extension doesn't know. */
  permission: string;
  createdBy: string | null;
  /** Epoch ms; null: never; undefined: not known. */
  expiresAt: number | null | undefined;
  /** Epoch ms; null: not used yet; undefined: not known. */
  lastAuthorizedAt: number | null | undefined;
  /** True if this browser uses it: never offered for copying, and revoked by disconnecting. */
  ours: boolean;
}

export interface TokenList extends ProfileRef {
  tokens: TokenFacts[];
  fetchedAt: number | null;
  /**
   * When it was fetched by the server's clock, as the tokens' times are, epoch ms. Missing: an older version fetched
   * it.
   */
  servedAt?: number;
  failure: TimedFailure | null;
}

/**
 * Returns what the server's clock shows at `now` (epoch ms), by which a list's tokens expire; `now` if the list doesn't
 * say, or wasn't read within the last day: this computer's clock may have been corrected since.
 */
export function serverTimeOf(
  list: Pick<TokenList, 'fetchedAt' | 'servedAt'> | undefined,
  now: number,
): number {
  const { fetchedAt = null, servedAt } = list ?? {};
  if (fetchedAt === null || servedAt === undefined || !isWithin(DAY_MS, fetchedAt, now)) return now;
  return now + servedAt - fetchedAt;
}

/** Returns true if a token is known to have expired. `now`: epoch ms by the server's clock. */
export function isExpired({ expiresAt }: Pick<TokenFacts, 'expiresAt'>, now: number): boolean {
  return typeof expiresAt === 'number' && expiresAt <= now;
}
