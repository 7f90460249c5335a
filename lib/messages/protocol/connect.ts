import type { OtpType, Result } from '../../domain/failure.ts';
import type { ConnectionPreferences } from '../../domain/identity/connection-preferences.ts';
import type { ApiOrigin, ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { TokenPermission } from '../../domain/tokens/token.ts';

/** What a person typed to show who they are, for one change. Used once, never stored. */
export interface Reauthentication {
  password: string;
  otpType?: OtpType;
  pinCode?: string;
}

/** Whose a pasted token is. Times are epoch ms. */
export interface TokenOwner {
  profileId: string;
  profileName: string;
  accountId: string;
  accountName: string;
  email: string;
  permission: TokenPermission | string | null;
  expiresAt: number | null;
}

/** `expected`: signs in again for this connection, and for no other account. */
export interface SignInRequest extends Reauthentication {
  origin: ApiOrigin;
  email: string;
  expected?: ConnectionKey;
}

export interface ConnectProtocol {
  /** Signs in, creates the extension's own token, forgets the password. `two-factor-needed` names the otpType. */
  signIn(request: SignInRequest): Result<{ connectionKey: ConnectionKey }>;
  /** "Send me a code" by SMS or e-mail, before sign-in or for a connected account. */
  sendCode(request: { origin: ApiOrigin; email: string; password: string; otpType: OtpType }): Result<null>;
  /** Asks the platform whose token this is; stores nothing. */
  checkToken(request: { origin: ApiOrigin; token: string }): Result<TokenOwner>;
  /** `not-allowed` (`ruleReplacesSignIn`) where it would replace a working sign-in and the person was not asked. */
  connectToken(request: {
    origin: ApiOrigin;
    token: string;
    replaceSignIn?: boolean;
    expected?: ConnectionKey;
  }): Result<{ connectionKey: ConnectionKey }>;
  /**
   * Removes all data of the connection; an issued token is revoked, `later` where the platform cannot be reached now.
   * Orders that are not settled, or not seen yet, are forgotten only when they are named (ids).
   */
  disconnect(request: {
    connectionKey: ConnectionKey;
    forgetOrders: string[];
  }): Result<{ revoked: 'yes' | 'not-issued' | 'later' }>;
  /** Renames or colours a connection in the extension alone; null takes it back. */
  setConnectionPreferences(request: {
    connectionKey: ConnectionKey;
    change: Partial<Pick<ConnectionPreferences, 'label' | 'colour'>>;
  }): Result<null>;
  /** Puts the connections into this order. */
  orderConnections(request: { connectionKeys: ConnectionKey[] }): Result<null>;
  /** Tries again to revoke a token that is left of a connection. */
  retryRevocation(request: { id: string }): Result<null>;
  /** Takes a revocation off the list whose token's value is lost: the person revokes it themselves. */
  forgetRevocation(request: { id: string }): Result<null>;
  /** Gives a profile that was denied a token of its own. */
  pasteProfileToken(request: ProfileRef & { token: string }): Result<null>;
  generateProfileToken(request: ProfileRef & Reauthentication): Result<null>;
}
