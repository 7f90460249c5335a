import { browser } from '../browser.ts';
import type { ApiOrigin } from '../domain/keys.ts';
import { hostPermissionPattern } from '../domain/region.ts';

/** Access to a platform's host, as the browser grants it. */
export interface HostAccess {
  /** True when the extension may reach this origin now. */
  has(origin: ApiOrigin): Promise<boolean>;
  /**
   * Asks the person for access. Call it first thing in the handler of their click, before any `await`, or the
   * browser refuses to ask. Resolves at once, without a prompt, when access was given before.
   */
  request(origin: ApiOrigin): Promise<boolean>;
  /** Gives the access to an origin back; false when the browser keeps it (a host of the manifest). */
  drop(origin: ApiOrigin): Promise<boolean>;
  /** Tells of every change of the granted hosts, also those made in the browser's own pages. */
  onChange(listener: () => void): () => void;
}

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
