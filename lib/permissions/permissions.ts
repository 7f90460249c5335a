import { browser } from '../browser.ts';
import { hostPermissionPattern } from '../domain/regions/region.ts';
import type { Permission, Permissions } from '../domain/settings/permissions.ts';

type Wanted = Parameters<typeof browser.permissions.request>[0];

/** The browser's own permissions. */
export const permissions: Permissions = {
  optional: (name) => permission({ permissions: [name] } as Wanted),
  host: (...origins) => permission({ origins: origins.map(hostPermissionPattern) }),
  async grantedHosts() {
    const { origins = [] } = await browser.permissions.getAll();
    const { host_permissions = [], content_scripts = [] } = browser.runtime.getManifest() as {
      host_permissions?: string[];
      content_scripts?: { matches?: string[] }[];
    };
    const required = new Set([
      ...host_permissions,
      ...content_scripts.flatMap(({ matches = [] }) => matches),
    ]);
    return origins.filter((pattern) => !required.has(pattern)).sort();
  },
  removeHost: (pattern) => permission({ origins: [pattern] }).remove(),
  onChange,
};

function permission(wanted: Wanted): Permission {
  return {
    has: () => browser.permissions.contains(wanted),
    async request() {
      try {
        return await browser.permissions.request(wanted);
      } catch {
        // Outside a click handler no prompt is possible, but the permission may already be granted.
        return browser.permissions.contains(wanted);
      }
    },
    async remove() {
      try {
        return await browser.permissions.remove(wanted);
      } catch {
        // Permissions that the manifest requires can't be removed.
        return false;
      }
    },
  };
}

function onChange(listener: () => void): () => void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
  return () => {
    browser.permissions.onAdded.removeListener(listener);
    browser.permissions.onRemoved.removeListener(listener);
  };
}
