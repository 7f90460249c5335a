import { browser } from '../browser.ts';
import { FailureError } from '../domain/failure.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { hostPermissionPattern, regionOf } from '../domain/regions/region.ts';
import { listConnections } from '../store/connections.ts';
import { listRevocations } from '../store/revocations.ts';

/** Returns true when the person granted access to this host, which they can withdraw at any time. */
export async function hasHostAccess(origin: ApiOrigin): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPermissionPattern(origin)] });
}

/** Throws `host-permission` when access to the host is not granted. */
export async function requireHostAccess(origin: ApiOrigin): Promise<void> {
  if (!(await hasHostAccess(origin))) throw new FailureError({ code: 'host-permission', field: 'origin' });
}

/**
 * Gives up access to the host of a TagoDeploy instance, unless another connection or a token that is still to be
 * revoked needs it: access is to the host, whatever the port. The manifest requires the public regions' hosts.
 */
export async function releaseHost(origin: ApiOrigin): Promise<void> {
  if (regionOf(origin) !== 'deploy') return;
  const pattern = hostPermissionPattern(origin);
  const users = (await Promise.all([listConnections(), listRevocations()])).flat();
  if (users.some((user) => hostPermissionPattern(user.origin) === pattern)) return;
  await browser.permissions.remove({ origins: [pattern] });
}
