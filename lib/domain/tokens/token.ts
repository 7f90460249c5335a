import type { Failure } from '../failure.ts';
import type { ProfileRef } from '../identity/keys.ts';

/** What identifies a token: the platform's rows have no id. */
export interface TokenId {
  name: string;
  /** ISO 8601, exactly as the platform wrote it. */
  createdAt: string;
}

export type TokenPermission = 'full' | 'write' | 'read';

/** A token's metadata. There is no value in it, on purpose. */
export interface TokenFacts extends TokenId {
  permission: TokenPermission | string;
  createdBy: string | null;
  /** Epoch ms; null: never. */
  expiresAt: number | null;
  /** Epoch ms; null: not used yet. */
  lastAuthorizedAt: number | null;
  /** The one that this browser uses: never offered for copying, and revoked by disconnecting. */
  ours: boolean;
}

export interface TokenList extends ProfileRef {
  tokens: TokenFacts[];
  fetchedAt: number | null;
  failure: { failure: Failure; at: number } | null;
}
