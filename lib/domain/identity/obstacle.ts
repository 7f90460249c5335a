import type { FailureCode } from '../failure.ts';
import { needsToken, type Profile } from '../profiles/profile.ts';
import type { Connection } from './connection.ts';

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

/** Returns the obstacle to remove first; null: a request can succeed. A blocked account's requests may. */
export function obstacleOf({ connection, profile, allowed, locked, online }: ObstacleFacts): Obstacle | null {
  if (!allowed) return 'policy';
  const state = connection?.state;
  if (state === 'needs-sign-in' || state === 'host-permission') return state;
  if (locked) return 'locked';
  if (profile && needsToken(profile)) return 'denied';
  return online ? null : 'offline';
}
