import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { readProfileInfo } from '../../refresh/read-profile-info.ts';
import { profileOf } from '../lookup.ts';
import { rereadTeam } from '../team/team.ts';
import { rereadTokens } from '../tokens/tokens.ts';

/**
 * Reads a profile's info, team and token metadata into the store. A failure of team or tokens is stored with those,
 * if it can be; the first one is thrown.
 */
export async function openProfile(request: ProfileRef): Promise<null> {
  const ref = refOf(request);
  await profileOf(ref);
  const results = await Promise.allSettled([
    readProfileInfo(ref, 'person'),
    rereadTeam(ref, 'share'),
    rereadTokens(ref, 'share'),
  ]);
  const failed = results.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return null;
}
