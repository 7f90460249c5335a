import { notificationId } from '../domain/alerts/alerts.ts';
import { expiryAlerts, revocableAlerts } from '../domain/alerts/token-alerts.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { isRevocable, rotationsOf, type TokenRotation } from '../domain/tokens/rotation.ts';
import type { TokenId, TokenList } from '../domain/tokens/token.ts';
import { sameToken } from '../domain/tokens/token-choice.ts';
import { listConnections } from '../store/connections.ts';
import { getProfile } from '../store/profiles.ts';
import { listRotations } from '../store/rotations.ts';
import { getTokens } from '../store/tokens.ts';

/** Returns the profile's tokens as last read, always including the connection's own. */
export function expiringTokens(
  { id }: Profile,
  list: TokenList | undefined,
  connection: Connection | undefined,
) {
  const known = list?.tokens ?? [];
  const { profileId, name, createdAt, expiresAt } = connection?.credential ?? {};
  if (!connection || profileId !== id || name == null) return known;
  const isIt = (token: TokenId) =>
    createdAt == null ? token.name === name : sameToken(token, { name, createdAt });
  const listed = known.find(isIt);
  const connectionToken = {
    name,
    createdAt: `connection ${connection.connectedAt}`,
    // Where the platform didn't say it with the token, its list does, newest first.
    expiresAt: expiresAt ?? listed?.expiresAt ?? null,
    ofAccount: true,
  };
  return [...known.filter((token) => !isIt(token)), connectionToken];
}

/** Returns the profile's rotations whose old token nothing has used for a day, as its tokens were last read. */
export function revocableRotations(
  profile: Profile,
  list: TokenList | undefined,
  rotations: TokenRotation[],
): TokenRotation[] {
  return rotationsOf(rotations, profile).filter((rotation) => {
    const old = list?.tokens.find((token) => sameToken(token, rotation.token));
    return old && isRevocable(rotation, old, list);
  });
}

/**
 * Returns true while the notification with this id says the truth about a token of a profile: it hasn't been renewed,
 * revoked or used since, and such alerts haven't been turned off.
 */
export async function isTokenAlertTrue(
  id: string,
  profileKey: ProfileKey,
  settings: Preferences['alerts'],
  now: number,
): Promise<boolean> {
  const [connections, rotations] = await Promise.all([listConnections(), listRotations()]);
  for (const connection of connections) {
    const profile = await getProfile({ connectionKey: connection.key, profileKey });
    if (!profile) continue;
    const list = await getTokens(profile);
    const tokens = expiringTokens(profile, list, connection);
    const expiring = expiryAlerts({}, { tokens }, settings, now);
    const revocable = revocableAlerts({}, { revocable: revocableRotations(profile, list, rotations) });
    if ([...expiring.alerts, ...revocable.alerts].some((alert) => notificationId(profile, alert) === id))
      return true;
  }
  return false;
}
