import { browser } from '../browser.ts';
import { FailureError } from '../domain/failure.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { hostPermissionPattern } from '../domain/identity/region.ts';

/** Whether the person lets the extension reach this host. They can take it back at any time. */
export async function mayReach(origin: ApiOrigin): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPermissionPattern(origin)] });
}

/** Throws `host-permission` when the host may not be reached. */
export async function requireHostAccess(origin: ApiOrigin): Promise<void> {
  if (!(await mayReach(origin))) throw new FailureError({ code: 'host-permission', field: 'origin' });
}
