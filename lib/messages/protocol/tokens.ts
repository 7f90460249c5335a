import type { Failure, Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { Fingerprint } from '../../domain/text/fingerprint.ts';
import type { TokenFacts, TokenId, TokenPermission } from '../../domain/tokens/token.ts';
import type { Reauthentication } from './connect.ts';

/** A new token. `copies`: how many more were created because the browser repeated the request. */
export interface NewToken extends Pick<TokenFacts, 'expiresAt'> {
  token: string;
  copies: number;
}

export interface TokensProtocol {
  /** Reads the token metadata of profiles (never values) into the store. */
  readTokens(request: { refs: ProfileRef[] }): Result<null>;
  /** Returns the token's value once, only to the options page. It is stored nowhere. */
  createToken(
    request: ProfileRef &
      Reauthentication & {
        name: string;
        permission: TokenPermission;
        /** 'never', ISO 8601, or relative in the platform's notation ('1 month'). */
        expireTime: string;
      },
  ): Result<NewToken>;
  /**
   * Fetches a token and writes it to the clipboard; its value isn't returned. `token` null: the profile's default for
   * reading; fails with `no-token` when there is none.
   */
  copyToken(request: ProfileRef & { token: TokenId | null }): Result<{ name: string; permission: string }>;
  /** Sent after the options page copied a new token's value, with its fingerprint instead of the value. */
  recordTokenCopy(request: ProfileRef & { name: string; fingerprint: Fingerprint }): Result<null>;
  revokeTokens(
    request: ProfileRef & { tokens: TokenId[] },
  ): Result<{ token: TokenId; failure: Failure | null }[]>;
  /** Makes a token's successor, and watches the old one until nobody uses it; the value as in `createToken`. */
  rotateToken(request: ProfileRef & Reauthentication & { token: TokenId }): Result<NewToken>;
  /** Ends the watch over a token that is being replaced; both tokens stay. */
  cancelRotation(request: ProfileRef & { token: TokenId }): Result<null>;
  /** Moves the extension token to another profile; refused for a pasted token. */
  moveExtensionToken(request: { connectionKey: ConnectionKey; profileId: string }): Result<null>;
}
