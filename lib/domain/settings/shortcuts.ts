/** A keyboard command of the extension, as the browser has it. */
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

/** The command that opens the popup: the browsers' own name. */
export const OPEN_POPUP = '_execute_action';
