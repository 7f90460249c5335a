import { callAsProfile } from '../../calls/call.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { fetchProfileInfo } from '../../platform/profiles.ts';
import { putProfileInfo } from '../../store/profiles.ts';
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
    readInfo(ref),
    rereadTeam(ref, 'share'),
    rereadTokens(ref, 'share'),
  ]);
  if (info.status === 'rejected') throw info.reason;
  return null;
}

async function readInfo(ref: ProfileRef): Promise<void> {
  const { info, requestedAt } = await callAsProfile(ref, async (api, id) => {
    const requestedAt = Date.now();
    return { info: await fetchProfileInfo(api, id), requestedAt };
  });
  await putProfileInfo(ref, info, requestedAt);
}
