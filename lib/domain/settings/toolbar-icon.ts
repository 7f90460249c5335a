/**
 * The extension's icon in the browser's toolbar; pages get it from their entrypoint (lib/navigation/toolbar-icon.ts).
 */
export interface ToolbarIcon {
  /** Returns false when the icon is hidden in the menu of extensions; null where the browser doesn't say. */
  isPinned(): Promise<boolean | null>;
}
