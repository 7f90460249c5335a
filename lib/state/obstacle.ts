import { computed } from '@preact/signals';
import { type ConnectionKey, originOf } from '../domain/identity/keys.ts';
import { type Obstacle, type ObstacleFacts, obstacleOf } from '../domain/identity/obstacle.ts';
import { allowsApi } from '../domain/policy/policy.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { connections, online, policyState, vaultLocked } from './app-state.ts';

/*
 * What keeps TagoIO from being asked anything now; null: nothing does. They read signals.
 */

/** For what needs no certain account. */
export function obstacleToSend(): Obstacle | null {
  return obstacleNow({ allowed: policyState.value.status !== 'invalid' });
}

/** Whether anything can be sent at all; what is read without a press waits for it. */
export const canSend = /* @__PURE__ */ computed(() => obstacleToSend() === null);

/** For what needs an account's token. */
export function obstacleToAccount(key: ConnectionKey, profile?: Profile): Obstacle | null {
  return obstacleNow({
    connection: connections.value.find((one) => one.key === key),
    profile,
    allowed: allowsApi(policyState.value.policy, originOf(key)),
  });
}

/** For what needs access to a profile. */
export function obstacleToProfile(profile: Profile): Obstacle | null {
  return obstacleToAccount(profile.connectionKey, profile);
}

/** For what needs a network alone, such as the console's pages. */
export function obstacleToNetwork(): Obstacle | null {
  return obstacleNow({ locked: false });
}

function obstacleNow(facts: Partial<ObstacleFacts>): Obstacle | null {
  return obstacleOf({ allowed: true, locked: vaultLocked.value, online: online.value, ...facts });
}
