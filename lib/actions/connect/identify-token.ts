import { signalUntilLock } from '../../calls/connection-queue.ts';
import { requireHostAccess } from '../../calls/host-access.ts';
import { isRefusal } from '../../calls/verify-credential.ts';
import { type Failure, FailureError } from '../../domain/failure.ts';
import type { ApiOrigin } from '../../domain/identity/keys.ts';
import type { Profile, ProfileInfo } from '../../domain/profiles/profile.ts';
import { pastedToken } from '../../domain/text/pasted.ts';
import { type TokenKind, tokenKindOf } from '../../domain/tokens/token-kind.ts';
import type { TokenOwner } from '../../messages/protocol/connect.ts';
import { type AccountFacts, fetchAccount } from '../../platform/account.ts';
import { fetchProfileInfo } from '../../platform/profiles.ts';
import type { Api } from '../../platform/request.ts';
import { fetchTokenByValue, type TokenRow } from '../../platform/tokens.ts';

/** Whose a token is, as far as the platform returns it for that token. */
export interface TokenIdentity {
  profile: ProfileInfo;
  /** With the account's id alone where the token may not read the account. */
  account: AccountFacts;
  /** The token's own row among the profile's tokens; null where it may not list them. */
  row: TokenRow | null;
}

/** Kinds that are never a profile's, known by their prefix alone. */
const OTHER_KINDS: Partial<Record<TokenKind, NonNullable<Failure['tokenKind']>>> = {
  analysis: 'analysis',
  service: 'service',
  network: 'network',
};

/** Asks the platform whose token this is; stores nothing. See {@link identifyToken} for what it throws. */
export async function checkToken(request: { origin: ApiOrigin; token: string }): Promise<TokenOwner> {
  const { profile, account, row } = await identifyToken(request.origin, request.token);
  return {
    profileId: profile.id,
    profileName: profile.name,
    accountId: account.accountId,
    accountName: account.accountName,
    email: account.email,
    permission: row?.permission ?? null,
    expiresAt: row?.expiresAt ?? null,
  };
}

/**
 * Whose token this is. Throws, about the field `token`: `invalid-input` (not a token's text),
 * `token-not-profile`, `token-expired`, `unauthorized` (also for a token of another region: it is sent to no other
 * host than the one that was chosen); besides `host-permission` and the wire's failures.
 */
export async function identifyToken(origin: ApiOrigin, text: string): Promise<TokenIdentity> {
  const token = pastedToken(text);
  const kind = tokenKindOf(token);
  if (kind === 'malformed') throw about({ code: 'invalid-input', detail: 'connectTokenMalformed' });
  const other = OTHER_KINDS[kind];
  if (other) throw about({ code: 'token-not-profile', tokenKind: other });
  await requireHostAccess(origin);

  const api = { origin, token, signal: signalUntilLock() };
  const profile = await fetchProfileInfo(api, 'current').catch((error: unknown) => {
    throw isRefusal(error) ? about(refusalOf(kind, error.failure)) : error;
  });
  const [account, row] = await Promise.all([
    accountOf(api, profile),
    // A token that may not list tokens, or a list that fails, costs only what would be nice to know.
    fetchTokenByValue(api, profile.id, token).catch(() => null),
  ]);
  return { profile, account, row };
}

async function accountOf(api: Api, profile: Pick<Profile, 'ownerAccountId' | 'plan'>): Promise<AccountFacts> {
  try {
    return await fetchAccount(api);
  } catch (error) {
    if (!isRefusal(error) || profile.ownerAccountId === null) throw error;
    return {
      accountId: profile.ownerAccountId,
      accountName: '',
      email: '',
      company: null,
      plan: profile.plan ?? '',
      timezone: 'UTC',
      twoFactor: { authenticator: false, sms: false, email: false },
      blocked: false,
    };
  }
}

/** What a refused token most likely is, so that the person gets a sentence to act on. No other host is asked. */
function refusalOf(kind: TokenKind, failure: Failure): Failure {
  // "Invalid" is said of texts that are no token and of tokens past their time; this one is well-formed.
  const past = kind === 'profile' ? /expired|invalid token/i : /expired/i;
  if (past.test(failure.detail ?? '')) return { code: 'token-expired' };
  // Devices have bare UUIDs; so have old profile tokens, but one of those would have been accepted.
  if (kind === 'uuid') return { code: 'token-not-profile', tokenKind: 'device' };
  return { code: 'unauthorized' };
}

function about(failure: Failure): FailureError {
  return new FailureError({ ...failure, field: 'token' });
}
