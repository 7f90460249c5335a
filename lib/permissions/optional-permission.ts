import { browser } from '../browser.ts';
import type { OptionalAccess } from '../domain/settings/optional-access.ts';

/** One of the browser's permissions that is asked for at the moment of use. */
export function optionalPermission(name: 'notifications' | 'clipboardRead'): OptionalAccess {
  const wish = { permissions: [name] };
  return {
    has: () => browser.permissions.contains(wish),
    async request() {
      try {
        return await browser.permissions.request(wish);
      } catch {
        // Not in a click's handler: no prompt is possible, but it may be there.
        return browser.permissions.contains(wish);
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
}

/** Leave to show notices. */
export const noticeAccess = optionalPermission('notifications');
/** Leave to look at what the clipboard holds, so that only what the extension put there is cleared. */
export const clipboardAccess = optionalPermission('clipboardRead');
