import type { Purpose } from '../async/limiter.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { type Failure, FailureError } from '../domain/failure.ts';
import type { Connection, CredentialLoss } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { fetchProfileInfo } from '../platform/profiles.ts';
import type { Api } from '../platform/request.ts';
import { getConnection } from '../store/connections.ts';
import { getConsoleSessions, getConsoleTokens } from '../store/console-session.ts';
import { getProfile } from '../store/profiles.ts';
import { requireUnlocked } from '../vault/passphrase.ts';
import { credentialIdOf, dropProfileToken, readCredential } from '../vault/vault.ts';
import { endPause, recordRateLimited, requireNotPaused } from './connection-pause.ts';
import { queueFor } from './connection-queue.ts';
import {
  isBlockedByCall,
  setAccess,
  setState,
  stopUntilSignIn,
  usableConnection,
} from './connection-state.ts';
import {
  accepts,
  isAccountBlocked,
  isCredentialValid,
  isOtherAccounts,
  isRefusal,
  recordAccepted,
} from './verify-credential.ts';

interface CallOptions {
  /** Calls that a person waits for go before those of a refresh. */
  purpose?: () => Purpose;
  /**
   * What a refusal means if the credential is still valid. `call` (default): this action isn't allowed, unless the
   * profile can't be read either. `profile`: the credential has no access to the profile.
   */
  refusal?: 'call' | 'profile';
}

const forPerson = (): Purpose => 'person';

/** What a call gets from its connection's queue. */
type Turn = Pick<Api, 'signal' | 'takeWaitedMs'>;

/**
 * Calls the platform with a connection's credential, through the connection's queue. Throws what the call throws, and
 * `not-connected`, `needs-sign-in`, `host-permission`, `locked`. If the platform no longer accepts the credential, the
 * connection's calls stop until a new sign-in.
 */
export async function callAsAccount<T>(
  key: ConnectionKey,
  call: (api: Api, key: ConnectionKey) => Promise<T>,
  { purpose = forPerson }: CallOptions = {},
): Promise<T> {
  return withQueue(key, purpose, async (turn) => {
    const api = await connectionApi(key, turn);
    const sentAt = Date.now();
    try {
      const value = await call(api, key);
      recordAccepted(key, sentAt);
      await resumeConnection(key).catch(logErrorsOf('resumeConnection'));
      return value;
    } catch (thrown) {
      const error = await aboutToken(key, api, thrown);
      await recordFailure(key, error);
      if (!isRefusal(error)) throw error;
      throw await handleConnectionRefusal(key, api, error, sentAt);
    }
  });
}

type ProfileCall<T> = (api: Api, profileId: string) => Promise<T>;

/**
 * Calls the platform for one profile, with the profile's credential if it has one, else its connection's. Throws like
 * {@link callAsAccount}. If the platform no longer accepts the profile's own token, that is removed and the call
 * repeated without it. If a valid credential has no access to the profile, that profile is marked as denied.
 */
export async function callAsProfile<T>(
  ref: ProfileRef,
  call: ProfileCall<T>,
  { purpose = forPerson, refusal = 'call' }: CallOptions = {},
): Promise<T> {
  return withQueue(ref.connectionKey, purpose, (turn) => callWithToken(ref, call, { refusal, turn }));
}

async function callWithToken<T>(
  ref: ProfileRef,
  call: ProfileCall<T>,
  { refusal, turn, isRepeat = false }: { refusal: 'call' | 'profile'; turn: Turn; isRepeat?: boolean },
): Promise<T> {
  const profile = await getProfile(ref);
  if (!profile) throw new FailureError({ code: 'not-found' });
  const ownToken = await profileTokenOf(profile);
  const api =
    ownToken === null
      ? await connectionApi(ref.connectionKey, turn)
      : { origin: (await usableConnection(ref.connectionKey)).origin, token: ownToken, ...turn };
  // A token that was assigned to a shared profile may be that of another account, such as the owner's.
  const isAccounts = ownToken === null || profile.ownCredential === 'issued';
  const sentAt = Date.now();
  try {
    const value = await call(api, profile.id);
    if (ownToken === null) recordAccepted(ref.connectionKey, sentAt);
    await resumeConnection(ref.connectionKey, isAccounts).catch(logErrorsOf('resumeConnection'));
    if (profile.access === 'denied') await setAccess(ref, 'ok').catch(logErrorsOf('setAccess'));
    return value;
  } catch (thrown) {
    const error = await aboutToken(ref.connectionKey, api, thrown);
    await recordFailure(ref.connectionKey, error, { ref, isAccounts });
    if (!isRefusal(error)) throw error;
    if (ownToken === null) throw await handleTokenRefusal(profile, api, error, { refusal, sentAt });
    if (isRepeat || (await accepts(() => fetchProfileInfo(api, 'current')))) throw deniedFailure(error);
    await dropProfileToken(profile, ownToken);
    // The platform did nothing for a token that it doesn't accept, so a change, too, can be sent again.
    return callWithToken(ref, call, { refusal, turn, isRepeat: true });
  }
}

/**
 * Handles a refusal of the connection's token: in general, for this profile, or for this call only. Returns what to
 * throw.
 */
async function handleTokenRefusal(
  profile: Profile,
  api: Api,
  error: FailureError,
  { refusal, sentAt }: { refusal: 'call' | 'profile'; sentAt: number },
): Promise<FailureError> {
  const { connectionKey } = profile;
  if (profile.access === 'denied' && refusal === 'profile') return deniedFailure(error);
  const failure = await handleConnectionRefusal(connectionKey, api, error, sentAt);
  if (failure.failure.code !== 'denied') return failure;
  const readable = refusal === 'call' && (await accepts(() => fetchProfileInfo(api, profile.id)));
  if (!readable) await setAccess(profile, 'denied');
  return failure;
}

/**
 * Returns `denied` if the credential is still valid and the account's; otherwise stops the connection until a sign-in,
 * and returns why.
 */
async function handleConnectionRefusal(
  key: ConnectionKey,
  api: Api,
  error: FailureError,
  sentAt: number,
): Promise<FailureError> {
  const isValid = !isOtherAccounts(error) && (await isCredentialValid(key, api, sentAt));
  const connection = await getConnection(key);
  // The console's token changes while calls are under way.
  const current = connection ? await connectionToken(connection) : null;
  if (current !== null && current !== api.token)
    return new FailureError({ ...error.failure, code: 'unauthorized' });
  if (isValid) return deniedFailure(error);
  // After a disconnect or a new sign-in meanwhile, the refused token is no longer this connection's.
  api.signal?.throwIfAborted();
  return connection ? stopUntilSignIn(connection) : new FailureError({ code: 'not-connected' });
}

async function connectionApi(key: ConnectionKey, turn: Turn): Promise<Api> {
  const connection = await usableConnection(key);
  const token = await connectionToken(connection);
  if (token === null) throw await stopUntilSignIn(connection, causeOfNoToken(connection));
  return { origin: connection.origin, token, ...turn };
}

/** The console's session is only in memory: without it, nothing was refused. */
const causeOfNoToken = ({ credential }: Connection): Failure | undefined =>
  credential.kind === 'console'
    ? { code: 'credential-lost', detail: 'session' satisfies CredentialLoss }
    : undefined;

/** Returns the token that a connection's calls use, wherever it is kept; null: none. Throws `locked`. */
export async function connectionToken({ key, credential }: Connection): Promise<string | null> {
  return credential.kind === 'console' ? consoleToken(key) : readCredential(credentialIdOf(key));
}

/** Returns the token of the console's session, if this connection's account is signed in there; else null. */
async function consoleToken(key: ConnectionKey): Promise<string | null> {
  // The session token isn't in the vault, but a lock must protect it too.
  await requireUnlocked();
  const [sessions, tokens] = await Promise.all([getConsoleSessions(), getConsoleTokens()]);
  const console = Object.keys(sessions).find((one) => sessions[one]?.connectionKey === key);
  return (console && tokens[console]?.token) || null;
}

async function profileTokenOf({ connectionKey, profileKey, ownCredential }: Profile): Promise<string | null> {
  return ownCredential === 'none' ? null : readCredential(credentialIdOf(connectionKey, profileKey));
}

async function withQueue<T>(
  key: ConnectionKey,
  purpose: () => Purpose,
  job: (turn: Turn) => Promise<T>,
): Promise<T> {
  const { limiter, controller } = queueFor(key);
  const queuedAt = performance.now();
  return limiter.run(async () => {
    controller.signal.throwIfAborted();
    // A person's call is attempted: rate limits are counted by profile and route.
    if (purpose() === 'refresh') await requireNotPaused(key);
    let waitedMs = performance.now() - queuedAt;
    const takeWaitedMs = () => {
      const taken = waitedMs;
      waitedMs = 0;
      return taken;
    };
    return job({ signal: controller.signal, takeWaitedMs });
  }, purpose);
}

/**
 * Ends a pause, and a blocked state that came from a refused call: the platform just accepted a call. `isAccounts`: it
 * was made with a token of the account.
 */
async function resumeConnection(key: ConnectionKey, isAccounts = true): Promise<void> {
  const connection = await getConnection(key);
  if (!connection) return;
  await endPause(connection);
  if (isAccounts && isBlockedByCall(connection)) await setState(key, 'ok', null);
}

/**
 * Stores what a failed call, for a profile or the account, says of the connection. The call has failed as it did,
 * whether or not that can be stored. `isAccounts`: it was made with a token of the account.
 */
async function recordFailure(
  key: ConnectionKey,
  error: unknown,
  { ref = null, isAccounts = true }: { ref?: ProfileRef | null; isAccounts?: boolean } = {},
): Promise<void> {
  if (isAccounts) await recordBlocked(key, error).catch(logErrorsOf('recordBlocked'));
  await recordRateLimited(key, ref, error).catch(logErrorsOf('recordRateLimited'));
}

/** Returns a call's error: `refused` where another account is blocked, such as that of a person who is invited. */
async function aboutToken(key: ConnectionKey, api: Api, error: unknown): Promise<unknown> {
  if (!(error instanceof FailureError) || error.failure.code !== 'account-blocked') return error;
  const isKnown = (await getConnection(key))?.state === 'blocked';
  return isKnown || (await isAccountBlocked(api))
    ? error
    : new FailureError({ ...error.failure, code: 'refused' });
}

async function recordBlocked(key: ConnectionKey, error: unknown): Promise<void> {
  if (error instanceof FailureError && error.failure.code === 'account-blocked') {
    await setState(key, 'blocked', error.failure);
  }
}

/** Returns the failure of a call that was refused although the credential is valid. */
function deniedFailure(error: FailureError): FailureError {
  return new FailureError({ ...error.failure, code: 'denied' });
}
