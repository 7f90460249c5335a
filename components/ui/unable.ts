import type { ConnectionKey } from '../../lib/domain/identity/keys.ts';
import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import {
  obstacleToAccount,
  obstacleToNetwork,
  obstacleToProfile,
  obstacleToSend,
} from '../../lib/state/obstacle.ts';
import { obstacleText } from './obstacle-text.ts';

/*
 * Why a button can't succeed now; undefined if it can. They read signals.
 */

/** For what needs no certain account, such as connecting another one. */
export const unableToSend = () => textOf(obstacleToSend());

/** For what needs an account's token. */
export const unableForAccount = (key: ConnectionKey) => textOf(obstacleToAccount(key));

/** For what needs access to a profile. */
export const unableForProfile = (profile: Profile) => textOf(obstacleToProfile(profile));

/** For what needs a network alone, such as a code for signing in. */
export const unableForNetwork = () => textOf(obstacleToNetwork());

/** For what opens a form, of a profile or of no certain one: it can be filled in without a network, but not sent. */
export function unableToFill(profile?: Profile): string | undefined {
  const obstacle = profile ? obstacleToProfile(profile) : obstacleToSend();
  return obstacle === 'offline' ? undefined : textOf(obstacle);
}

/** For one of several profiles to choose from: what keeps it alone. What keeps all of them is said once, by the button. */
export function unableAmongSeveral(profile: Profile): string | undefined {
  return obstacleToSend() ? undefined : unableForProfile(profile);
}

const textOf = (obstacle: Obstacle | null) => (obstacle ? obstacleText(obstacle) : undefined);
