import type { ConsoleOrigin } from '../../../lib/console/console-site.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import type { Permission } from '../../../lib/domain/settings/permissions.ts';
import { usePermissionState, usePermissions } from './permissions.ts';

/** Returns the permission that lets the extension follow a console; `granted` is null until it is known. */
export function useConsoleAccess(site: ConsoleOrigin): Permission & { granted: boolean | null } {
  const permission = usePermissions().host(site as string as ApiOrigin);
  return { ...permission, granted: usePermissionState(() => permission.has()) };
}
