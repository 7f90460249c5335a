import { browser } from '../browser.ts';
import type { ToolbarIcon } from '../domain/settings/toolbar-icon.ts';

interface UserSettings {
  isOnToolbar?: boolean;
}

/** The icon in Chromium, which hides a new extension's icon. Firefox puts it into the toolbar (`default_area`). */
export const toolbarIcon: ToolbarIcon = {
  async isPinned() {
    const action = browser.action as { getUserSettings?(): Promise<UserSettings> };
    if (import.meta.env.FIREFOX || !action.getUserSettings) return null;
    return (await action.getUserSettings()).isOnToolbar ?? null;
  },
};
