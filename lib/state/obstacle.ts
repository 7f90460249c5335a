import { computed } from '@preact/signals';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { type Obstacle, obstacleOf } from '../domain/identity/obstacle.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { connections, online, vaultLocked } from './app-state.ts';

/*
 * What keeps TagoIO from being asked anything now; null: nothing does. They read signals.
 */

/** For what needs no certain account. */
export function obstacleToSend(): Obstacle | null {
  return obstacleOf({ locked: vaultLocked.value, online: online.value });
}

/** Whether anything can be sent at all; what is read without a press waits for it. */
export const canSend = computed(() => obstacleToSend() === null);

/** For what needs an account's token. */
export function obstacleToAccount(key: ConnectionKey): Obstacle | null {
  return obstacleOf({ connection: connectionOf(key), locked: vaultLocked.value, online: online.value });
}

/** For what needs access to a profile. */
export function obstacleToProfile(profile: Profile): Obstacle | null {
  const connection = connectionOf(profile.connectionKey);
  return obstacleOf({ connection, profile, locked: vaultLocked.value, online: online.value });
}

/** For what needs a network alone, such as the console's pages. */
export function obstacleToNetwork(): Obstacle | null {
  return obstacleOf({ locked: false, online: online.value });
}

const connectionOf = (key: ConnectionKey) => connections.value.find((one) => one.key === key);
