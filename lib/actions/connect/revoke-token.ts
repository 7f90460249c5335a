import { accepts, isRefusal } from '../../calls/verify-credential.ts';
import { FailureError } from '../../domain/failure.ts';
import { fetchAccount } from '../../platform/account.ts';
import { deleteToken } from '../../platform/change-tokens.ts';
import { fetchProfileInfo } from '../../platform/profiles.ts';
import type { Api } from '../../platform/request.ts';
import { listProfiles } from '../../store/profiles.ts';
import { usedTokens } from '../tokens/used-tokens.ts';

/** For the requests that delete a token. A person may be waiting, although what they asked for is done. */
const REVOKE_TIMEOUT_MS = 8_000;
/** For those that check after it whether the token is still accepted. */
const CHECK_TIMEOUT_MS = 3_000;

/**
 * Revokes a token, authenticated by the token itself. It counts as revoked only when the platform no longer accepts
 * it: if it was moved to another profile, the old address says "not found" although it is still valid. Throws the
 * failure otherwise.
 */
export async function revokeToken({
  origin,
  token,
}: {
  origin: Api['origin'];
  token: string;
}): Promise<void> {
  const within = (ms: number) => ({ origin, token, signal: AbortSignal.timeout(ms) });
  const api = within(REVOKE_TIMEOUT_MS);
  const profileId = await profileOfToken(api);
  if (profileId === null) return;
  let failure: unknown = null;
  await deleteToken(api, profileId, token).catch((error: unknown) => {
    failure = error;
  });
  const left = await profileOfToken(within(CHECK_TIMEOUT_MS)).catch((error: unknown) => {
    throw failure ?? error;
  });
  if (left !== null) throw failure ?? new FailureError({ code: 'outcome-unknown' });
}

/** Returns the id of the profile that a token belongs to now; null when the platform doesn't accept it anymore. */
async function profileOfToken(api: Api): Promise<string | null> {
  try {
    return (await fetchProfileInfo(api, 'current')).id;
  } catch (error) {
    // A refusal alone, of whatever status, may also be of a valid token that isn't allowed this one call.
    if (isRefusal(error) && !(await accepts(() => fetchAccount(api)))) return null;
    throw error;
  }
}

/** Returns true for a token that a connection or a profile uses. */
export async function isInUse(token: string): Promise<boolean> {
  const profiles = await listProfiles();
  const used = await usedTokens(profiles.filter(({ ownCredential }) => ownCredential !== 'none'));
  return used.has(token);
}
