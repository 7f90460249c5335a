import { signalUntilLock } from '../../calls/connection-queue.ts';
import { type ConsoleOrigin, consoleOf } from '../../console/console-site.ts';
import { mayFollow } from '../../console/tabs.ts';
import type { ConsoleProblem, ConsoleSession } from '../../domain/console-session.ts';
import { FailureError, failureOfError } from '../../domain/failure.ts';
import { type ProfileRef, refOf, sameRef } from '../../domain/identity/keys.ts';
import { isKnownOffline } from '../../network.ts';
import { putTokenSwitch } from '../../platform/profiles.ts';
import { getConnection } from '../../store/connections.ts';
import { getConsoleSessions, getConsoleTokens, putConsoleSession } from '../../store/console-session.ts';
import { getProfile } from '../../store/profiles.ts';
import { getActive } from '../../store/settings.ts';
import { getVaultStatus } from '../../store/vault-status.ts';
import { isOutcomeUnknown, readWithRetries } from '../confirmed-change.ts';
import { readSession, reloadArrived, serializeSession, unsavedProblem } from './session.ts';

/**
 * Switches the console to a profile, if the person allowed that and the console is signed in to the same account: its
 * session is moved, then its tabs are reloaded. If tabs have unsaved input, nothing is moved, unless with
 * `discardUnsaved` they aren't more than the person was shown. Returns the problem that prevented it, which is also
 * stored with the session; null when there was none. Throws `locked` or `offline` if it would have to be moved and
 * can't be now.
 */
export async function bringConsole(
  ref: ProfileRef,
  { discardUnsaved = false }: { discardUnsaved?: boolean } = {},
): Promise<ConsoleProblem | null> {
  const [connection, profile] = await Promise.all([getConnection(ref.connectionKey), getProfile(ref)]);
  if (!connection || !profile) throw new FailureError({ code: 'not-found' });
  const site = consoleOf(connection.origin);
  return serializeSession(async () => {
    const session = (await getConsoleSessions())[site];
    if (!session || session.connectionKey !== ref.connectionKey || !(await mayFollow(site))) return null;
    // Another profile was chosen meanwhile.
    if (!sameRef((await getActive()).active, ref)) return null;
    const shownTabs = unsavedTabsFor(session, ref);
    if (session.profileKey === ref.profileKey && !session.moved && shownTabs === null)
      return setProblem(site, session, null);
    const { locked } = await getVaultStatus();
    if (locked || isKnownOffline()) {
      // Nothing can have been sent: the console is where it was, and what kept it from following another profile is
      // over.
      if (session.profileKey !== ref.profileKey) await setProblem(site, session, null);
      throw new FailureError({ code: locked ? 'locked' : 'offline' });
    }
    const acceptedTabs = discardUnsaved ? (shownTabs ?? 0) : 0;
    const unsaved = await unsavedProblem(site, ref, acceptedTabs);
    if (unsaved) return setProblem(site, session, unsaved);
    return moveSession(site, session, { ref, profileId: profile.id, acceptedTabs });
  });
}

/**
 * Returns how many tabs with unsaved input kept the console, or its tabs, from following to a profile; null: none did.
 */
function unsavedTabsFor({ problem }: ConsoleSession, ref: ProfileRef): number | null {
  return problem?.kind === 'unsaved' && sameRef(problem.target, ref) ? problem.tabs : null;
}

/** Moves the session, and reloads the tabs; not if meanwhile more than `acceptedTabs` of them have unsaved input. */
async function moveSession(
  site: ConsoleOrigin,
  session: ConsoleSession,
  { acceptedTabs, ...to }: { ref: ProfileRef; profileId: string; acceptedTabs: number },
): Promise<ConsoleProblem | null> {
  const { arrived, problem } = await sendMove(site, session, to);
  return arrived ? reloadArrived(site, arrived, to.ref, acceptedTabs) : problem;
}

/**
 * Sends the move once, then reads from the platform where the session is. Returns the session if it has `arrived`, else
 * the problem, which is stored with it; neither if the session has ended. Call it in {@link serializeSession}.
 */
export async function sendMove(
  site: ConsoleOrigin,
  session: ConsoleSession,
  { ref: target, profileId }: { ref: ProfileRef; profileId: string },
): Promise<{ arrived: ConsoleSession | null; problem: ConsoleProblem | null }> {
  const ended = { arrived: null, problem: null };
  const known = (await getConsoleTokens())[site];
  if (!known) return ended;
  const unread: ConsoleProblem = { kind: 'failed', failure: { code: 'outcome-unknown' }, target };
  // Reading the session clears this; until then, or if the worker is terminated, nobody knows where it is. Its tabs are
  // reloaded once it is seen to be there.
  const unknown: ConsoleSession = { ...session, moved: true, problem: unread };
  await putConsoleSession(site, unknown);
  const api = { origin: known.api, token: known.token, signal: signalUntilLock() };
  const failure = await putTokenSwitch(api, profileId).then(() => null, failureOfError);
  const now = await readWithRetries(() => readSession(site)).catch(() => null);
  if (now?.profileKey === target.profileKey) return { arrived: now, problem: null };
  const problem: ConsoleProblem = { ...unread, failure: failure ?? unread.failure };
  const stayed = failure !== null && !isOutcomeUnknown(failure);
  // The session has ended, and is forgotten: there is none to move.
  if (!(await getConsoleTokens())[site]) return ended;
  return { arrived: null, problem: await setProblem(site, now ?? (stayed ? session : unknown), problem) };
}

async function setProblem(
  site: ConsoleOrigin,
  session: ConsoleSession,
  problem: ConsoleProblem | null,
): Promise<ConsoleProblem | null> {
  if (problem !== session.problem) await putConsoleSession(site, { ...session, problem });
  return problem;
}

/**
 * Carries out a person's decision about a console that wasn't switched: switch it and lose unsaved input, or leave it.
 */
export async function settleConsole(request: ProfileRef & { follow: boolean }): Promise<void> {
  const ref = refOf(request);
  if (request.follow) return void (await bringConsole(ref, { discardUnsaved: true }));
  const connection = await getConnection(ref.connectionKey);
  if (!connection) return;
  const site = consoleOf(connection.origin);
  await serializeSession(async () => {
    const session = (await getConsoleSessions())[site];
    if (session?.problem) await setProblem(site, session, null);
  });
}
