import { serializer } from '../../async/serialize.ts';
import { SingleFlight } from '../../async/single-flight.ts';
import { signalUntilLock } from '../../calls/connection-queue.ts';
import { type ConsoleOrigin, followableConsoles } from '../../console/console-site.ts';
import {
  countTabsFrom,
  countUnsavedTabs,
  mayFollow,
  reloadConsoleTabs,
  watchPages,
} from '../../console/tabs.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import type { ConsoleProblem, ConsoleSession } from '../../domain/console-session.ts';
import { FailureError, failureOfError } from '../../domain/failure.ts';
import { accountNameOf, type Connection } from '../../domain/identity/connection.ts';
import { connectionKeyOf, type ProfileRef, profileKeyOf, sameRef } from '../../domain/identity/keys.ts';
import { SECOND_MS } from '../../domain/time.ts';
import { fetchAccount } from '../../platform/account.ts';
import { fetchProfileInfo } from '../../platform/profiles.ts';
import { refreshAgain } from '../../refresh/refresh.ts';
import { getConnection, listConnections, updateConnection } from '../../store/connections.ts';
import {
  type ConsoleToken,
  getConsoleSessions,
  getConsoleTokens,
  putConsole,
  putConsoleSession,
} from '../../store/console-session.ts';
import { getVaultStatus } from '../../store/vault-status.ts';
import { requireUnlocked } from '../../vault/passphrase.ts';
import { readWithRetries } from '../confirmed-change.ts';

/** Serializes work on the consoles' sessions: only one call at a time may move one. */
export const serializeSession = serializer();

/** A token isn't read again for this long, unless that succeeded: the console sends dozens of requests at once. */
const REREAD_DELAY_MS = 15 * SECOND_MS;
/** By console: the token that is being read, or couldn't be, and since when, in ms of `performance.now()`. */
const readAttempts = new Map<ConsoleOrigin, ConsoleToken & { at: number }>();

const reloadChecks = new SingleFlight();

/** Handles a token that the console sent: if it is a new one, finds out whose session it is. */
export async function recordToken(site: ConsoleOrigin, seen: ConsoleToken): Promise<void> {
  if (await isKnown(site, seen)) return clearProblemIfReloaded(site);
  if ((await getVaultStatus()).locked || wasJustRead(site, seen)) return;
  readAttempts.set(site, { ...seen, at: performance.now() });
  await serializeSession(async () => {
    try {
      if (!(await isKnown(site, seen)) && (await mayFollow(site))) {
        const before = (await getConsoleSessions())[site];
        const session = await readWithRetries(() => readSessionOf(site, seen));
        if (!session) return;
        await reloadIfArrived(site, before, session);
        await resumeConnection(session);
      }
      forgetAttempt(site, seen);
    } catch (error) {
      // Once it is unlocked, it is read again on the next request.
      if (failureOfError(error).code === 'locked') forgetAttempt(site, seen);
      throw error;
    }
  });
}

/** Ends the problem that tabs weren't reloaded after a switch once the person has reloaded or closed all of them. */
async function clearProblemIfReloaded(site: ConsoleOrigin): Promise<void> {
  const sessionWithUnreloadedTabs = async () => {
    const session = (await getConsoleSessions())[site];
    return session?.problem?.kind === 'unsaved' && sameRef(session, session.problem.target) ? session : null;
  };
  if (!(await sessionWithUnreloadedTabs())) return;
  // The console sends dozens of requests at once.
  await reloadChecks.run(site, () =>
    serializeSession(async () => {
      const session = await sessionWithUnreloadedTabs();
      if (session && (await countTabsFrom(site, session.readAt)) === 0)
        await putConsoleSession(site, { ...session, problem: null });
    }),
  );
}

function forgetAttempt(site: ConsoleOrigin, { token }: ConsoleToken): void {
  if (readAttempts.get(site)?.token === token) readAttempts.delete(site);
}

function wasJustRead(site: ConsoleOrigin, { api, token }: ConsoleToken): boolean {
  const last = readAttempts.get(site);
  return last?.token === token && last.api === api && performance.now() - last.at < REREAD_DELAY_MS;
}

/**
 * Returns true if nothing has to be read about a token: it's known whose session it is and where, and no account waits
 * for it.
 */
async function isKnown(site: ConsoleOrigin, { api, token }: ConsoleToken): Promise<boolean> {
  const [tokens, sessions] = await Promise.all([getConsoleTokens(), getConsoleSessions()]);
  const [known, session] = [tokens[site], sessions[site]];
  if (known?.token !== token || known.api !== api || session?.moved) return false;
  const connection = session && (await getConnection(session.connectionKey));
  return !connection || !waitsForSession(connection);
}

/**
 * Returns true for an account connected through the console that was refused: the console shows when it is accepted
 * again.
 */
function waitsForSession({ credential, state }: Connection): boolean {
  return credential.kind === 'console' && state === 'needs-sign-in';
}

/**
 * Handles a switch or sign-out within the console: asks the platform where its session is now. After a failure, and
 * while locked, it is asked again on the console's next request.
 */
export async function recordMove(site: ConsoleOrigin): Promise<void> {
  await serializeSession(async () => {
    const session = (await getConsoleSessions())[site];
    // Until it is read, also if the worker is terminated before.
    if (session) await putConsoleSession(site, { ...session, moved: true });
    await readSession(site).catch((error: unknown) => {
      if (failureOfError(error).code !== 'locked') throw error;
    });
  });
}

/**
 * Asks the platform for the account and profile of the console's session, stores and returns it; null when there is
 * none, or it isn't valid anymore. `locked` or a network failure is thrown and changes nothing.
 */
export async function readSession(site: ConsoleOrigin): Promise<ConsoleSession | null> {
  const token = (await getConsoleTokens())[site];
  return token ? readSessionOf(site, token) : null;
}

async function readSessionOf(site: ConsoleOrigin, token: ConsoleToken): Promise<ConsoleSession | null> {
  // The session token isn't in the vault, but a lock protects it too.
  await requireUnlocked();
  const api = { origin: token.api, token: token.token, signal: signalUntilLock() };
  try {
    const [profile, account] = await Promise.all([fetchProfileInfo(api, 'current'), fetchAccount(api)]);
    const session: ConsoleSession = {
      api: token.api,
      connectionKey: connectionKeyOf(token.api, account.accountId),
      accountName: accountNameOf(account),
      email: account.email,
      profileKey: profileKeyOf(token.api, profile.id),
      profileName: profile.name,
      readAt: Date.now(),
      problem: null,
    };
    await putConsole(site, { token, session });
    return session;
  } catch (error) {
    if (!(error instanceof FailureError) || !['unauthorized', 'denied'].includes(error.failure.code))
      throw error;
    // The person signed out there. If they signed in again meanwhile, a late request had the old token.
    if ((await getConsoleTokens())[site]?.token === token.token) await putConsole(site, null);
    return null;
  }
}

/**
 * Reloads the tabs of a console that has arrived where a switch of unknown outcome was to bring it: they show the
 * profile before. With unsaved input in them, the person is asked.
 */
async function reloadIfArrived(
  site: ConsoleOrigin,
  before: ConsoleSession | undefined,
  session: ConsoleSession,
): Promise<void> {
  const target = before?.moved && before.problem?.target;
  if (target && sameRef(session, target)) await reloadArrived(site, session, target, 0);
}

/**
 * Reloads the tabs of a console that has arrived at a profile. With unsaved input in more tabs than the person accepted
 * to lose (`acceptedTabs`), stores and returns that problem instead.
 */
export async function reloadArrived(
  site: ConsoleOrigin,
  session: ConsoleSession,
  target: ProfileRef,
  acceptedTabs: number,
): Promise<ConsoleProblem | null> {
  const problem = await unsavedProblem(site, target, acceptedTabs);
  if (problem) await putConsoleSession(site, { ...session, problem });
  else await reloadConsoleTabs(site);
  return problem;
}

/** Returns the problem that more tabs have unsaved input than the person accepted to lose; null: no more do. */
export async function unsavedProblem(
  site: ConsoleOrigin,
  target: ProfileRef,
  acceptedTabs: number,
): Promise<ConsoleProblem | null> {
  const tabs = await countUnsavedTabs(site);
  return tabs > acceptedTabs ? { kind: 'unsaved', tabs, target } : null;
}

/** Watches the consoles that the person allowed the extension to follow, and forgets the sessions of all others. */
export async function followAllowedConsoles(): Promise<void> {
  await serializeSession(async () => {
    const allowed: ConsoleOrigin[] = [];
    for (const site of followableConsoles(await listConnections()))
      if (await mayFollow(site)) allowed.push(site);
    await watchPages(allowed);
    for (const site of Object.keys(await getConsoleSessions()) as ConsoleOrigin[])
      if (!(await mayFollow(site))) await putConsole(site, null);
  });
}

/** Resumes a connection that uses the console's session, once there is a session again. */
async function resumeConnection({ connectionKey }: ConsoleSession): Promise<void> {
  let resumed = false;
  await updateConnection(connectionKey, (connection) => {
    resumed = waitsForSession(connection);
    return resumed ? { ...connection, state: 'ok', failure: null } : connection;
  });
  if (resumed) void refreshAgain(connectionKey).catch(logErrorsOf('refreshAgain'));
}
