import { type ConsoleOrigin, consoleOf } from '../../console/console-site.ts';
import { countUnsavedTabs, mayFollow } from '../../console/tabs.ts';
import { logError, logErrorsOf } from '../../diagnostics/error-log.ts';
import type { ConsoleSession } from '../../domain/console-session.ts';
import { FailureError, failureOfError, notAllowed } from '../../domain/failure.ts';
import { originOf, type ProfileRef, refOf, sameRef } from '../../domain/identity/keys.ts';
import { moveTargetBeforeRemoval, profileEndingSession } from '../../domain/profiles/before-removal.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { getConsoleSessions, putConsoleSession } from '../../store/console-session.ts';
import { listProfilesOf } from '../../store/profiles.ts';
import { failureOfUnsent, isOutcomeUnknown, isUnsent } from '../confirmed-change.ts';
import { THIS_WORKER } from '../this-worker.ts';
import { sendMove } from './follow.ts';
import { readSession, reloadArrived, serializeSession } from './session.ts';

/**
 * Runs `remove`, which deletes or leaves a profile. If the console is in it, its session is moved to another profile
 * first: it would end with the profile, and with it an account that is connected by it. The tabs are reloaded only once
 * the profile is removed. Throws `not-allowed`, and removes nothing, if a tab has unsaved input or the console can't be
 * moved.
 */
export async function withConsoleAway(profile: Profile, remove: () => Promise<unknown>): Promise<void> {
  const site = consoleOf(originOf(profile.connectionKey));
  const move = await moveAway(site, profile);
  try {
    await remove();
  } catch (error) {
    const failure = failureOfError(error);
    // A request without a response may still arrive, and would end the session.
    const mayBeRemoved = isOutcomeUnknown(failure);
    if (move && mayBeRemoved) await reloadTabs(site, move.to);
    const isBack = move !== null && !mayBeRemoved && (await moveBack(site, move.to, move.from));
    // A session with access to its own profile only can't remove another: remove this one with the session in it.
    if (!isBack || failure.code !== 'denied') throw error;
    await remove();
    return;
  }
  if (move) await reloadTabs(site, move.to);
}

/** Reloads the tabs of consoles that a terminated worker moved and left so. Call it in the background's first turn. */
export function watchLeftTabs(): void {
  setTimeout(() => void reloadLeftTabs().catch(logErrorsOf('reloadLeftTabs')), 0);
}

export async function reloadLeftTabs(): Promise<void> {
  await serializeSession(async () => {
    for (const [site, session] of Object.entries(await getConsoleSessions())) {
      const isLeft = session.reloadDue !== undefined && session.reloadDue !== THIS_WORKER;
      // Where it is isn't known: it's read with the console's next request.
      if (isLeft && !session.moved) await reloadMoved(site as ConsoleOrigin, session);
    }
  });
}

/** Reloads the tabs of a console that was moved: they show the profile before. */
async function reloadMoved(site: ConsoleOrigin, { reloadDue: _, ...session }: ConsoleSession): Promise<void> {
  const problem = await reloadArrived(site, session, refOf(session), 0);
  if (!problem) await putConsoleSession(site, session);
}

/**
 * Moves the console's session, also another account's that would end with the profile. Returns the profile that it was
 * in, as its account sees it, and where it is now; null: it wasn't moved.
 */
async function moveAway(
  site: ConsoleOrigin,
  profile: Profile,
): Promise<{ from: Profile; to: ProfileRef } | null> {
  return serializeSession(async () => {
    const stored = (await getConsoleSessions())[site];
    if (!stored || !(await mayFollow(site))) return null;
    const { connectionKey, profileKey, moved } = stored;
    const place = { connectionKey, profileKey: moved ? profile.profileKey : profileKey };
    const from = profileEndingSession(place, profile);
    const target = from && moveTargetBeforeRemoval(from, await listProfilesOf(connectionKey));
    // The person was shown what will happen.
    if (!target) return null;
    const session = moved ? await readSession(site) : stored;
    if (!session || !sameRef(session, from)) return null;
    if ((await countUnsavedTabs(site)) > 0) throw notAllowed('ruleConsoleUnsaved');
    const { arrived, problem } = await sendMove(site, session, { ref: refOf(target), profileId: target.id });
    // If the worker is terminated before they are reloaded, the next one does that.
    if (arrived) await putConsoleSession(site, { ...arrived, reloadDue: THIS_WORKER });
    if (problem?.kind === 'failed') {
      const { failure } = problem;
      const isPassing = isUnsent(failure) || isOutcomeUnknown(failure) || failure.code === 'rate-limited';
      throw isPassing ? new FailureError(failureOfUnsent(failure)) : notAllowed('ruleConsoleStays');
    }
    return { from, to: refOf(target) };
  });
}

/** Reloads the tabs of a console whose session was moved to `target`: then they show where it is. */
async function reloadTabs(site: ConsoleOrigin, target: ProfileRef): Promise<void> {
  await whileAt(site, target, (session) => reloadMoved(site, session));
}

/** Moves a session that was moved to `target` back; if that fails, reloads the tabs. Returns true if it is back. */
async function moveBack(site: ConsoleOrigin, target: ProfileRef, from: Profile): Promise<boolean> {
  const isBack = await whileAt(site, target, async ({ reloadDue: _, ...session }) => {
    const { arrived } = await sendMove(site, session, { ref: refOf(from), profileId: from.id });
    if (!arrived) await reloadArrived(site, session, target, 0);
    return arrived !== null;
  });
  return isBack ?? false;
}

/** Runs `work` if the console's session is still in `target`; else, or if it fails, returns null. */
function whileAt<T>(
  site: ConsoleOrigin,
  target: ProfileRef,
  work: (session: ConsoleSession) => Promise<T>,
): Promise<T | null> {
  return serializeSession(async () => {
    const session: ConsoleSession | undefined = (await getConsoleSessions())[site];
    return session && !session.moved && sameRef(session, target) ? work(session) : null;
  }).catch((error: unknown) => {
    logError('withConsoleAway', error);
    return null;
  });
}
