import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { readProfileInfo } from '../../refresh/read-profile-info.ts';
import { profileOf } from '../lookup.ts';
import { rereadTeam } from '../team/team.ts';
import { rereadTokens } from '../tokens/tokens.ts';

/**
 * Reads a profile's info, team and token metadata into the store. A failure of team or tokens is stored with those;
 * a failure of the info is thrown.
 */
export async function openProfile(request: ProfileRef): Promise<null> {
  const ref = refOf(request);
  await profileOf(ref);
  const [info] = await Promise.allSettled([
    readProfileInfo(ref, 'person'),
    rereadTeam(ref, 'share'),
    rereadTokens(ref, 'share'),
  ]);
  if (info.status === 'rejected') throw info.reason;
  return null;
}
