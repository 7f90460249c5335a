import type { Result } from '../../domain/failure.ts';
import type { ConnectionPreferences } from '../../domain/identity/connection-preferences.ts';
import type { ApiOrigin, ConnectionKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { OtpType } from '../../domain/otp-type.ts';

/** Password and two-factor code that a person typed again for one request. Used once, never stored. */
export interface Reauthentication {
  password: string;
  otpType?: OtpType;
  pinCode?: string;
}

/** The profile and account that a pasted token belongs to. Times are epoch ms. */
export interface TokenOwner {
  profileId: string;
  profileName: string;
  accountId: string;
  accountName: string;
  email: string;
  permission: string | null;
  expiresAt: number | null;
}

/** `expected`: signs in again for this connection, and for no other account. */
export interface SignInRequest extends Reauthentication {
  origin: ApiOrigin;
  email: string;
  expected?: ConnectionKey;
}

export interface ConnectProtocol {
  /** Signs in, issues an extension token and forgets the password. `two-factor-needed` has the otpType. */
  signIn(request: SignInRequest): Result<{ connectionKey: ConnectionKey }>;
  /** Sends a code by SMS or email, before sign-in or for a connected account. */
  sendCode(request: { origin: ApiOrigin; email: string; password: string; otpType: OtpType }): Result<null>;
  /** Asks the platform who owns a token. Stores nothing. */
  checkToken(request: { origin: ApiOrigin; token: string }): Result<TokenOwner>;
  /** Fails with `not-allowed` (`ruleReplacesSignIn`) if it would replace a working sign-in, unless `replaceSignIn`. */
  connectToken(request: {
    origin: ApiOrigin;
    token: string;
    replaceSignIn?: boolean;
    expected?: ConnectionKey;
  }): Result<{ connectionKey: ConnectionKey }>;
  /**
   * Removes all data of the connection. Issued tokens are revoked, `later` if the platform can't be reached now. Orders
   * that are unsettled or not seen yet are forgotten only if `forgetOrders` has their ids.
   */
  disconnect(request: {
    connectionKey: ConnectionKey;
    forgetOrders: string[];
  }): Result<{ revoked: 'yes' | 'not-issued' | 'later' | 'by-hand' }>;
  /** Renames or colors a connection in the extension alone; null takes it back. */
  setConnectionPreferences(request: {
    connectionKey: ConnectionKey;
    change: Partial<Pick<ConnectionPreferences, 'label' | 'colour'>>;
  }): Result<null>;
  /** Puts the connections into this order. */
  orderConnections(request: { connectionKeys: ConnectionKey[] }): Result<null>;
  /** Retries revoking a token now. */
  retryRevocation(request: { id: string }): Result<null>;
  /** Removes a revocation whose token is lost, and which the person has to do by hand. */
  forgetRevocation(request: { id: string }): Result<null>;
  /** Assigns a token to a profile that the connection has no access to. */
  pasteProfileToken(request: ProfileRef & { token: string }): Result<null>;
  generateProfileToken(request: ProfileRef & Reauthentication): Result<null>;
}
