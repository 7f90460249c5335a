import { oncePerProfile, orderWithoutUsage } from '../../domain/profiles/profile-order.ts';
import { listConnections } from '../../store/connections.ts';
import { getProfilePreferencesByKey } from '../../store/profile-preferences.ts';
import { listProfiles } from '../../store/profiles.ts';
import { getActive } from '../../store/settings.ts';
import { switchProfile } from './switch.ts';

/** Keyboard commands that switch to a favourite. They have no keys until the person assigns some. */
export const FAVOURITE_COMMANDS: readonly string[] = ['favourite-1', 'favourite-2', 'favourite-3'];

/** Switches to the favourite at a position (from 0) in their order. Does nothing if there are fewer. */
export async function switchToFavourite(position: number): Promise<void> {
  const [profiles, connections, preferences, { active }] = await Promise.all([
    listProfiles(),
    listConnections(),
    getProfilePreferencesByKey(),
    getActive(),
  ]);
  const favourites = oncePerProfile(
    profiles.filter(({ profileKey }) => preferences.get(profileKey)?.favourite),
    active,
    connections,
  );
  // A shortcut must not change its target because of recent use or usage.
  const ordered = orderWithoutUsage(favourites, { active: null, recents: [], preferences });
  const favourite = ordered[position];
  if (favourite) await switchProfile(favourite);
}
