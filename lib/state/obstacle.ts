import { computed } from '@preact/signals';
import { type ConnectionKey, originOf } from '../domain/identity/keys.ts';
import { type Obstacle, type ObstacleFacts, obstacleOf } from '../domain/identity/obstacle.ts';
import { allowsApi } from '../domain/policy/policy.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { connections, loaded, online, policyState, vaultLocked } from './app-state.ts';

/** Returns the obstacle to a request that needs no particular account; null: none. Reads signals. */
export function obstacleToSend(): Obstacle | null {
  return obstacleNow({ allowed: policyState.value.status !== 'invalid' });
}

/**
 * True once everything is loaded, if anything can be sent at all. What a page reads without a press waits for it:
 * waking the background before the first screen is painted would delay that.
 */
export const isReadyToRead = /* @__PURE__ */ computed(
  () => loaded.value === 'all' && obstacleToSend() === null,
);

/** Returns the obstacle to a request that needs an account's token; null: none. Reads signals. */
export function obstacleToAccount(key: ConnectionKey, profile?: Profile): Obstacle | null {
  return obstacleNow({
    connection: connections.value.find((one) => one.key === key),
    profile,
    allowed: allowsApi(policyState.value.policy, originOf(key)),
  });
}

/**
 * Returns the obstacle to a request to an account's server that brings a credential of its own; null: none. Reads
 * signals.
 */
export function obstacleToServer(key: ConnectionKey): Obstacle | null {
  const connection = connections.value.find((one) => one.key === key);
  return obstacleNow({
    connection: connection?.state === 'host-permission' ? connection : undefined,
    allowed: allowsApi(policyState.value.policy, originOf(key)),
  });
}

/** Returns the obstacle to a request that needs access to a profile; null: none. Reads signals. */
export function obstacleToProfile(profile: Profile): Obstacle | null {
  return obstacleToAccount(profile.connectionKey, profile);
}

/** Returns the obstacle to what needs only a network, such as the console's pages; null: none. Reads signals. */
export function obstacleToNetwork(): Obstacle | null {
  return obstacleNow({ locked: false });
}

function obstacleNow(facts: Partial<ObstacleFacts>): Obstacle | null {
  return obstacleOf({ allowed: true, locked: vaultLocked.value, online: online.value, ...facts });
}
