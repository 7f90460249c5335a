import type { Connection } from '../domain/identity/connection.ts';
import { sameRef } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { isOldTokenUnused, type TokenRotation } from '../domain/tokens/rotation.ts';
import type { TokenList } from '../domain/tokens/token.ts';
import { sameToken } from '../domain/tokens/token-choice.ts';

/** Returns the profile's tokens as last read, always including the connection's own. */
export function expiringTokens(
  { id }: Profile,
  list: TokenList | undefined,
  connection: Connection | undefined,
) {
  const known = list?.tokens ?? [];
  const { profileId, name, expiresAt } = connection?.credential ?? {};
  if (!connection || profileId !== id || name == null) return known;
  const listed = known.find((token) => token.name === name);
  const connectionToken = {
    name,
    createdAt: `connection ${connection.connectedAt}`,
    // Where the platform didn't say it with the token, its list does, newest first.
    expiresAt: expiresAt ?? listed?.expiresAt ?? null,
    ofAccount: true,
  };
  return [...known.filter((token) => token.name !== name), connectionToken];
}

/** Returns the profile's rotations whose old token nothing has used for a day, as its tokens were last read. */
export function quietRotations(
  profile: Profile,
  list: TokenList | undefined,
  rotations: TokenRotation[],
): TokenRotation[] {
  return rotations.filter((rotation) => {
    if (!sameRef(rotation, profile)) return false;
    const old = list?.tokens.find((token) => sameToken(token, rotation.token));
    return old && isOldTokenUnused(rotation, old, list?.fetchedAt ?? null);
  });
}
