import { singleFlight } from '../../async/single-flight.ts';
import { connectionToken } from '../../calls/call.ts';
import { signalUntilLock } from '../../calls/connection-queue.ts';
import { keepHostAccess, requireHostAccess } from '../../calls/host-access.ts';
import { isRefusal } from '../../calls/verify-credential.ts';
import { FailureError, notAllowed, type RuleKey } from '../../domain/failure.ts';
import type { AccountFacts, Connection, CredentialFacts } from '../../domain/identity/connection.ts';
import { type ApiOrigin, type ConnectionKey, connectionKeyOf } from '../../domain/identity/keys.ts';
import type { OtpType } from '../../domain/otp-type.ts';
import type { ProfileListItem } from '../../domain/profiles/profile.ts';
import { isSameAddress } from '../../domain/team.ts';
import { pastedToken } from '../../domain/text/pasted.ts';
import type { SignInRequest } from '../../messages/protocol/connect.ts';
import { fetchAccount } from '../../platform/account.ts';
import { fetchProfiles } from '../../platform/profiles.ts';
import type { Api } from '../../platform/request.ts';
import { login, type SignedIn, sendOtp } from '../../platform/sign-in.ts';
import { requireAllowed } from '../../policy/policy.ts';
import { getConnection, listConnections } from '../../store/connections.ts';
import { credentialIdOf, readCredential } from '../../vault/vault.ts';
import { requireOpenVault } from '../require-open-vault.ts';
import { credentialsOf, withPassword } from '../with-password.ts';
import { afterConnecting } from './after-connecting.ts';
import { identifyToken, type TokenIdentity } from './identify-token.ts';
import { expiryOf, issueExtensionToken, revokeUnusedTokens } from './issue-extension-token.ts';
import { saveOrRevoke } from './retry-revocations.ts';
import { requireSameAccount } from './same-account.ts';
import { saveConnection } from './save-connection.ts';

/**
 * Signs in, issues an extension token and forgets the password. Signing in again to a known account replaces its
 * token and keeps everything else. Throws `two-factor-needed`, `wrong-password`, `wrong-pin`, `account-blocked`,
 * `host-permission`, `locked` and network failures; a failure leaves nothing half-done.
 */
export function signIn(request: SignInRequest): Promise<{ connectionKey: ConnectionKey }> {
  return withPassword(['signIn', request.origin, request.email, request.expected], request, () =>
    keepHostAccess(request.origin, () => signInOnce(request)),
  );
}

async function signInOnce(request: SignInRequest): Promise<{ connectionKey: ConnectionKey }> {
  const { origin } = request;
  const credentials = credentialsOf(request.email, request);
  await requireHostAccess(origin);
  await requireOpenVault();

  const requestedAt = Date.now();
  const signal = signalUntilLock();
  const account = await login({ origin, signal }, credentials);
  requireSameAccount(request.expected, origin, account.accountId);
  const known = await getConnection(connectionKeyOf(origin, account.accountId));
  const issued = await issueExtensionToken(
    { origin, token: known ? await connectionToken(known) : null, signal },
    { ...credentials, profileId: profileForToken(account, known) },
  );
  const { token, name, profileId, expiresAt = null } = issued;
  const revocation = { origin, profileId, name, expiresAt, account: account.email };
  const saved = await saveOrRevoke(token, revocation, async () => {
    const facts = await accountFacts({ origin, token, signal }, account);
    const expiry = await expiryOf({ origin, signal }, issued);
    const credential: CredentialFacts = { kind: 'issued', name, profileId, expiresAt: expiry };
    const { profiles } = account;
    return saveConnection({ origin, account: facts, profiles, requestedAt, token, credential });
  });
  void revokeUnusedTokens({ origin, token }, issued);
  await afterConnecting(saved);
  return { connectionKey: saved.key };
}

/**
 * Has the platform send a sign-in code by SMS or email. A policy against signing in with a password leaves the code
 * that a connected account needs to create a token or delete a profile. Throws `wrong-password`, `policy` and network
 * failures.
 */
export async function sendCode(request: {
  origin: ApiOrigin;
  email: string;
  password: string;
  otpType: OtpType;
}): Promise<null> {
  const { origin, password, otpType } = request;
  const email = request.email.trim();
  const isConnected = (await listConnections()).some(
    (connection) => connection.origin === origin && isSameAddress(connection.email, email),
  );
  if (!isConnected) await requireAllowed('allowPasswordSignIn');
  await requireHostAccess(origin);
  await sendOtp({ origin, signal: signalUntilLock() }, { email, password, otpType });
  return null;
}

/**
 * Connects with a pasted token, which is never moved, renamed or revoked. Throws what {@link identifyToken} throws,
 * `already-connected` for the token that is already in use, and `not-allowed` (`ruleReplacesSignIn`) if it would
 * replace a working sign-in, whose token may do more; `replaceSignIn` says that the person agreed to that.
 */
export function connectToken(request: {
  origin: ApiOrigin;
  token: string;
  replaceSignIn?: boolean;
  expected?: ConnectionKey;
}): Promise<{ connectionKey: ConnectionKey }> {
  const { origin, expected, replaceSignIn, token } = request;
  return singleFlight(
    ['connectToken', origin, expected, replaceSignIn],
    () => keepHostAccess(origin, () => connectTokenOnce(request)),
    token,
  );
}

async function connectTokenOnce(request: {
  origin: ApiOrigin;
  token: string;
  replaceSignIn?: boolean;
  expected?: ConnectionKey;
}): Promise<{ connectionKey: ConnectionKey }> {
  const { origin } = request;
  const token = pastedToken(request.token);
  await requireOpenVault();
  const requestedAt = Date.now();
  const signal = signalUntilLock();
  const identity = await identifyToken(origin, token);
  const { account, profile, row } = identity;
  requireSameAccount(request.expected, origin, account.accountId);
  const key = connectionKeyOf(origin, account.accountId);
  const known = await getConnection(key);
  if (known?.state === 'ok' && (await readCredential(credentialIdOf(key))) === token) {
    throw new FailureError({ code: 'already-connected', field: 'token' });
  }
  if (known?.state === 'ok' && known.credential.kind === 'issued' && request.replaceSignIn !== true) {
    throw new FailureError({
      code: 'not-allowed',
      field: 'token',
      detail: 'ruleReplacesSignIn' satisfies RuleKey,
    });
  }
  const saved = await saveConnection({
    origin,
    account,
    requestedAt,
    profiles: await profilesSeenBy({ origin, token, signal }, identity),
    token,
    credential: {
      kind: 'pasted',
      name: row?.name ?? null,
      createdAt: row?.createdAt ?? null,
      profileId: profile.id,
      expiresAt: row?.expiresAt ?? null,
    },
  });
  await afterConnecting(saved);
  return { connectionKey: saved.key };
}

/** Returns the id of the profile that the last token was issued for, else of the first owned one, else of the first. */
function profileForToken({ profiles }: SignedIn, known: Connection | undefined): string {
  const chosen =
    profiles.find(({ id, shared }) => !shared && id === known?.credential.profileId) ??
    profiles.find(({ shared }) => !shared) ??
    profiles[0];
  if (!chosen) throw notAllowed('connectNoProfile');
  return chosen.id;
}

/**
 * Returns what `GET /account` returns, or else what the login returned; the next refresh adds the rest. A token that is
 * in another account's profile may answer for that one.
 */
async function accountFacts(api: Api, signedIn: SignedIn): Promise<AccountFacts> {
  const { accountId, accountName, email, company } = signedIn;
  const facts = await fetchAccount(api).catch(() => null);
  if (facts?.accountId === accountId)
    return {
      ...facts,
      accountName: facts.accountName || accountName,
      email: facts.email || email,
      company: facts.company === undefined ? company : facts.company,
    };
  return { accountId, accountName, email, company, plan: '', timezone: '', blocked: false };
}

/** Returns the account's list of profiles, or only the token's profile when the token may not read the list. */
async function profilesSeenBy(api: Api, { profile, account }: TokenIdentity): Promise<ProfileListItem[]> {
  try {
    return (await fetchProfiles(api)).rows;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { id, name, logoUrl, ownerAccountId } = profile;
    const shared = ownerAccountId !== null && ownerAccountId !== account.accountId;
    return [{ id, name, logoUrl, ownerAccountId, shared, position: 0 }];
  }
}
