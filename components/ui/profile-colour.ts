import { profileColour } from '../../lib/domain/profiles/colour.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import type { ProfilePreferences } from '../../lib/domain/settings/profile-preferences.ts';
import { preferences } from '../../lib/state/app-state.ts';

/** Returns the colour of a profile under the person's current name rules. */
export function shownColour(
  profile: Pick<Profile, 'profileKey' | 'name'>,
  own: Pick<ProfilePreferences, 'colour'> | undefined,
): string {
  return profileColour(profile, own?.colour, preferences.value.nameRules);
}
