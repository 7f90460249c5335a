import type { Result } from '../../../lib/domain/failure.ts';
import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import type { PreferenceChange } from '../../../lib/domain/settings/preference-change.ts';
import type { ProfilePreferences } from '../../../lib/domain/settings/profile-preferences.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { redrawControls } from '../../ui/redraw-controls.ts';
import { announceFailure } from '../../ui/toast.tsx';

/**
 * Saves a change at once. A failure is announced, and the stored values are shown again. Returns true if it was saved.
 */
export async function savePreferences(change: PreferenceChange): Promise<boolean> {
  return announceUnlessSaved(await resultOf(() => send('setPreferences', { change })));
}

/** Saves a change of one profile's preferences as {@link savePreferences} does. */
export async function saveProfilePreferences(
  profileKey: ProfileKey,
  change: Partial<Omit<ProfilePreferences, 'profileKey' | 'updatedAt'>>,
): Promise<boolean> {
  return announceUnlessSaved(
    await resultOf(() => send('setProfilePreferences', { profileKeys: [profileKey], change })),
  );
}

function announceUnlessSaved(result: Result<null>): boolean {
  if (!result.ok) {
    announceFailure(result.failure);
    redrawControls();
  }
  return result.ok;
}
