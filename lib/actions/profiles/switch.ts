import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { FailureError, failureOfError } from '../../domain/failure.ts';
import { type ProfileRef, refOf, sameRef } from '../../domain/identity/keys.ts';
import { withActive } from '../../domain/settings/settings.ts';
import { refreshAfterSwitch } from '../../refresh/refresh.ts';
import { getProfile } from '../../store/profiles.ts';
import { getActive, updateActive } from '../../store/settings.ts';
import { updateToolbar } from '../../toolbar/update.ts';
import { bringConsole } from '../console/follow.ts';
import { recordJournal } from '../record-journal.ts';

/**
 * Makes a profile the active one, using only the store. Badge, title and mirror are up to date when it returns, unless
 * the browser refuses to write them; a refresh follows. Throws `not-found` for a profile that isn't, or is no longer,
 * in the store.
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
  // The switch is made, whatever can't be shown.
  await updateToolbar().catch(logErrorsOf('updateToolbar'));
  void afterSwitch(ref, profile.name).catch(logErrorsOf('afterSwitch'));
  return null;
}

/** Switches to the previously active profile and returns it; null when there is none. */
export async function switchToPrevious(): Promise<ProfileRef | null> {
  const { recents } = await getActive();
  for (const ref of recents) {
    if (!(await getProfile(ref))) continue;
    await switchProfile(ref);
    return ref;
  }
  return null;
}

async function afterSwitch(ref: ProfileRef, name: string): Promise<void> {
  await recordJournal('switched', ref, name);
  // The extension's switch stands, even if the console can't be switched.
  void bringConsole(ref).catch((error: unknown) => {
    // While locked or offline it isn't expected to.
    if (!['locked', 'offline'].includes(failureOfError(error).code)) logErrorsOf('bringConsole')(error);
  });
  await refreshAfterSwitch(ref);
}
