import { browser } from '../browser.ts';
import { FailureError } from '../domain/failure.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { hostPermissionPattern } from '../domain/regions/region.ts';

/** Returns true when the person granted access to this host, which they can withdraw at any time. */
export async function hasHostAccess(origin: ApiOrigin): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPermissionPattern(origin)] });
}

/** Throws `host-permission` when access to the host is not granted. */
export async function requireHostAccess(origin: ApiOrigin): Promise<void> {
  if (!(await hasHostAccess(origin))) throw new FailureError({ code: 'host-permission', field: 'origin' });
}
