/** A keyboard command of the extension. */
export interface Shortcut {
  name: string;
  description: string;
  /** As the browser writes it on this computer, such as `Alt+Shift+P`; empty: none is set. */
  keys: string;
}

/** The browser's list of shortcuts; pages get it from their entrypoint (lib/navigation/shortcuts.ts). */
export interface Shortcuts {
  list(): Promise<Shortcut[]>;
  /** Opens the browser's page where they are changed. */
  openSettings(): Promise<void>;
}

/** The browsers' name for the command that opens the popup. */
export const OPEN_POPUP = '_execute_action';
