import { browser } from '../browser.ts';
import type { Shortcuts } from '../domain/settings/shortcuts.ts';

/** The browser's own list of the extension's shortcuts. */
export const shortcuts: Shortcuts = {
  async list() {
    const commands = await browser.commands.getAll();
    return commands.flatMap(({ name, description, shortcut }) =>
      name ? [{ name, description: description ?? name, keys: shortcut ?? '' }] : [],
    );
  },
  async openSettings() {
    const commands = browser.commands as { openShortcutSettings?(): Promise<void> };
    if (commands.openShortcutSettings) await commands.openShortcutSettings();
    else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  },
};
