import type { Failure, Result } from '../../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { Fingerprint } from '../../domain/text/fingerprint.ts';
import type { TokenId, TokenPermission } from '../../domain/tokens/token.ts';
import type { Reauthentication } from './connect.ts';

export interface TokensProtocol {
  /** Reads all pages of the tokens' metadata (never values) into the store. */
  readTokens(request: { refs: ProfileRef[] }): Result<null>;
  /** The value is returned once, to the options page alone, and stored nowhere. */
  createToken(
    request: ProfileRef &
      Reauthentication & {
        name: string;
        permission: TokenPermission;
        /** 'never', ISO 8601, or relative as the platform takes it ('1 month'). */
        expireTime: string;
      },
  ): Result<{ token: string; expiresAt: number | null; copies: number }>;
  /**
   * Fetches the token at this moment and writes it to the clipboard; the value never comes back. Without a
   * token the profile's default for reading is taken; `no-token` when it has none.
   */
  copyToken(request: ProfileRef & { token: TokenId | null }): Result<{ name: string; permission: string }>;
  /** The page that shows a new token's value copied it; the value itself does not travel again. */
  recordTokenCopy(request: ProfileRef & { name: string; fingerprint: Fingerprint }): Result<null>;
  revokeTokens(
    request: ProfileRef & { tokens: TokenId[] },
  ): Result<{ token: TokenId; failure: Failure | null }[]>;
  /** Moves the extension's own issued token to another profile; refused for a pasted one. */
  moveExtensionToken(request: { connectionKey: ConnectionKey; profileId: string }): Result<null>;
}
