import type { ProfileRow } from '../shared/profile-rows.ts';

/** Returns a profile's name with what sets it apart, for lists of choices. */
export function lineName({ profile, tags }: ProfileRow): string {
  return tags.length > 0 ? `${profile.name} (${tags.join(', ')})` : profile.name;
}
