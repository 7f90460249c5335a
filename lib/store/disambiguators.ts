import { refId } from '../domain/identity/keys.ts';
import { type Disambiguator, disambiguate } from '../domain/profiles/disambiguate.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { oncePerProfile } from '../domain/profiles/profile-order.ts';
import { listConnections } from './connections.ts';
import { listProfiles } from './profiles.ts';

/**
 * Returns a function that returns what distinguishes a stored profile from others of its name. A profile that several
 * accounts see is one, and is the same in each of them.
 */
export async function getDisambiguators(): Promise<
  (profile: Profile) => readonly Disambiguator[] | undefined
> {
  const [profiles, connections] = await Promise.all([listProfiles(), listConnections()]);
  const once = oncePerProfile(profiles, null, connections);
  const differences = disambiguate(once, connections);
  const byKey = new Map(once.map((profile) => [profile.profileKey, differences.get(refId(profile))]));
  return ({ profileKey }) => byKey.get(profileKey);
}
