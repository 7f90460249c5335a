import type { FailureCode } from '../failure.ts';
import { needsToken, type Profile } from '../profiles/profile.ts';
import { type Connection, unusableStateOf } from './connection.ts';

/** Why no request can succeed until something is done about it, as the code of the failure that one would return. */
export type Obstacle = Extract<
  FailureCode,
  'policy' | 'needs-sign-in' | 'host-permission' | 'locked' | 'denied' | 'offline'
>;

export interface ObstacleFacts {
  /** Undefined: no connection is needed. */
  connection?: Pick<Connection, 'state'> | undefined;
  /** Undefined: it is about the account, not a profile. */
  profile?: Pick<Profile, 'access' | 'ownCredential'> | undefined;
  /** The organization's policy lets it be asked. */
  allowed: boolean;
  locked: boolean;
  online: boolean;
}

/**
 * Returns why no token of a connection's profiles can be copied, of the reasons that are known without a request; null
 * if none applies.
 */
export function copyObstacleOf(
  connection: Pick<Connection, 'state'>,
  locked: boolean,
): 'needs-sign-in' | 'host-permission' | 'locked' | null {
  return unusableStateOf(connection) ?? (locked ? 'locked' : null);
}

/** Returns the obstacle to remove first; null: a request can succeed. A blocked account's requests may. */
export function obstacleOf({ connection, profile, allowed, locked, online }: ObstacleFacts): Obstacle | null {
  if (!allowed) return 'policy';
  const toCopy = copyObstacleOf(connection ?? { state: 'ok' }, locked);
  if (toCopy) return toCopy;
  if (profile && needsToken(profile)) return 'denied';
  return online ? null : 'offline';
}
