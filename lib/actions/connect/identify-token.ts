import { signalUntilLock } from '../../calls/connection-queue.ts';
import { requireHostAccess } from '../../calls/host-access.ts';
import { isRefusal } from '../../calls/verify-credential.ts';
import { type Failure, FailureError, type RuleKey } from '../../domain/failure.ts';
import { type AccountFacts, accountNameOf } from '../../domain/identity/connection.ts';
import type { ApiOrigin } from '../../domain/identity/keys.ts';
import type { ProfileInfo } from '../../domain/profiles/profile.ts';
import { pastedToken } from '../../domain/text/pasted.ts';
import { otherKindOf, type TokenKind, tokenKindOf } from '../../domain/tokens/token-kind.ts';
import type { TokenOwner } from '../../messages/protocol/connect.ts';
import { fetchAccount } from '../../platform/account.ts';
import { fetchProfileInfo } from '../../platform/profiles.ts';
import type { Api } from '../../platform/request.ts';
import { fetchTokenByValue, type TokenRow } from '../../platform/tokens.ts';

/** The profile and account of a token, as far as the token may read them. */
export interface TokenIdentity {
  profile: ProfileInfo;
  /** Only the account's id is set where the token may not read the account. */
  account: AccountFacts;
  /** The token's row in the profile's list of tokens; null where it may not read that list. */
  row: TokenRow | null;
}

/** Asks the platform who owns a token and stores nothing. See {@link identifyToken} for what it throws. */
export async function checkToken(request: { origin: ApiOrigin; token: string }): Promise<TokenOwner> {
  const { profile, account, row } = await identifyToken(request.origin, request.token);
  return {
    profileId: profile.id,
    profileName: profile.name,
    accountId: account.accountId,
    accountName: accountNameOf(account),
    email: account.email,
    permission: row?.permission ?? null,
    expiresAt: row?.expiresAt ?? null,
  };
}

/**
 * Returns the profile and account of a token. Throws, for the field `token`: `invalid-input` (not a token),
 * `token-not-profile`, `token-expired` and `unauthorized` (also for a token of another region, since it is sent only
 * to the chosen host). Also throws `host-permission` and network failures.
 */
export async function identifyToken(origin: ApiOrigin, text: string): Promise<TokenIdentity> {
  const token = pastedToken(text);
  const kind = tokenKindOf(token);
  if (kind === 'malformed')
    throw about({ code: 'invalid-input', detail: 'connectTokenMalformed' satisfies RuleKey });
  const other = otherKindOf(kind);
  if (other) throw about({ code: 'token-not-profile', tokenKind: other });
  await requireHostAccess(origin);

  const api = { origin, token, signal: signalUntilLock() };
  const profile = await fetchProfileInfo(api, 'current').catch((error: unknown) => {
    throw isRefusal(error) ? about(refusalOf(kind, error.failure)) : error;
  });
  const [account, row] = await Promise.all([
    accountOf(api, profile),
    // Optional: the token may not be allowed to list tokens.
    fetchTokenByValue(api, profile.id, token).catch(() => null),
  ]);
  return { profile, account, row };
}

async function accountOf(
  api: Api,
  profile: Pick<ProfileInfo, 'ownerAccountId' | 'plan'>,
): Promise<AccountFacts> {
  try {
    return await fetchAccount(api);
  } catch (error) {
    if (!isRefusal(error) || profile.ownerAccountId === null) throw error;
    return {
      accountId: profile.ownerAccountId,
      accountName: '',
      email: '',
      plan: profile.plan ?? '',
      timezone: '',
      blocked: false,
    };
  }
}

/** Returns the most likely reason why a token was refused, as something a person can act on. Asks no other host. */
function refusalOf(kind: TokenKind, failure: Failure): Failure {
  // The platform says "invalid" of malformed and of expired tokens; this one is well-formed.
  const past = kind === 'profile' ? /expired|invalid token/i : /expired/i;
  if (past.test(failure.detail ?? '')) return { code: 'token-expired' };
  // Device tokens are bare UUIDs. Old profile tokens are too, but would have been accepted.
  if (kind === 'uuid') return { code: 'token-not-profile', tokenKind: 'device' };
  return { code: 'unauthorized' };
}

function about(failure: Failure): FailureError {
  return new FailureError({ ...failure, field: 'token' });
}
