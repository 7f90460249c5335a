import { browser } from '../browser.ts';
import type { NoticeAccess } from '../domain/notice-access.ts';

const NOTICES = { permissions: ['notifications' as const] };

/** The browser's own permission for notices. */
export const noticeAccess: NoticeAccess = {
  has: () => browser.permissions.contains(NOTICES),
  async request() {
    try {
      return await browser.permissions.request(NOTICES);
    } catch {
      // Not in a click's handler: no prompt is possible, but it may be there.
      return browser.permissions.contains(NOTICES);
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
