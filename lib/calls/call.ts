import type { Purpose } from '../async/limiter.ts';
import { FailureError } from '../domain/failure.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { fetchProfileInfo } from '../platform/profiles.ts';
import type { Api } from '../platform/request.ts';
import { getConnection } from '../store/connections.ts';
import { readConsoleSessions, readConsoleTokens } from '../store/console-session.ts';
import { getProfile, updateProfile } from '../store/profiles.ts';
import { vaultState } from '../vault/passphrase.ts';
import { credentialIdOf, dropCredential, readCredential } from '../vault/vault.ts';
import { assertNotPaused, noteAnswered, noteRateLimited } from './connection-pause.ts';
import { queueFor } from './connection-queue.ts';
import { setAccess, setState, stopUntilSignIn, usableConnection } from './connection-state.ts';
import { accepts, credentialStands, isRefusal, noteAccepted } from './verify-credential.ts';

export interface CallOptions {
  /** What a person waits for goes before what a refresh does. */
  purpose?: Purpose;
  /**
   * What a refused call means while the credential stands: `call` (default) that this action is not allowed,
   * unless the profile cannot be read either; `profile` that the credential does not reach the profile.
   */
  refusal?: 'call' | 'profile';
}

/** A call's turn in its connection's queue. */
type Turn = Pick<Api, 'signal' | 'waitedMs'>;

/**
 * Calls the platform for an account with its connection's credential; at most four calls at a time per
 * connection. Throws what the call throws, and `not-connected`, `needs-sign-in`, `host-permission`, `locked`.
 * A credential that the platform refuses stops the connection's calls until a new sign-in.
 */
export async function callAsAccount<T>(
  key: ConnectionKey,
  call: (api: Api) => Promise<T>,
  { purpose = 'person' }: CallOptions = {},
): Promise<T> {
  return withQueue(key, purpose, async (turn) => {
    const api = await connectionApi(key, turn);
    const sentAt = Date.now();
    try {
      const value = await call(api);
      noteAccepted(key);
      await noteSuccess(key);
      return value;
    } catch (error) {
      await noteBlocked(key, error);
      await noteRateLimited(key, error);
      if (!isRefusal(error)) throw error;
      throw await refusedConnection(key, api, error, sentAt);
    }
  });
}

/**
 * Calls the platform for one profile, with its own credential where it has one, else its connection's. As
 * {@link callAsAccount}; besides, a profile that a good credential does not reach is marked as denied and no other.
 */
export async function callAsProfile<T>(
  ref: ProfileRef,
  call: (api: Api, profileId: string) => Promise<T>,
  { purpose = 'person', refusal = 'call' }: CallOptions = {},
): Promise<T> {
  return withQueue(ref.connectionKey, purpose, async (turn) => {
    const profile = await getProfile(ref);
    if (!profile) throw new FailureError({ code: 'not-found' });
    const profileToken = await profileTokenOf(profile);
    const api = profileToken
      ? { origin: (await usableConnection(ref.connectionKey)).origin, token: profileToken, ...turn }
      : await connectionApi(ref.connectionKey, turn);
    const sentAt = Date.now();
    try {
      const value = await call(api, profile.id);
      if (!profileToken) noteAccepted(ref.connectionKey);
      await noteSuccess(ref.connectionKey);
      if (profile.access === 'denied') await setAccess(ref, 'ok');
      return value;
    } catch (error) {
      await noteBlocked(ref.connectionKey, error);
      await noteRateLimited(ref.connectionKey, error);
      if (!isRefusal(error)) throw error;
      throw profileToken
        ? await refusedProfileToken(profile, api, error)
        : await refusedConnectionToken(profile, api, error, { refusal, sentAt });
    }
  });
}

/** The profile's own token was refused: for this call alone, or for good. */
async function refusedProfileToken(profile: Profile, api: Api, error: FailureError): Promise<FailureError> {
  if (await accepts(() => fetchProfileInfo(api, 'current'))) return denied(error);
  // Dead, and not the connection's: the connection's own credential gets the next try.
  await dropCredential(credentialIdOf(profile.connectionKey, profile.profileKey));
  await updateProfile(profile, (stored) => ({ ...stored, ownCredential: 'none', access: 'denied' }));
  return new FailureError({ ...error.failure, code: 'denied' });
}

/** The connection's token was refused: altogether, for this profile, or for this call alone. */
async function refusedConnectionToken(
  profile: Profile,
  api: Api,
  error: FailureError,
  { refusal, sentAt }: { refusal: 'call' | 'profile'; sentAt: number },
): Promise<FailureError> {
  const { connectionKey } = profile;
  if (profile.access === 'denied' && refusal === 'profile') return denied(error);
  const answer = await refusedConnection(connectionKey, api, error, sentAt);
  if (answer.failure.code !== 'denied') return answer;
  const readable = refusal === 'call' && (await accepts(() => fetchProfileInfo(api, profile.id)));
  if (!readable) await setAccess(profile, 'denied');
  return answer;
}

/** `denied` when the credential itself still stands; else its connection is stopped. */
async function refusedConnection(
  key: ConnectionKey,
  api: Api,
  error: FailureError,
  sentAt: number,
): Promise<FailureError> {
  if (await credentialStands(key, api, sentAt)) return denied(error);
  // Meanwhile disconnected or signed in again: the refused token is not this connection's any more.
  api.signal?.throwIfAborted();
  return stopUntilSignIn(key);
}

async function connectionApi(key: ConnectionKey, turn: Turn): Promise<Api> {
  const { origin, credential } = await usableConnection(key);
  const token =
    credential.kind === 'console' ? await consoleToken(key) : await readCredential(credentialIdOf(key));
  if (token === null) throw await stopUntilSignIn(key);
  return { origin, token, ...turn };
}

/** The console's session, while it is this connection's account that is signed in there. */
async function consoleToken(key: ConnectionKey): Promise<string | null> {
  // It lies beside the vault, and is the person's all the same.
  if ((await vaultState()).locked) throw new FailureError({ code: 'locked' });
  const [sessions, tokens] = await Promise.all([readConsoleSessions(), readConsoleTokens()]);
  const console = Object.keys(sessions).find((one) => sessions[one]?.connectionKey === key);
  return (console && tokens[console]?.token) || null;
}

async function profileTokenOf({ connectionKey, profileKey, ownCredential }: Profile): Promise<string | null> {
  return ownCredential === 'none' ? null : readCredential(credentialIdOf(connectionKey, profileKey));
}

async function withQueue<T>(
  key: ConnectionKey,
  purpose: Purpose,
  job: (turn: Turn) => Promise<T>,
): Promise<T> {
  const { limiter, controller } = queueFor(key);
  const queuedAt = performance.now();
  return limiter.run(async () => {
    controller.signal.throwIfAborted();
    // What a person waits for is tried: the limits are counted by profile and route.
    if (purpose === 'refresh') await assertNotPaused(key);
    return job({ signal: controller.signal, waitedMs: performance.now() - queuedAt });
  }, purpose);
}

/** The platform answers: it is not too busy, and the account is not blocked as a refused call had said. */
async function noteSuccess(key: ConnectionKey): Promise<void> {
  const connection = await getConnection(key);
  if (!connection) return;
  await noteAnswered(connection);
  const isBlockedByCall = connection.failure?.failure.code === 'account-blocked';
  if (connection.state === 'blocked' && isBlockedByCall) await setState(key, 'ok', null);
}

async function noteBlocked(key: ConnectionKey, error: unknown): Promise<void> {
  if (error instanceof FailureError && error.failure.code === 'account-blocked') {
    await setState(key, 'blocked', error.failure);
  }
}

/** The credential stands: a refusal, however it was worded, means this call. */
function denied(error: FailureError): FailureError {
  return new FailureError({ ...error.failure, code: 'denied' });
}
