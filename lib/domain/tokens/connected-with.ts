import type { Connection } from '../identity/connection.ts';
import { type ProfileKey, profileKeyOf } from '../identity/keys.ts';
import type { TokenFacts, TokenId } from './token.ts';
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

/**
 * Returns when the pasted token that an account is connected with was created, by its profile's list: earlier releases
 * didn't store that. Null where it is known, or the list has none or several that may be it.
 */
export function missingCreationOf(
  { origin, credential }: Pick<Connection, 'origin' | 'credential'>,
  profileKey: ProfileKey,
  tokens: readonly Pick<TokenFacts, 'name' | 'createdAt' | 'expiresAt'>[],
): string | null {
  const { kind, profileId, name, createdAt, expiresAt } = credential;
  if (kind !== 'pasted' || profileId === null || name === null || createdAt != null) return null;
  if (profileKeyOf(origin, profileId) !== profileKey) return null;
  // One whose expiration isn't known may be it as well.
  const [found, ...others] = tokens.filter(
    (token) => token.name === name && (token.expiresAt === undefined || token.expiresAt === expiresAt),
  );
  return found && others.length === 0 ? found.createdAt : null;
}
