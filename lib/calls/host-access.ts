import { browser } from '../browser.ts';
import { logError } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { hostPermissionPattern, regionOf, sitesOf } from '../domain/regions/region.ts';
import { listConnections } from '../store/connections.ts';
import { listRevocations } from '../store/revocations.ts';

/**
 * Returns whether the person granted access to this host, which they can withdraw at any time. Null if the browser
 * rejects the question, as it does while it ends the worker; the request itself then shows whether the host can be
 * reached.
 */
export async function hasHostAccess(origin: ApiOrigin): Promise<boolean | null> {
  try {
    return await browser.permissions.contains({ origins: [hostPermissionPattern(origin)] });
  } catch (error) {
    logError('hasHostAccess', error);
    return null;
  }
}

/** Throws `host-permission` when access to the host is not granted. */
export async function requireHostAccess(origin: ApiOrigin): Promise<void> {
  if ((await hasHostAccess(origin)) === false)
    throw new FailureError({ code: 'host-permission', field: 'origin' });
}

/** Hosts that are being connected to: they are in no stored connection yet. */
const connecting: string[] = [];

/** Runs `work`, which connects to a host; access to that host isn't given up meanwhile. */
export async function keepHostAccess<T>(origin: ApiOrigin, work: () => Promise<T>): Promise<T> {
  const pattern = hostPermissionPattern(origin);
  connecting.push(pattern);
  try {
    return await work();
  } finally {
    connecting.splice(connecting.indexOf(pattern), 1);
  }
}

/**
 * Gives up access to the host of a TagoDeploy instance and to that of its console, unless another connection, one that
 * is being made, or a token that is still to be revoked needs it: access is to the host, whatever the port. The
 * manifest requires the public regions' hosts.
 */
export async function releaseHost(origin: ApiOrigin): Promise<void> {
  if (regionOf(origin) !== 'deploy') return;
  const pattern = hostPermissionPattern(origin);
  const users = (await Promise.all([listConnections(), listRevocations()])).flat();
  if (connecting.includes(pattern)) return;
  if (users.some((user) => hostPermissionPattern(user.origin) === pattern)) return;
  const consolePattern = hostPermissionPattern(sitesOf(origin).console);
  await browser.permissions.remove({ origins: [...new Set([pattern, consolePattern])] });
}
