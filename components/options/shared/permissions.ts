import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import {
  OPTIONAL_PERMISSIONS,
  type OptionalPermission,
  type Permission,
  type Permissions,
} from '../../../lib/domain/settings/permissions.ts';

/** The browser's permissions; the entrypoint provides them, as components use no browser API. */
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
    const update = () =>
      void read().then((found) => {
        if (current) setState(found);
      });
    update();
    const stop = permissions.onChange(update);
    return () => {
      current = false;
      stop();
    };
  }, [permissions]);
  return state;
}

/** Returns the optional permissions and hosts that were granted after the installation. */
export async function readGranted(
  permissions: Permissions,
): Promise<{ names: OptionalPermission[]; hosts: string[] }> {
  const granted = await Promise.all(OPTIONAL_PERMISSIONS.map((name) => permissions.optional(name).has()));
  return {
    names: OPTIONAL_PERMISSIONS.filter((_, index) => granted[index]),
    hosts: await permissions.grantedHosts(),
  };
}
