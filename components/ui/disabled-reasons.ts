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

/**
 * Returns why an action that needs no particular account, such as connecting another one, can't succeed now; undefined
 * if it can. Reads signals.
 */
export const reasonNotToSend = () => textOf(obstacleToSend());

/** Returns why an action that needs an account's token can't succeed now; undefined if it can. Reads signals. */
export const reasonNotToAskAccount = (key: ConnectionKey) => textOf(obstacleToAccount(key));

/** Returns why an action that needs access to a profile can't succeed now; undefined if it can. Reads signals. */
export const reasonNotToAskProfile = (profile: Profile) => textOf(obstacleToProfile(profile));

/**
 * Returns why an action that needs only a network, such as a code for signing in, can't succeed now; undefined if it
 * can. Reads signals.
 */
export const reasonNotToUseNetwork = () => textOf(obstacleToNetwork());

/**
 * Returns why a form, of a profile or of no particular one, can't be opened now; undefined if it can: without a network
 * it can be filled in, but not sent. Reads signals.
 */
export function reasonNotToOpenForm(profile?: Profile): string | undefined {
  const obstacle = profile ? obstacleToProfile(profile) : obstacleToSend();
  return obstacle === 'offline' ? undefined : textOf(obstacle);
}

/**
 * Returns why one of several profiles can't be chosen now; undefined if it can, or if the reason holds for all of them,
 * which the button says once. Reads signals.
 */
export function reasonNotToChoose(profile: Profile): string | undefined {
  return obstacleToSend() ? undefined : reasonNotToAskProfile(profile);
}

const textOf = (obstacle: Obstacle | null) => (obstacle ? obstacleText(obstacle) : undefined);
