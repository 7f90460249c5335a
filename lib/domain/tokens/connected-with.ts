import type { Connection } from '../identity/connection.ts';
import { type ProfileKey, profileKeyOf } from '../identity/keys.ts';
import type { TokenId } from './token.ts';
import { sameToken } from './token-choice.ts';

/**
 * Returns true if the account is connected with this token of a profile, which the person pasted; false also where that
 * isn't known, because the token could not read the list that it is in.
 */
export function isConnectedWith(
  { origin, credential }: Pick<Connection, 'origin' | 'credential'>,
  profileKey: ProfileKey,
  token: TokenId,
): boolean {
  const { kind, profileId, name, createdAt } = credential;
  if (kind !== 'pasted' || profileId === null || name === null || createdAt == null) return false;
  return profileKeyOf(origin, profileId) === profileKey && sameToken(token, { name, createdAt });
}
