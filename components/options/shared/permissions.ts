import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import {
  OPTIONAL_PERMISSIONS,
  type OptionalPermission,
  type Permission,
  type Permissions,
} from '../../../lib/domain/settings/permissions.ts';

/** The browser's permissions; the entrypoint gives them, as components know no browser API. */
export const PermissionsContext = createContext<Permissions | null>(null);

export function usePermissions(): Permissions {
  const permissions = useContext(PermissionsContext);
  if (!permissions) throw new Error('PermissionsContext is missing');
  return permissions;
}

/** Returns an optional permission, and whether it is granted now (null: not known yet). */
export function useOptionalPermission(name: OptionalPermission): Permission & { granted: boolean | null } {
  const permission = usePermissions().optional(name);
  return { ...permission, granted: usePermissionState(() => permission.has()) };
}

/** Returns what `read` returns now and after every change of the browser's permissions; null: not known yet. */
export function usePermissionState<T>(read: () => Promise<T>): T | null {
  const permissions = usePermissions();
  const [state, setState] = useState<T | null>(null);
  useEffect(() => {
    let current = true;
    const look = () =>
      void read().then((found) => {
        if (current) setState(found);
      });
    look();
    const stop = permissions.onChange(look);
    return () => {
      current = false;
      stop();
    };
  }, [permissions]);
  return state;
}

/** Returns what was granted beside the permissions of the installation: the optional ones, and hosts. */
export async function readGranted(
  permissions: Permissions,
): Promise<{ names: OptionalPermission[]; hosts: string[] }> {
  const held = await Promise.all(OPTIONAL_PERMISSIONS.map((name) => permissions.optional(name).has()));
  return {
    names: OPTIONAL_PERMISSIONS.filter((_, index) => held[index]),
    hosts: await permissions.grantedHosts(),
  };
}
