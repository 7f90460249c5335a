import { browser } from '../browser.ts';
import { hostPermissionPattern } from '../domain/regions/region.ts';
import type { Permission, Permissions } from '../domain/settings/permissions.ts';

type Wanted = Parameters<typeof browser.permissions.request>[0];

/** The browser's own permissions. */
export const permissions: Permissions = {
  optional: (name) => permission({ permissions: [name] } as Wanted),
  host: (origin) => permission({ origins: [hostPermissionPattern(origin)] }),
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
        // Not in a click's handler (a form sent by a script, say): no prompt is possible, but it may be granted.
        return browser.permissions.contains(wanted);
      }
    },
    async remove() {
      try {
        return await browser.permissions.remove(wanted);
      } catch {
        // One that the manifest requires.
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
