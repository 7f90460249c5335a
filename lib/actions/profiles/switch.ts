import { noted } from '../../diagnostics/error-log.ts';
import { FailureError } from '../../domain/failure.ts';
import { type ProfileRef, refOf, sameRef } from '../../domain/identity/keys.ts';
import type { ActiveProfile } from '../../domain/settings/settings.ts';
import { refreshAfterSwitch } from '../../refresh/refresh.ts';
import { addJournal } from '../../store/journal.ts';
import { getProfile } from '../../store/profiles.ts';
import { getActive, updateActive } from '../../store/settings.ts';
import { updateToolbar } from '../../toolbar/update.ts';
import { bringConsole } from '../console/follow.ts';

/** As many former profiles are remembered. */
const MAX_RECENTS = 20;

/**
 * Makes a profile the active one: at once, from the store alone; badge, title and mirror are right when it
 * returns, a refresh follows. Throws `not-found` for a profile that is not (any more) among the connections'.
 */
export async function switchProfile(request: ProfileRef): Promise<null> {
  const ref = refOf(request);
  const profile = await getProfile(ref);
  if (!profile) throw new FailureError({ code: 'not-found' });
  let switched = false;
  await updateActive((stored) => {
    switched = !sameRef(stored.active, ref);
    return switched ? withActive(stored, ref) : stored;
  });
  if (!switched) return null;
  await updateToolbar();
  void afterwards(ref, profile.name).catch(noted('afterwards'));
  return null;
}

/** Goes back to the profile that was active before; null when there is none. Twice is back again. */
export async function switchToPrevious(): Promise<ProfileRef | null> {
  const { recents } = await getActive();
  for (const ref of recents) {
    if (!(await getProfile(ref))) continue;
    await switchProfile(ref);
    return ref;
  }
  return null;
}

/** The order of recency after `ref` became the active one. */
export function withActive({ active, recents }: ActiveProfile, ref: ProfileRef): ActiveProfile {
  const before = active ? [active, ...recents] : recents;
  return { active: ref, recents: before.filter((other) => !sameRef(other, ref)).slice(0, MAX_RECENTS) };
}

async function afterwards(ref: ProfileRef, name: string): Promise<void> {
  const { connectionKey, profileKey } = ref;
  await addJournal({ at: Date.now(), what: 'switched', connectionKey, profileKey, subject: name });
  // The extension's own switch stays, even when the console cannot be switched.
  void bringConsole(ref).catch(noted('bringConsole'));
  await refreshAfterSwitch(ref);
}
