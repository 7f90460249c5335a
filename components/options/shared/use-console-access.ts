import type { ConsoleOrigin } from '../../../lib/console/console-site.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import type { Permission } from '../../../lib/domain/settings/permissions.ts';
import { usePermissionState, usePermissions } from './permissions.ts';

/**
 * Returns the permission that lets the extension follow a console; with `api`, that to access this API as well, without
 * which a TagoDeploy's session isn't seen. `granted` is null until it is known.
 */
export function useConsoleAccess(
  site: ConsoleOrigin,
  api: ApiOrigin | null = null,
): Permission & { granted: boolean | null } {
  const permission = usePermissions().host(site as string as ApiOrigin, ...(api ? [api] : []));
  return { ...permission, granted: usePermissionState(() => permission.has()) };
}
