import { type ConsoleOrigin, canFollow, consoleOf } from '../../../lib/console/console-site.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { onlyApi } from '../../../lib/domain/policy/policy.ts';
import { originOfRegion, REGIONS } from '../../../lib/domain/regions/region.ts';
import { connections, policy } from '../../../lib/state/app-state.ts';
import { consoleSessions } from '../../../lib/state/console.ts';

/**
 * Returns the console whose session can connect: that of the account that is signed in again (`again`), of the
 * organization's only API, or the one in which the person is known to be signed in. The regions share one, whose
 * session says which of them it is in. Null if the console of the API isn't known.
 */
export function consoleToUse(again?: ApiOrigin): ConsoleOrigin | null {
  const api = again ?? onlyApi(policy.value);
  if (api) return canFollow(api) ? consoleOf(api) : null;
  const ofRegions = consoleOf(originOfRegion(REGIONS[0]));
  const [known] = Object.keys(consoleSessions.value) as ConsoleOrigin[];
  return isSessionKnown(ofRegions) ? ofRegions : (known ?? ofRegions);
}

function isSessionKnown(site: ConsoleOrigin): boolean {
  return consoleSessions.value[site] !== undefined;
}

/**
 * Returns true if the session of a console is known and connects its account, without anything being typed: an account
 * that is connected and works is refused.
 */
export function doesSessionConnect(site: ConsoleOrigin): boolean {
  const session = consoleSessions.value[site];
  return !!session && connections.value.find(({ key }) => key === session.connectionKey)?.state !== 'ok';
}
