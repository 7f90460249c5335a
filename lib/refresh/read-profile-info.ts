import type { Purpose } from '../async/limiter.ts';
import { callAsProfile } from '../calls/call.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import { fetchProfileInfo } from '../platform/profiles.ts';
import { putProfileInfo } from '../store/profiles.ts';

/**
 * Reads into the store what the list of profiles doesn't contain: the owner's plan, and when the profile was created.
 */
export async function readProfileInfo(ref: ProfileRef, purpose: Purpose): Promise<void> {
  const { info, requestedAt } = await callAsProfile(
    ref,
    async (api, id) => {
      const requestedAt = Date.now();
      return { info: await fetchProfileInfo(api, id), requestedAt };
    },
    { purpose: () => purpose },
  );
  await putProfileInfo(ref, info, requestedAt);
}
