import type { Purpose } from '../async/limiter.ts';
import { callAsProfile } from '../calls/call.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import { fetchProfileInfo } from '../platform/profiles.ts';
import { putProfileInfo } from '../store/profiles.ts';

/**
 * Reads into the store what the list of profiles doesn't contain: the owner's plan, and when the profile was created.
 * `rows`: those to store it in, also other accounts' rows of the same profile.
 */
export async function readProfileInfo(
  ref: ProfileRef,
  purpose: Purpose,
  rows: readonly ProfileRef[] = [ref],
): Promise<void> {
  const { info, requestedAt } = await callAsProfile(
    ref,
    async (api, id) => {
      const requestedAt = Date.now();
      return { info: await fetchProfileInfo(api, id), requestedAt };
    },
    { purpose: () => purpose },
  );
  for (const row of rows) await putProfileInfo(row, info, requestedAt);
}
