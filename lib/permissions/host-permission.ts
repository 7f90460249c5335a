import { browser } from '../browser.ts';
import { hostPermissionPattern } from '../domain/identity/region.ts';
import type { HostAccess } from '../domain/settings/host-access.ts';

/** The browser's own permissions. */
export const hostAccess: HostAccess = {
  has: (origin) => browser.permissions.contains({ origins: [hostPermissionPattern(origin)] }),
  async request(origin) {
    const origins = [hostPermissionPattern(origin)];
    try {
      return await browser.permissions.request({ origins });
    } catch {
      // Not in a click's handler (a form sent by a script, say): no prompt is possible, but it may be there.
      return browser.permissions.contains({ origins });
    }
  },
  async drop(origin) {
    try {
      return await browser.permissions.remove({ origins: [hostPermissionPattern(origin)] });
    } catch {
      return false;
    }
  },
  onChange(listener) {
    browser.permissions.onAdded.addListener(listener);
    browser.permissions.onRemoved.addListener(listener);
    return () => {
      browser.permissions.onAdded.removeListener(listener);
      browser.permissions.onRemoved.removeListener(listener);
    };
  },
};
