import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { oncePerProfile, orderProfiles } from '../../lib/domain/profiles/profile-order.ts';
import type { Usage } from '../../lib/domain/usage/usage.ts';
import { active, connections, month, profilePreferences, profiles } from '../../lib/state/app-state.ts';

/**
 * Returns every profile once, in the switcher's order by the given usage (by refId). `activeFirst` false: the active one
 * has its own place. Reads signals.
 */
export function orderedProfiles(
  usage: ReadonlyMap<string, Usage>,
  { activeFirst = true }: { activeFirst?: boolean } = {},
): Profile[] {
  const { active: ref, recents } = active.value;
  const context = {
    active: activeFirst ? ref : null,
    recents,
    preferences: profilePreferences.value,
    usage,
    now: month.value,
  };
  return oncePerProfile(orderProfiles(profiles.value, context), ref, connections.value);
}
