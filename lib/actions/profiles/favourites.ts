import { oncePerProfile, orderWithoutUsage } from '../../domain/profiles/profile-order.ts';
import { profilePreferencesByKey } from '../../store/profile-preferences.ts';
import { listProfiles } from '../../store/profiles.ts';
import { getActive } from '../../store/settings.ts';
import { switchProfile } from './switch.ts';

/** Commands that switch to a favourite; without keys until the person sets some. */
export const FAVOURITE_COMMANDS: readonly string[] = ['favourite-1', 'favourite-2', 'favourite-3'];

/** Switches to the favourite of that position by name, from 0; nothing happens where there are fewer. */
export async function switchToFavourite(position: number): Promise<void> {
  const [profiles, preferences, { active }] = await Promise.all([
    listProfiles(),
    profilePreferencesByKey(),
    getActive(),
  ]);
  const favourites = oncePerProfile(
    profiles.filter(({ profileKey }) => preferences.get(profileKey)?.favourite),
    active,
  );
  // By name alone: a shortcut must not lead elsewhere because a profile was used or is full.
  const byName = orderWithoutUsage(favourites, { active: null, recents: [], preferences });
  const favourite = byName[position];
  if (favourite) await switchProfile(favourite);
}
