import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { orderOnce } from '../../lib/domain/profiles/profile-order.ts';
import type { Usage } from '../../lib/domain/usage/usage.ts';
import { active, connections, month, profilePreferences, profiles } from '../../lib/state/app-state.ts';

/**
 * Returns every profile once, in the switcher's order by the given usage (by refId). `activeFirst` false: the active
 * one has its own place. Reads signals.
 */
export function orderedProfiles(
  usage: ReadonlyMap<string, Usage>,
  options: { activeFirst?: boolean } = {},
): Profile[] {
  const preferences = profilePreferences.value;
  const context = { ...active.value, preferences, usage, now: month.value };
  return orderOnce(profiles.value, connections.value, context, options);
}
